import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '#platform/db';

// Every figure is text: JSON and a terminal know no bigint.
const figureParts = {
  people: sql`(select count(distinct user_id) from accounts)`,
  transfers: sql`(select count(*) from transfers)`,
  holdsOpen: sql`(select count(*) from holds where status = 'open')`,
  holdsCaptured: sql`(select count(*) from holds where status = 'captured')`,
  holdsReleased: sql`(select count(*) from holds where status = 'released')`,
  available: sql`(select coalesce(sum(balance_mc), 0) from accounts where kind = 'available')`,
  held: sql`(select coalesce(sum(balance_mc), 0) from accounts where kind = 'held')`,
  owed: sql`(select coalesce(sum(balance_mc), 0) from accounts where kind = 'owed')`,
  earned: house('house_earnings'),
  granted: house('house_grants'),
  sold: house('house_sales'),
  welcomed: house('house_welcome'),
};

export type FigureName = keyof typeof figureParts;

function house(kind: string): SQL {
  return sql`(select coalesce(sum(case when t.credit_account = a.id then t.amount_mc else -t.amount_mc end), 0)
    from transfers t join accounts a on a.id in (t.debit_account, t.credit_account) and a.kind = ${kind})`;
}

export async function readFigures(tx: Tx): Promise<Record<FigureName, bigint>> {
  const list = Object.entries(figureParts).map(
    ([name, part]) => sql`${part}::text as ${sql.identifier(name)}`,
  );
  const { rows } = await tx.execute(sql`select ${sql.join(list, sql`, `)}`);
  const figure = (name: FigureName) => BigInt(String(rows[0]?.[name]));
  return {
    people: figure('people'),
    transfers: figure('transfers'),
    holdsOpen: figure('holdsOpen'),
    holdsCaptured: figure('holdsCaptured'),
    holdsReleased: figure('holdsReleased'),
    available: figure('available'),
    held: figure('held'),
    owed: figure('owed'),
    earned: figure('earned'),
    granted: figure('granted'),
    sold: figure('sold'),
    welcomed: figure('welcomed'),
  };
}

