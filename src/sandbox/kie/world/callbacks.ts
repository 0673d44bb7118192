import { createHmac } from 'node:crypto';
import type { SandboxClock } from '#sandbox/clock';
import type { Faults } from './faults.ts';
import type { CallbackTry, Lines } from './journal.ts';
import { familyRecordOf, type RecordInput, recordOf } from './record.ts';
import type { Task } from './tasks.ts';

export interface Callbacks {
  send(task: Task): void;
  /** Keeps everything back until `release`. */
  hold(): void;
  release(order: 'arrival' | 'reversed'): Promise<void>;
  setKey(key: string | undefined): void;
  /** Resolves when nothing is on its way. */
  idle(): Promise<void>;
  stop(): void;
}

export interface CallbacksDeps {
  readonly clock: SandboxClock;
  readonly faults: Faults;
  readonly tries: Lines<CallbackTry>;
  readonly recordInput: (task: Task) => RecordInput;
  readonly webhookKey?: string | undefined;
}

const answerMs = 15_000;
/** After the first try three more; the pauses are this sandbox's own. */
const pausesMs = [5_000, 30_000, 120_000];

export function createCallbacks({
  clock,
  faults,
  tries,
  recordInput,
  webhookKey,
}: CallbacksDeps): Callbacks {
  const flights = new Set<Promise<void>>();
  const stopping = new AbortController();
  let key = webhookKey;
  let held: Task[] | undefined;

  const post = async (task: Task, url: string, attempt: number): Promise<void> => {
    const note = (outcome: CallbackTry['outcome'], status?: number) =>
      tries.add({ at: clock.now(), taskId: task.id, url, attempt, outcome, status });
    if (faults.take('dropCallback', { model: task.model.id })) return void note('dropped');
    const status = await deliver(url, bodyOf(task, recordInput(task)), {
      headers: key === undefined ? {} : signatureOf(key, { taskId: task.id, now: clock.now() }),
      signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(answerMs)]),
    });
    if (stopping.signal.aborted) return;
    if (status === 200) return void note('accepted', status);
    note(status === undefined ? 'unreachable' : 'refused', status);
    const pause = pausesMs[attempt - 1];
    if (pause !== undefined) clock.after(pause, () => void fly(task, url, attempt + 1));
  };

  const fly = (task: Task, url: string, attempt: number) => {
    const flight = post(task, url, attempt).finally(() => flights.delete(flight));
    flights.add(flight);
    return flight;
  };

  const launch = async (task: Task): Promise<void> => {
    const url = task.callBackUrl;
    if (url === undefined) return;
    const copies = faults.take('duplicateCallback', { model: task.model.id })?.copies ?? 1;
    await Promise.all(Array.from({ length: copies }, () => fly(task, url, 1)));
  };

  return {
    send(task) {
      if (task.callBackUrl === undefined) return;
      if (held === undefined) return void launch(task);
      held.push(task);
      const note = { at: clock.now(), taskId: task.id, url: task.callBackUrl, attempt: 0 };
      tries.add({ ...note, outcome: 'held' });
    },
    hold: () => {
      held ??= [];
    },
    async release(order) {
      const waiting = held ?? [];
      held = undefined;
      for (const task of order === 'reversed' ? waiting.toReversed() : waiting) await launch(task);
    },
    setKey: (next) => {
      key = next;
    },
    async idle() {
      while (flights.size > 0) await Promise.all(flights);
    },
    stop: () => stopping.abort(),
  };
}

function bodyOf(task: Task, input: RecordInput): Record<string, unknown> {
  const hasFailed = task.failure !== undefined;
  const head = {
    code: hasFailed ? 501 : 200,
    msg: hasFailed ? (task.failure?.msg ?? 'failed') : 'Playground task completed successfully.',
  };
  if (task.family === 'jobs') return { ...head, data: recordOf(task, input) };
  const record = familyRecordOf(task, input);
  return {
    ...head,
    data: {
      taskId: task.id,
      promptJson: JSON.stringify(task.input),
      fallbackFlag: false,
      ...(record.response !== null && { info: record.response }),
    },
  };
}

const signatureOf = (key: string, { taskId, now }: { taskId: string; now: number }) => {
  const timestamp = String(Math.floor(now / 1000));
  const signature = createHmac('sha256', key).update(`${taskId}.${timestamp}`).digest('base64');
  return { 'x-webhook-timestamp': timestamp, 'x-webhook-signature': signature };
};

/** The status of the answer; undefined when none came. */
async function deliver(
  url: string,
  body: unknown,
  { headers, signal }: { headers: Record<string, string>; signal: AbortSignal },
): Promise<number | undefined> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      signal,
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return undefined;
  }
}
