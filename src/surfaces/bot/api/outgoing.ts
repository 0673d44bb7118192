import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '#kernel';
import type { Call, Outgoing as NetOutgoing } from '#platform/net';
import { currentScope, noteCall, noteWireError } from './update-scope.ts';
import { type Envelope, isIdempotent, isMetered, judge, wasNeverSent } from './verdict.ts';
import { chatOf, createWalls, placeOf } from './walls.ts';

export interface OutgoingDeps {
  /** One exchange over HTTP: any answer that came, whatever its status; throws when none came. */
  call: NetOutgoing['call'];
  /** Only the holder of the seat may speak; anybody may ask. */
  maySpeak: () => boolean;
  /** A call that Telegram counts is about to be made, to this chat if it names one. */
  onCounted?: (chat: string | undefined) => void;
  /** How long Telegram may think about one call. */
  callMs?: number;
}

interface Init {
  headers: Record<string, string>;
  body: string | AsyncIterable<Uint8Array>;
  signal?: Call['signal'];
}

const usualCallMs = 10_000;
const uploadMs = 100_000;
export const pollSeconds = 25;
const pollMs = (pollSeconds + 10) * 1_000;
// Out of an update's scope there is no handler to end, and an upload takes its time.
const patienceMs = 100_000;
// What is still granted after the time is up, to tell that it is.
const lastWordMs = 2_000;
const firstPauseMs = 200;
const mostAttempts = 5;

export type Outgoing = ReturnType<typeof createOutgoing>;

/** What grammY calls instead of fetch: patient with Telegram, and never says a thing twice without knowing. */
export function createOutgoing(deps: OutgoingDeps) {
  const walls = createWalls();

  return async (url: string, init: Init): Promise<Envelope> => {
    const operation = url.slice(url.lastIndexOf('/') + 1);
    const isPolling = operation === 'getUpdates';
    const scope = currentScope();
    const place = scope?.place ?? placeOf(operation, init.body);
    const deadlineAt = scope?.deadlineAt ?? performance.now() + patienceMs;
    const hasTime = (ms: number) => !scope?.isPaced && performance.now() + ms < deadlineAt;
    const isCounted = !scope?.isPaced && isMetered(operation);
    // A stream is read once: a second attempt would send an empty file.
    const isText = typeof init.body === 'string';
    const isRepeatable = isText && !isPolling;
    const name = isText && !isIdempotent(operation) ? `${operation} ${init.body}` : undefined;
    const known = name === undefined ? undefined : scope?.confirmed.take(name);
    const longestMs = isText ? (deps.callMs ?? usualCallMs) : uploadMs;

    if (name !== undefined && known !== undefined) {
      scope?.confirmed.add(name, known);
      noteCall(operation);
      return known;
    }
    for (let attempt = 1; ; attempt += 1) {
      if (!operation.startsWith('get') && !deps.maySpeak())
        throw noteWireError(new AppError('unavailable', { reason: 'seat lost' }));
      const wallMs = isPolling ? 0 : walls.waitMs(place, performance.now());
      if (wallMs > 0) {
        if (!hasTime(wallMs)) return tooManyRequests(wallMs);
        await sleep(wallMs);
      }
      const pauseMs = firstPauseMs * 3 ** (attempt - 1);
      const mayRepeat = isRepeatable && attempt < mostAttempts && hasTime(pauseMs);
      const leftMs = Math.max(lastWordMs, deadlineAt + lastWordMs - performance.now());
      const timeoutMs = isPolling ? pollMs : Math.min(longestMs, leftMs);
      if (isCounted) deps.onCounted?.(chatOf(init.body));
      const answer = await deps
        .call({ ...init, url, method: 'POST', operation, attempt, timeoutMs })
        .catch((error: unknown) => {
          if (mayRepeat && (wasNeverSent(error) || isIdempotent(operation))) return undefined;
          throw noteWireError(error);
        });
      if (answer !== undefined) {
        const envelope = toEnvelope(answer);
        const verdict = judge(operation, envelope);
        if (verdict.kind === 'done') {
          noteCall(operation);
          if (name !== undefined) scope?.confirmed.add(name, verdict.envelope);
          return verdict.envelope;
        }
        if (verdict.kind === 'wait') {
          walls.raise(place, performance.now() + verdict.ms);
          if (isRepeatable && hasTime(verdict.ms)) continue;
          return envelope;
        }
        if (verdict.kind === 'refused' || !mayRepeat) return envelope;
      }
      await sleep(pauseMs);
    }
  };
}

const tooManyRequests = (ms: number): Envelope => ({
  ok: false,
  error_code: 429,
  description: `Too Many Requests: retry after ${Math.ceil(ms / 1_000)}`,
  parameters: { retry_after: Math.ceil(ms / 1_000) },
});

// A gateway between us and Telegram answers with a page of its own.
function toEnvelope({ status, body }: { status: number; body: Buffer }): Envelope {
  const parsed = parseJson(body.toString('utf8'));
  if (
    typeof parsed === 'object' &&
    parsed !== null &&
    'ok' in parsed &&
    typeof parsed.ok === 'boolean'
  )
    return { ...parsed, ok: parsed.ok };
  return { ok: false, error_code: status, description: 'no answer of the Bot API' };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
