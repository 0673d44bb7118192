import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

const body = z.looseObject({
  taskId: z.string().nullish(),
  data: z.looseObject({ taskId: z.string().nullish(), task_id: z.string().nullish() }).nullish(),
});

/** Whose task the callback speaks of, wherever its family puts the id; all else is read back, never trusted. */
export function taskIdOf(callback: unknown): string | undefined {
  const parsed = body.safeParse(callback);
  if (!parsed.success) return undefined;
  const { taskId, data } = parsed.data;
  return data?.taskId ?? data?.task_id ?? taskId ?? undefined;
}

export interface Signed {
  taskId: string;
  /** Unix seconds, as sent. */
  timestamp: string;
  signature: string;
}

const longestAgeMs = 5 * 60_000;

export function isSigned(signed: Signed, { key, now }: { key: string; now: Date }): boolean {
  const ageMs = now.getTime() - Number(signed.timestamp) * 1000;
  if (!(Math.abs(ageMs) <= longestAgeMs)) return false;
  const text = `${signed.taskId}.${signed.timestamp}`;
  const expected = createHmac('sha256', key).update(text).digest();
  const given = Buffer.from(signed.signature, 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
