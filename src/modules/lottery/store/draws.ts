import { and, desc, eq, inArray, isNotNull, lt, max, sql } from 'drizzle-orm';
import { type Draw, drawShape } from '#modules/lottery/stoloto';
import type { Db, Tx } from '#platform/db';
import { lotteryDraws } from '#platform/db/schema/lottery';

export type KeptDraw = Draw & { seenAt: Date };

const older = (name: string) => sql.raw(`lottery_draws.${name}`);
const newer = (name: string) => sql.raw(`excluded.${name}`);
// Sections differ in what they tell of one draw: what this one leaves out stays as it was.
const filled = (name: string) => sql`coalesce(${newer(name)}, ${older(name)})`;

/** A draw that was completed once is not undone by an older answer. */
export async function keepDraws(
  tx: Db | Tx,
  { draws, seenAt }: { draws: readonly Draw[]; seenAt: Date },
): Promise<void> {
  const rows = new Map(
    draws.map(({ at, ...draw }) => [
      `${draw.code} ${draw.number}`,
      { ...draw, drawnAt: at, seenAt },
    ]),
  );
  if (rows.size === 0) return;
  await tx
    .insert(lotteryDraws)
    .values([...rows.values()])
    .onConflictDoUpdate({
      target: [lotteryDraws.code, lotteryDraws.number],
      set: {
        drawnAt: newer('drawn_at'),
        isCompleted: newer('is_completed'),
        numbers: filled('numbers'),
        jackpotRub: filled('jackpot_rub'),
        isJackpotWon: filled('is_jackpot_won'),
        priceRub: filled('price_rub'),
        tickets: filled('tickets'),
        bets: filled('bets'),
        paidRub: filled('paid_rub'),
        tiers: newer('tiers'),
        seenAt: newer('seen_at'),
      },
      setWhere: sql`(${newer('is_completed')} or not ${older('is_completed')}) and ${newer('seen_at')} >= ${older('seen_at')}`,
    });
}

type Row = typeof lotteryDraws.$inferSelect;

function toKept({ drawnAt, seenAt, ...row }: Row): KeptDraw {
  const known = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
  return { ...drawShape.parse({ ...known, at: drawnAt }), seenAt };
}

/** Newest first. */
export async function listDraws(
  db: Db,
  {
    codes,
    limit,
    before,
    isCompleted,
  }: { codes: readonly string[]; limit: number; before?: Date | undefined; isCompleted: boolean },
): Promise<KeptDraw[]> {
  const rows = await db
    .select()
    .from(lotteryDraws)
    .where(
      and(
        inArray(lotteryDraws.code, [...codes]),
        eq(lotteryDraws.isCompleted, isCompleted),
        before ? lt(lotteryDraws.drawnAt, before) : undefined,
      ),
    )
    .orderBy(desc(lotteryDraws.drawnAt), desc(lotteryDraws.number))
    .limit(limit);
  return rows.map(toKept);
}

export async function findDraw(
  db: Db,
  { codes, number }: { codes: readonly string[]; number: number },
): Promise<KeptDraw | undefined> {
  const [row] = await db
    .select()
    .from(lotteryDraws)
    .where(and(inArray(lotteryDraws.code, [...codes]), eq(lotteryDraws.number, number)))
    .orderBy(desc(lotteryDraws.drawnAt))
    .limit(1);
  return row && toKept(row);
}

/** The numbers alone of up to `limit` draws, newest first: what statistics stand on. */
export async function listNumbers(
  db: Db,
  { codes, limit }: { codes: readonly string[]; limit: number },
) {
  const rows = await db
    .select({
      number: lotteryDraws.number,
      // Texts and figures: the driver's own reading of 20,000 arrays and dates takes longer than the query.
      atMs: sql<number>`extract(epoch from ${lotteryDraws.drawnAt})::float8 * 1000`,
      numbers: sql<string>`array_to_string(${lotteryDraws.numbers}, ' ')`,
    })
    .from(lotteryDraws)
    .where(
      and(
        inArray(lotteryDraws.code, [...codes]),
        eq(lotteryDraws.isCompleted, true),
        isNotNull(lotteryDraws.numbers),
      ),
    )
    .orderBy(desc(lotteryDraws.drawnAt), desc(lotteryDraws.number))
    .limit(limit);
  return rows.map(({ number, atMs, numbers }) => ({
    number,
    at: new Date(atMs),
    numbers: numbers.split(' ').map(Number),
  }));
}

/** Newest first. */
export async function listJackpots(
  db: Db,
  { codes, limit }: { codes: readonly string[]; limit: number },
) {
  const rows = await db
    .select({
      number: lotteryDraws.number,
      at: lotteryDraws.drawnAt,
      rub: lotteryDraws.jackpotRub,
      isWon: lotteryDraws.isJackpotWon,
    })
    .from(lotteryDraws)
    .where(and(inArray(lotteryDraws.code, [...codes]), isNotNull(lotteryDraws.jackpotRub)))
    .orderBy(desc(lotteryDraws.drawnAt), desc(lotteryDraws.number))
    .limit(limit);
  return rows.map(({ rub, isWon, ...row }) => ({ ...row, rub: rub ?? 0, isWon: isWon === true }));
}

/** The newest completed draw of every code. */
export async function listNewest(
  db: Db | Tx,
  codes?: readonly string[],
): Promise<Map<string, { number: number; at: Date; seenAt: Date }>> {
  const rows = await db
    .selectDistinctOn([lotteryDraws.code], {
      code: lotteryDraws.code,
      number: lotteryDraws.number,
      at: lotteryDraws.drawnAt,
      seenAt: lotteryDraws.seenAt,
    })
    .from(lotteryDraws)
    .where(
      and(
        eq(lotteryDraws.isCompleted, true),
        codes ? inArray(lotteryDraws.code, [...codes]) : undefined,
      ),
    )
    .orderBy(lotteryDraws.code, desc(lotteryDraws.drawnAt));
  return new Map(rows.map(({ code, ...row }) => [code, row]));
}

/** When anything of these codes was last seen. */
export async function lastSeen(db: Db, codes: readonly string[]): Promise<Date | undefined> {
  const [row] = await db
    .select({ at: max(lotteryDraws.seenAt) })
    .from(lotteryDraws)
    .where(inArray(lotteryDraws.code, [...codes]));
  return row?.at ?? undefined;
}
