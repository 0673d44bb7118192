/** Until when Telegram asked for silence, in one chat or everywhere. */
export interface Walls {
  raise(chat: string | undefined, untilMs: number): void;
  /** How long to wait before a call to this chat. */
  waitMs(chat: string | undefined, nowMs: number): number;
}

const everywhere = '';
const sweepAbove = 1_000;

export function createWalls(): Walls {
  const untils = new Map<string, number>();
  const until = (chat: string) => untils.get(chat) ?? 0;
  return {
    raise: (chat = everywhere, untilMs) => {
      untils.set(chat, Math.max(until(chat), untilMs));
    },
    waitMs: (chat = everywhere, nowMs) => {
      if (untils.size > sweepAbove)
        for (const [key, at] of untils) if (at <= nowMs) untils.delete(key);
      return untils.size === 0 ? 0 : Math.max(until(chat), until(everywhere)) - nowMs;
    },
  };
}

const chatPattern = /"chat_id":(-?\d+|"[^"\\]*")/;

/** The chat a JSON body is meant for. A person's text cannot imitate it: quotes in it are escaped. */
export const chatOf = (body: unknown): string | undefined =>
  typeof body === 'string' ? chatPattern.exec(body)?.[1] : undefined;
