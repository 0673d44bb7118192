/** Telegram's envelope as it came over the wire. */
export interface Envelope {
  ok: boolean;
  result?: unknown;
  error_code?: number;
  description?: string;
  parameters?: { retry_after?: number; migrate_to_chat_id?: number };
}

export type Verdict =
  | { kind: 'done'; envelope: Envelope }
  | { kind: 'wait'; ms: number }
  | { kind: 'again' }
  | { kind: 'refused' };

// The goal is reached already, or can no longer be: neither is a failure of ours.
const harmless = [
  ['edit', 'message is not modified'],
  ['answerCallbackQuery', 'query is too old'],
  ['delete', 'message to delete not found'],
] as const;

// A call of these may run twice: the second changes nothing more.
const idempotent = /^(get|set|edit|delete|answer|pin|unpin|log|close)/;

export const isIdempotent = (method: string): boolean =>
  idempotent.test(method) || method === 'sendChatAction' || method === 'sendMessageDraft';

/** Edits are metered like sends; chat actions, drafts and answers to presses are not. */
export const isMetered = (method: string): boolean =>
  /^(send|edit|forward|copy)/.test(method) && !/^send(ChatAction|.*Draft)$/.test(method);

/** What an answer means for the call; pure. */
export function judge(method: string, envelope: Envelope): Verdict {
  if (envelope.ok) return { kind: 'done', envelope };
  const { error_code = 0, description = '', parameters } = envelope;
  if (error_code === 429) return { kind: 'wait', ms: 1_000 * (parameters?.retry_after ?? 1) };
  const isHarmless = harmless.some(
    ([start, text]) => method.startsWith(start) && description.includes(text),
  );
  if (isHarmless) return { kind: 'done', envelope: { ok: true, result: true } };
  // 500 is Telegram's own word that it did not do it; a gateway's 502 or 504 knows nothing.
  if (error_code === 500 || (error_code > 500 && isIdempotent(method))) return { kind: 'again' };
  return { kind: 'refused' };
}

const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** No connection was made, so nothing can have happened on the other side. */
export function wasNeverSent(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(wasNeverSent);
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string' && neverSent.has(error.code)) return true;
  return wasNeverSent(error.cause);
}