/** Each finds the rows that break one promise; in a sound ledger all find nothing. */
const checks = {
  transfer_without_account: () => sql`
    select t.number, t.key, t.debit_account, t.credit_account from transfers t
    where not exists (select from accounts a where a.id = t.debit_account)
      or not exists (select from accounts a where a.id = t.credit_account)`,
  transfer_unbalanced: () => sql`
    select number, key, amount_mc::text, debit_account, credit_account from transfers
    where amount_mc <= 0 or debit_account = credit_account`,
  transfer_illegal: (legal: readonly string[]) => sql`
    select t.number, t.key, t.reason, d.kind as debit, c.kind as credit, t.user_id from transfers t
    join accounts d on d.id = t.debit_account join accounts c on c.id = t.credit_account
    where not (t.reason || ':' || d.kind || ':' || c.kind = any(${sql.param([...legal])}::text[]))
      or d.user_id <> t.user_id or c.user_id <> t.user_id`,
  act_incomplete: () => sql`
    select key, count(*)::int as transfers, min(step) as first_step, max(step) as last_step,
      count(distinct user_id)::int as people
    from transfers group by key
    having min(step) <> 1 or max(step) <> count(*) or count(distinct step) <> count(*) or count(distinct user_id) <> 1`,
  account_without_person: () => sql`
    select a.id, a.kind, a.user_id from accounts a
    where a.user_id is not null and not exists (select from users u where u.id = a.user_id)`,
  accounts_incomplete: () => sql`
    select user_id, count(*)::int as accounts from accounts where user_id is not null
    group by user_id having count(*) <> 3 or count(distinct kind) <> 3`,
  balance_negative: () => sql`
    select id, kind, user_id, balance_mc::text from accounts where balance_mc < 0`,
  balance_differs: () => sql`
    with entries as (
      select account, sum(amount_mc) as amount_mc from (
        select credit_account as account, amount_mc from transfers
        union all select debit_account, -amount_mc from transfers) entry
      group by account)
    select a.id, a.kind, a.user_id, a.balance_mc::text,
      (coalesce(e.amount_mc, 0) * case when a.kind = 'owed' then -1 else 1 end)::text as entries_mc
    from accounts a left join entries e on e.account = a.id
    where a.user_id is not null
      and a.balance_mc is distinct from coalesce(e.amount_mc, 0) * case when a.kind = 'owed' then -1 else 1 end`,
  held_differs: () => sql`
    with opened as (
      select user_id, sum(amount_mc) as amount_mc from holds where status = 'open' group by user_id),
    held as (select user_id, balance_mc from accounts where kind = 'held')
    select user_id, held.balance_mc::text as held_mc, coalesce(opened.amount_mc, 0)::text as holds_mc
    from held full join opened using (user_id)
    where held.balance_mc is distinct from coalesce(opened.amount_mc, 0)`,
  hold_illegal: () => sql`
    select generation_id, user_id, status, amount_mc::text, captured_mc::text, closed_at from holds
    where amount_mc <= 0 or not case status
      when 'open' then captured_mc is null and closed_at is null
      when 'captured' then captured_mc is not null and captured_mc between 0 and amount_mc and closed_at is not null
      when 'released' then captured_mc is null and closed_at is not null
      else false end`,
  hold_not_as_moved: () => sql`
    with moved as (
      select generation_id, count(distinct user_id) as people, min(user_id::text) as user_id,
        count(*) filter (where reason = 'hold') as holds,
        coalesce(sum(amount_mc) filter (where reason = 'hold'), 0) as held,
        coalesce(sum(amount_mc) filter (where reason = 'capture'), 0) as captured,
        coalesce(sum(amount_mc) filter (where reason = 'return'), 0) as returned,
        coalesce(sum(amount_mc) filter (where reason = 'release'), 0) as released
      from transfers where generation_id is not null group by generation_id)
    select h.generation_id, h.user_id, h.status, h.amount_mc::text, h.captured_mc::text, m.held::text,
      m.captured::text, m.returned::text, m.released::text
    from holds h left join moved m using (generation_id)
    where m.generation_id is null or m.people <> 1 or m.user_id <> h.user_id::text or m.holds <> 1 or m.held <> h.amount_mc
      or m.captured <> case when h.status = 'captured' then coalesce(h.captured_mc, 0) else 0 end
      or m.returned <> case when h.status = 'captured' then h.amount_mc - coalesce(h.captured_mc, 0) else 0 end
      or m.released <> case when h.status = 'released' then h.amount_mc else 0 end`,
  transfer_without_hold: () => sql`
    select t.number, t.key, t.reason, t.generation_id from transfers t
    where (t.reason in ('hold', 'capture', 'return', 'release')) <> (t.generation_id is not null)
      or t.generation_id is not null and not exists (select from holds h where h.generation_id = t.generation_id)`,
  owner_without_row: () => sql`
    select 'transfer' as what, t.number::text as row, t.user_id from transfers t
    where not exists (select from users u where u.id = t.user_id)
    union all select 'hold', h.generation_id::text, h.user_id from holds h
    where not exists (select from users u where u.id = h.user_id)`,
};

export type BreachKind = keyof typeof checks | 'sum_not_zero';

const mostRows = 1000;

export async function listBreaches(
  tx: Tx,
  legal: readonly string[],
): Promise<{ kind: BreachKind; row: Record<string, unknown> }[]> {
  const found = [];
  for (const kind of Object.keys(checks).filter(isCheck)) {
    const { rows } = await tx.execute(sql`${checks[kind](legal)} limit ${mostRows}`);
    found.push(...rows.map((row) => ({ kind, row })));
  }
  return found;
}

const isCheck = (name: string): name is keyof typeof checks => Object.hasOwn(checks, name);
