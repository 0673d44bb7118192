/** Until when Telegram asked for silence, place by place. */
export interface Walls {
  raise(place: string, untilMs: number): void;
  /** How long to wait before a call to this place. */
  waitMs(place: string, nowMs: number): number;
}

const sweepAbove = 1_000;

export function createWalls(): Walls {
  const untils = new Map<string, number>();
  const until = (place: string) => untils.get(place) ?? 0;
  return {
    raise: (place, untilMs) => {
      untils.set(place, Math.max(until(place), untilMs));
    },
    waitMs: (place, nowMs) => {
      if (untils.size > sweepAbove)
        for (const [key, at] of untils) if (at <= nowMs) untils.delete(key);
      return until(place) - nowMs;
    },
  };
}

/**
 * The chat, or the method where a call names none: Telegram lets the name of a bot be set a few times a day, and
 * its hours of waiting must hold up nothing else.
 */
export const placeOf = (method: string, body: unknown): string => chatOf(body) ?? method;

const chatPattern = /"chat_id":(-?\d+|"[^"\\]*")/;

/** The chat a JSON body is meant for. A person's text cannot imitate it: quotes in it are escaped. */
export const chatOf = (body: unknown): string | undefined =>
  typeof body === 'string' ? chatPattern.exec(body)?.[1] : undefined;
