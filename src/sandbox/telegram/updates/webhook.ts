import type { SandboxClock } from '#sandbox/clock';
import type { PendingUpdate, UpdateQueue } from './queue.ts';
import { type PostAnswer, postUpdate } from './webhook-post.ts';

export interface WebhookConfig {
  readonly url: string;
  readonly secretToken: string | undefined;
  readonly maxConnections: number;
  readonly ipAddress: string | undefined;
  /** The address the caller named; otherwise it is what the name resolves to. */
  readonly fixedAddress: string | undefined;
  readonly certificate: Buffer | undefined;
}

export interface WebhookStatus {
  readonly lastErrorAt: number | undefined;
  readonly lastError: string | undefined;
}

/** Sends the updates of one bot: in order inside a lane, lanes side by side, again until taken or too old. */
export interface Webhook {
  config(): WebhookConfig | undefined;
  status(): WebhookStatus;
  set(config: WebhookConfig | undefined): void;
  /** Resolves when nothing is on its way: all taken, or waiting for a later try. */
  idle(): Promise<void>;
  /** Cuts what is on its way; for a stop of the server. */
  stop(): void;
}

interface Lane {
  readonly ids: number[];
  isBusy: boolean;
  failures: number;
}

const readTimeoutMs = 60_000;
const maxRetryAfterSeconds = 3600;
const longestBackoffSeconds = 60;
const goneMs = 23 * 3600 * 1000;

export function createWebhook(deps: {
  queue: UpdateQueue;
  clock: SandboxClock;
  /** A method call found in the answer to an update. */
  onReply: (method: string, params: Readonly<Record<string, unknown>>) => void;
}): Webhook {
  const { queue, clock } = deps;
  let config: WebhookConfig | undefined;
  let lanes = new Map<string, Lane>();
  let ready: Lane[] = [];
  let active = 0;
  const onIdle = new Set<() => void>();
  let lastErrorAt: number | undefined;
  let lastError: string | undefined;
  let goneSince: number | undefined;
  let cancelled = new AbortController();
  let stopListening: () => void = () => undefined;

  const add = ({ id, lane: name }: PendingUpdate) => {
    let lane = lanes.get(name);
    if (lane === undefined) {
      lane = { ids: [], isBusy: false, failures: 0 };
      lanes.set(name, lane);
    }
    lane.ids.push(id);
    if (lane.isBusy || lane.ids.length > 1) return;
    ready.push(lane);
    pump();
  };

  const pump = () => {
    while (config !== undefined && active < config.maxConnections) {
      const lane = ready.shift();
      if (lane === undefined) return;
      void deliver(lane, config);
    }
  };

  const next = (lane: Lane): PendingUpdate | undefined => {
    const pending = queue.pending();
    while (lane.ids[0] !== undefined) {
      const update = pending.get(lane.ids[0]);
      if (update !== undefined) return update;
      lane.ids.shift();
      lane.failures = 0;
    }
    return undefined;
  };

  const deliver = async (lane: Lane, target: WebhookConfig) => {
    const update = next(lane);
    if (update === undefined) return;
    lane.isBusy = true;
    active += 1;
    const { signal } = cancelled;
    const outcome = await post(update, target, signal);
    active -= 1;
    lane.isBusy = false;
    if (!signal.aborted) plan(lane, settle(lane, update, outcome));
    pump();
    if (active > 0) return;
    for (const resolve of onIdle) resolve();
    onIdle.clear();
  };

  const plan = (lane: Lane, waitMs: number) => {
    const { signal } = cancelled;
    if (waitMs === 0) {
      if (lane.ids.length > 0) ready.push(lane);
    } else {
      clock.after(waitMs, () => {
        if (signal.aborted) return;
        ready.push(lane);
        pump();
      });
    }
  };

  const post = async (update: PendingUpdate, target: WebhookConfig, signal: AbortSignal) => {
    const timeout = new AbortController();
    const cancel = clock.after(readTimeoutMs, () => timeout.abort());
    try {
      return await postUpdate({
        url: target.url,
        body: JSON.stringify(update.update),
        secretToken: target.secretToken,
        certificate: target.certificate,
        address: target.fixedAddress,
        signal: AbortSignal.any([signal, timeout.signal]),
      });
    } catch (error) {
      return timeout.signal.aborted ? 'Read timeout expired' : describe(error);
    } finally {
      cancel();
    }
  };

  /** How long the lane waits before its next try. */
  const settle = (lane: Lane, update: PendingUpdate, outcome: PostAnswer | string): number => {
    if (typeof outcome !== 'string' && outcome.status >= 200 && outcome.status <= 299) {
      goneSince = undefined;
      queue.drop(update.id);
      lane.ids.shift();
      lane.failures = 0;
      callInAnswer(outcome.body);
      return 0;
    }
    lastErrorAt = clock.seconds();
    lastError =
      typeof outcome === 'string'
        ? outcome
        : `Wrong response from the webhook: ${outcome.status} ${outcome.reason}`;
    if (typeof outcome !== 'string' && outcome.status === 410) {
      goneSince ??= clock.now();
      if (clock.now() > goneSince + goneMs) set(undefined);
    } else goneSince = undefined;
    const asked = typeof outcome === 'string' ? 0 : outcome.retryAfterSeconds;
    const backoff = Math.min(longestBackoffSeconds, 2 ** Math.min(lane.failures, 10));
    const seconds = asked > 0 ? Math.min(asked, maxRetryAfterSeconds) : backoff;
    lane.failures += 1;
    if (clock.now() + seconds * 1000 <= update.expiresAt) return seconds * 1000;
    queue.drop(update.id);
    lane.ids.shift();
    lane.failures = 0;
    return 0;
  };

  const callInAnswer = (body: string) => {
    if (!body.startsWith('{')) return;
    let answer: unknown;
    try {
      answer = JSON.parse(body);
    } catch {
      return;
    }
    const { method, ...params } = toRecord(answer);
    if (typeof method === 'string' && isCallable(method)) deps.onReply(method, params);
  };

  const set = (next: WebhookConfig | undefined) => {
    cancelled.abort();
    cancelled = new AbortController();
    stopListening();
    config = next;
    lanes = new Map();
    ready = [];
    goneSince = undefined;
    if (next === undefined) {
      lastErrorAt = undefined;
      lastError = undefined;
      return;
    }
    stopListening = queue.onPush(add);
    for (const update of [...queue.pending().values()]) add(update);
  };

  return {
    config: () => config,
    status: () => ({ lastErrorAt, lastError }),
    set,
    idle: () =>
      active === 0 ? Promise.resolve() : new Promise((resolve) => void onIdle.add(resolve)),
    stop() {
      cancelled.abort();
      stopListening();
    },
  };
}

const notInAnswers = ['setwebhook', 'deletewebhook', 'close', 'logout'];

function isCallable(method: string): boolean {
  const name = method.toLowerCase();
  return name !== '' && !name.startsWith('get') && !notInAnswers.includes(name);
}

const toRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};

function describe(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ECONNREFUSED') return 'Connection refused';
  if (code === 'ENOTFOUND') return 'Failed to resolve host: Name or service not known';
  if (code === 'ECONNRESET') return 'Connection reset by peer';
  if (typeof code === 'string' && isAboutCertificate(code))
    return 'SSL error {error:0A000086:SSL routines::certificate verify failed}';
  return 'Webhook connection closed';
}

const isAboutCertificate = (code: string): boolean => /CERT|SIGNATURE|ALTNAME/.test(code);
