import type { Control } from '#sandbox/telegram';
import type { Blow } from './town.ts';

/** A call of the bot that put media or a text with an order's mark into a chat. */
export interface Send {
  /** Of this machine's clock. */
  at: number;
  chat: number;
  method: string;
  /** Marks of orders in its words. */
  tokens: string[];
  messageIds: number[];
  isMedia: boolean;
  /** Its answer did not reach the bot, or came late, by a fault of the sandbox. */
  isDisturbed: boolean;
}

const mediaMethods = /^send(photo|video|document|audio|animation|voice|mediagroup)$/i;
const tokenPattern = /#\d{6}/g;

export function watchSends(control: Pick<Control, 'transcript'>): Send[] {
  const sends: Send[] = [];
  control.transcript.onEntry((entry) => {
    if (entry.kind !== 'call' || !entry.answer.ok || entry.chat === undefined) return;
    if (!/^(send(?!chataction)|edit)/i.test(entry.method)) return;
    const words = JSON.stringify(entry.params);
    sends.push({
      at: Date.now(),
      chat: entry.chat,
      method: entry.method,
      tokens: [...new Set(words.match(tokenPattern) ?? [])],
      messageIds: idsIn(entry.answer.result),
      isMedia: mediaMethods.test(entry.method),
      isDisturbed: entry.fault !== undefined,
    });
  });
  return sends;
}

const idsIn = (result: unknown): number[] =>
  (Array.isArray(result) ? result : [result]).flatMap((one: unknown) =>
    typeof one === 'object' && one !== null && 'message_id' in one ? [Number(one.message_id)] : [],
  );

// The bot's own marks of what it sent may be lost with its database, and a stop lets it end what it began.
const isOfSender = ({ what, whom }: Blow): boolean => what === 'postgres' || /^bot/.test(whom);
const slackMs = 2_000;

// On a busy machine the answer may lie unread for so long.
const unreadMs = 15_000;

/** Whether something befell the bot between this send and its own mark of it. */
export const isExcused = (send: Send, blows: readonly Blow[]): boolean =>
  send.isDisturbed ||
  blows.some(
    (blow) => isOfSender(blow) && blow.at <= send.at + unreadMs && blow.until >= send.at - slackMs,
  );

/** Repeats that nothing excuses: between one arrival and the next neither a fault nor an end of the sender. */
export function unexcused(sends: readonly Send[], blows: readonly Blow[]): Send[] {
  const sorted = sends.toSorted((one, other) => one.at - other.at);
  return sorted.slice(1).filter((next, i) => {
    const former = sorted[i];
    if (!former || former.isDisturbed) return false;
    return !blows.some(
      (blow) =>
        isOfSender(blow) && blow.at <= next.at + slackMs && blow.until >= former.at - slackMs,
    );
  });
}
