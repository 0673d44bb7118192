import { randomUUID } from 'node:crypto';
import type pg from 'pg';

export type Priority = 'person' | 'backfill';
export type Turn = {
  kind: Priority | undefined;
  nextAt: Date;
  /** Who had the last turn is still at it. */
  isHeld: boolean;
  /** Names this attempt to the end of its turn. */
  attempt: string;
};
export type Asking = { name: string; everyMs: number; holdMs: number; now: Date } & Record<
  Priority,
  number
>;

/** Turns in a row that people get while back-fill waits; then back-fill has one. */
export const patience = 4;

// A nextAt this far ahead was written by a clock that was wrong; nobody should wait for it.
const absurdMs = (everyMs: number) => Math.max(10 * everyMs, 60_000);
// How long "somebody waits" is believed after the next turn: an attempt comes at every turn.
const leaseMs = (everyMs: number) => Math.max(2 * everyMs, 1_000);

const personWaits = '($5 > 0 or coalesce(p.person_until > $2, false))';
const backfillWaits = '($6 > 0 or coalesce(p.backfill_until > $2, false))';
// A hold further ahead than anybody holds was written by a clock that was wrong.
const held =
  "coalesce(p.held_until > $2 and p.held_until <= $2 + $10 * interval '1 millisecond', false)";
const turn = `case
  when ${held} then null
  when p.next_at > $2 and p.next_at <= $2 + $7 * interval '1 millisecond' then null
  when $5 > 0 and (p.streak < $8 or not ${backfillWaits}) then 'person'
  when $6 > 0 and (p.streak >= $8 or not ${personWaits}) then 'backfill'
end`;
// What is said about waiting counts those who would still wait after this attempt.
const said = (kind: Priority, waiting: '$5' | '$6') => `case
  when ${waiting} > (case when ${turn} = '${kind}' then 1 else 0 end)
    then greatest(p.next_at, $2) + ($3 + $9) * interval '1 millisecond'
  when ${waiting} > 0 then null
  else p.${kind}_until
end`;

const claim = `
insert into pacers as p (name, next_at, streak, granted_to, held_until)
values (
  $1, $2::timestamptz + $3::int * interval '1 millisecond', case when $5::int > 0 then 1 else 0 end,
  $4::text || case when $5 > 0 then ':person' else ':backfill' end,
  case when $10::int > 0 then $2 + $10 * interval '1 millisecond' end
)
on conflict (name) do update set
  next_at = case when ${turn} is null then p.next_at else $2 + $3 * interval '1 millisecond' end,
  streak = case ${turn} when 'person' then p.streak + 1 when 'backfill' then 0 else p.streak end,
  person_until = ${said('person', '$5')},
  backfill_until = ${said('backfill', '$6')},
  granted_to = coalesce($4 || ':' || ${turn}, p.granted_to),
  held_until = case
    when ${turn} is null then p.held_until
    when $10 > 0 then $2 + $10 * interval '1 millisecond'
  end
returning next_at, granted_to, coalesce(held_until > $2, false) as is_held`;

/** Asks for the one turn there is. Whoever commits first has it; the clock is the caller's. */
export async function askForTurn(pool: pg.Pool, asking: Asking): Promise<Turn> {
  const attempt = randomUUID();
  const { rows } = await pool.query<{ next_at: Date; granted_to: string; is_held: boolean }>(
    claim,
    [
      asking.name,
      asking.now,
      asking.everyMs,
      attempt,
      asking.person,
      asking.backfill,
      absurdMs(asking.everyMs),
      patience,
      leaseMs(asking.everyMs),
      asking.holdMs,
    ],
  );
  const [row] = rows;
  if (!row) throw new Error('a pacer without a row');
  const [grantee, kind] = row.granted_to.split(':');
  const isMine = grantee === attempt && (kind === 'person' || kind === 'backfill');
  return {
    kind: isMine ? kind : undefined,
    nextAt: row.next_at,
    isHeld: !isMine && row.is_held,
    attempt,
  };
}

// A hold that ran out may be somebody else's turn by now.
const end = `
update pacers set
  next_at = greatest(next_at, $2::timestamptz + $3::int * interval '1 millisecond'),
  held_until = case when starts_with(granted_to, $4) then null else held_until end
where name = $1`;

export async function endTurn(
  pool: pg.Pool,
  { name, now, everyMs, attempt }: Pick<Asking, 'name' | 'now' | 'everyMs'> & { attempt: string },
): Promise<void> {
  await pool.query(end, [name, now, everyMs, attempt]);
}
