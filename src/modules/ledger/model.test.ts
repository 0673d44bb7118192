import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { creditsOf, isAppError, newId } from '#kernel';
import { createTestDatabase } from '#testing';
import { arrangeLedger } from './fixtures/arrange-ledger.ts';
import { type Call, createPlainLedger, type Outcome } from './fixtures/plain-ledger.ts';
import type { Balance, StatementLine } from './index.ts';

// Few people, keys and holds, so that most calls meet an earlier one.
const people = 2;
const person = fc.nat(people - 1);
const key = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
const upTo = (max: number) => fc.integer({ min: 1, max }).map((n) => creditsOf(BigInt(n) * 500n));
const keyed = { person, key, amount: upTo(12) };
// Mostly of its own person, now and then of the other one.
const held = fc
  .tuple(fc.nat(3), fc.constantFrom(0, 0, 0, 0, 0, 1))
  .map(([hold, stranger]) => ({ hold, person: (hold + stranger) % people }));
const call: fc.Arbitrary<Call> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ verb: fc.constant('grant' as const), ...keyed }) },
  { weight: 1, arbitrary: fc.record({ verb: fc.constant('chargeBack' as const), ...keyed }) },
  {
    weight: 5,
    arbitrary: fc
      .tuple(held, upTo(5))
      .map(([of, amount]): Call => ({ verb: 'hold', ...of, amount })),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(held, upTo(5))
      .map(([of, amount]): Call => ({ verb: 'capture', ...of, amount })),
  },
  { weight: 2, arbitrary: held.map((of): Call => ({ verb: 'release', ...of })) },
);

type Arranged = ReturnType<typeof arrangeLedger>;

/** One run's own people, keys and holds in a database that all runs share. */
async function arrangeRun({ db, ledger, person: meet }: Arranged) {
  const run = newId();
  const ids = [await meet(), await meet()];
  const holdIds = Array.from({ length: 4 }, () => newId());
  const idOf = (n: number): string => ids[n] ?? '';
  const holdOf = (n: number): string => holdIds[n] ?? '';
  const act = (one: Call): Promise<object> =>
    db.transaction((tx): Promise<object> => {
      const userId = idOf(one.person);
      switch (one.verb) {
        case 'grant':
          return ledger.grant(tx, { ...one, userId, reason: 'top_up', key: `${run}:${one.key}` });
        case 'chargeBack':
          return ledger.chargeBack(tx, {
            ...one,
            userId,
            reason: 'refund',
            key: `${run}:${one.key}`,
          });
        case 'hold':
          return ledger.hold(tx, { userId, generationId: holdOf(one.hold), amount: one.amount });
        case 'capture':
          return ledger.capture(tx, { userId, generationId: holdOf(one.hold), amount: one.amount });
        case 'release':
          return ledger.release(tx, { userId, generationId: holdOf(one.hold) });
      }
    });
  return { ids, perform: (one: Call) => outcomeOf(act(one)) };
}

async function outcomeOf(acting: Promise<object>): Promise<Outcome> {
  try {
    const amounts = Object.entries(await acting).filter(([, value]) => typeof value === 'bigint');
    return { result: Object.fromEntries(amounts) };
  } catch (error) {
    if (isAppError(error)) return { refused: error.code };
    throw error;
  }
}

async function wholeStatement({ ledger }: Arranged, userId: string): Promise<StatementLine[]> {
  const lines: StatementLine[] = [];
  for (let before: number | undefined; ; ) {
    const page = await ledger.statement({ userId, before, limit: 7 });
    lines.unshift(...page.lines.toReversed());
    if (page.next === undefined) return lines;
    before = page.next;
  }
}

/** Adds the lines up from the first to the last: at no moment was anything below zero. */
function addUp(lines: readonly StatementLine[]): Balance {
  const total = { available: 0n, held: 0n, owed: 0n };
  for (const { change } of lines) {
    total.available += change.available;
    total.held += change.held;
    total.owed += change.owed;
    assert.ok(total.available >= 0n && total.held >= 0n && total.owed >= 0n, 'below zero');
  }
  return {
    available: creditsOf(total.available),
    held: creditsOf(total.held),
    owed: creditsOf(total.owed),
  };
}

test('whatever is called in whatever order, the ledger does what one on paper would', async (t) => {
  const arranged = arrangeLedger(await createTestDatabase(t));
  const met = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.array(call, { minLength: 25, maxLength: 50, size: 'max' }),
      async (calls) => {
        const { ids, perform } = await arrangeRun(arranged);
        const paper = createPlainLedger(people);
        for (const one of calls) {
          const expected = paper.run(one);
          assert.deepEqual(await perform(one), expected);
          met.add(`${one.verb} ${'refused' in expected ? expected.refused : 'done'}`);
          const balances = await Promise.all(ids.map((id) => arranged.ledger.balance(id)));
          assert.deepEqual(balances, paper.people);
        }
        for (const id of ids)
          assert.deepEqual(
            addUp(await wholeStatement(arranged, id)),
            await arranged.ledger.balance(id),
          );
      },
    ),
    { numRuns: 40 },
  );
  const { breaches, figures } = await arranged.ledger.reconcile();
  assert.deepEqual(breaches, []);
  assert.equal(figures.sum, '0');
  for (const one of [
    'grant done',
    'grant key_reused',
    'chargeBack done',
    'hold done',
    'hold insufficient_credits',
    'capture done',
    'capture hold_closed',
    'capture exceeds_hold',
    'release done',
    'release hold_closed',
  ])
    assert.ok(met.has(one), `the runs never came to: ${one}`);
});

test('called at the same time on many connections, the ledger ends as some order on paper would', async (t) => {
  const arranged = arrangeLedger(await createTestDatabase(t));
  await fc.assert(
    fc.asyncProperty(
      fc.array(call, { minLength: 12, maxLength: 32, size: 'max' }),
      async (calls) => {
        const { ids, perform } = await arrangeRun(arranged);
        // Every call twice: the double tap.
        const outcomes = await Promise.all(
          [...calls, ...calls].map(async (one) => ({ one, outcome: await perform(one) })),
        );
        const results = new Map<string, string>();
        for (const { one, outcome } of outcomes) {
          if ('refused' in outcome) continue;
          const target = 'key' in one ? `key ${one.key}` : `${one.verb} ${one.hold}`;
          const told = tell({ ...one, result: outcome.result });
          assert.equal(results.get(target) ?? told, told, `${target} had two results`);
          results.set(target, told);
        }
        const done = { granted: 0n, taken: 0n };
        for (const told of results.values()) count(done, told);
        const balances = await Promise.all(ids.map((id) => arranged.ledger.balance(id)));
        for (const [n, id] of ids.entries())
          assert.deepEqual(addUp(await wholeStatement(arranged, id)), balances[n]);
        const worth = balances.reduce((sum, one) => sum + one.available + one.held - one.owed, 0n);
        assert.equal(worth, done.granted - done.taken);
      },
    ),
    { numRuns: 25 },
  );
  const { breaches, figures } = await arranged.ledger.reconcile();
  assert.deepEqual(breaches, []);
  assert.equal(figures.sum, '0');
});

const tell = (value: object): string =>
  JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? part.toString() : part));

function count(done: { granted: bigint; taken: bigint }, told: string): void {
  const { verb, amount: moved, result } = JSON.parse(told);
  if (verb === 'grant') done.granted += BigInt(moved);
  if (verb === 'chargeBack') done.taken += BigInt(moved);
  if (verb === 'capture') done.taken += BigInt(result.captured);
}
