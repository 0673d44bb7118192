import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { credits, isAppError, newId } from '#kernel';
import { createTestDatabase } from '#testing';
import { arrangeGeneration, modelId } from './fixtures/index.ts';
import { reconcile } from './reconcile.ts';
import { isFinal } from './state.ts';
import { moveGeneration } from './store/index.ts';

/** `which`: the how-manieth of those that were ordered so far, as far as there are any. */
const act = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('order'), who: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('batch'), who: fc.nat(2) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constantFrom('begin', 'accepted', 'done', 'deliverable', 'fail', 'cancel', 'retry'),
      which: fc.nat(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('pause', 'resume', 'admit') }) },
);
type Act = { kind: string; who?: number; which?: number };

// What a person or a process may be told; anything else is a bug.
const refusals = ['insufficient_credits', 'already_submitted', 'conflict'] as const;

test('whatever is tried, however much of it at once: the books agree, no cap is exceeded, nobody is left behind', async (t) => {
  const caps = { all: 4, person: 2 };
  const one = await arrangeGeneration(t, await createTestDatabase(t), { caps });
  const { orders, db } = one;
  const state = { people: 0 };

  const over = async (): Promise<string[]> => {
    const { rows } = await one.pool.query(`
      select user_id, count(*)::int as n from generations
      where status in ('PENDING', 'PROCESSING') and admitted_at is not null group by user_id`);
    const all = rows.reduce((sum, { n }) => sum + n, 0);
    return [
      ...rows.filter(({ n }) => n > caps.person).map(({ n }) => `${n} of one`),
      ...(all > caps.all ? [`${all} of all`] : []),
    ];
  };

  const property = fc.asyncProperty(
    fc.array(act, { minLength: 10, maxLength: 60 }),
    async (acts: readonly Act[]) => {
      const people: string[] = [];
      for (let i = 0; i < 3; i += 1) {
        state.people += 1;
        people.push(await one.person(state.people, credits('6')));
      }
      const ids: { userId: string; generationId: string }[] = [];
      const wish = { modelId, input: { prompt: 'a cat', aspect_ratio: '1:1' } };

      const run = async ({ kind, who = 0, which = 0 }: Act): Promise<void> => {
        const userId = people[who] ?? '';
        const chosen = ids[which % Math.max(ids.length, 1)];
        if (kind === 'order') {
          const { id } = await orders.confirm({ userId, clientKey: newId(), order: wish });
          ids.push({ userId, generationId: id });
        } else if (kind === 'batch') {
          const batch = {
            userId,
            clientKey: newId(),
            kind: 'variants',
            orders: [wish, wish],
          } as const;
          const { generations } = await orders.confirmBatch(batch);
          ids.push(...generations.map(({ id }) => ({ userId, generationId: id })));
        } else if (kind === 'pause') await orders.pause();
        else if (kind === 'resume') await orders.resume();
        else if (kind === 'admit') await one.admission.admit();
        else if (!chosen) return;
        else if (kind === 'cancel') await orders.cancel(chosen);
        else if (kind === 'retry') {
          const { id } = await orders.retry({ ...chosen, clientKey: newId() });
          ids.push({ userId: chosen.userId, generationId: id });
        } else if (kind === 'deliverable')
          await one.end({ ...chosen, move: kind, captured: credits('0.3') });
        else if (kind === 'fail') await one.end({ ...chosen, move: kind, code: 'provider_failed' });
        else if (kind === 'begin' || kind === 'accepted' || kind === 'done') {
          // As the paid call begins: only what was admitted.
          const { admittedAt } = await orders.get(chosen);
          if (admittedAt)
            await moveGeneration(db, { generationId: chosen.generationId, move: kind });
        }
      };

      const left = [...acts];
      const worker = async () => {
        for (let next = left.shift(); next; next = left.shift())
          try {
            await run(next);
          } catch (error) {
            if (!refusals.some((code) => isAppError(error, code))) throw error;
          }
      };
      await Promise.all([worker(), worker(), worker(), worker()]);
      assert.deepEqual(await over(), []);
      await orders.resume();
      await one.admission.idle();
      assert.deepEqual((await reconcile({ db })).breaches, []);
      assert.deepEqual((await one.ledger.reconcile()).breaches, []);

      // Everything comes to an end when whatever is in work is ended: nobody waits for ever.
      for (;;) {
        await one.admission.admit();
        const lists = await Promise.all(
          people.map((userId) => orders.list({ userId, limit: 100 })),
        );
        const live = lists.flatMap(({ generations }) =>
          generations.filter(({ status }) => !isFinal(status)),
        );
        if (live.length === 0) break;
        const inWork = live.filter(({ admittedAt }) => admittedAt);
        assert.ok(inWork.length > 0, `${live.length} wait and nobody is admitted`);
        for (const { id } of inWork)
          await one.end({ generationId: id, move: 'fail', code: 'timed_out' });
      }
      for (const userId of people) assert.equal((await one.ledger.balance(userId)).held, 0n);
    },
  );
  await fc.assert(property, { numRuns: 12 });
});
