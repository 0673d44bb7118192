import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrangeGeneration } from '#modules/generation/fixtures';
import { recountLanes, setPaused } from '#modules/generation/store';
import { createClient, createPool } from '#platform/db';
import { createMemoryLog } from '#platform/log';
import { createTestDatabase, type TestDatabase, until } from '#testing';
import { createAdmission } from './index.ts';

/** In work at this moment: over all and by person. */
async function inWork(pool: TestDatabase['pool']): Promise<{ all: number; most: number }> {
  const { rows } = await pool.query(`
    select coalesce(sum(n), 0)::int as all, coalesce(max(n), 0)::int as most from (
      select count(*) as n from generations
      where status in ('PENDING', 'PROCESSING') and admitted_at is not null group by user_id) by_person`);
  return rows[0];
}

test('an order is admitted and its job pushed right after the commit', async (t) => {
  const { order, person, admission, pushed } = await arrangeGeneration(
    t,
    await createTestDatabase(t),
  );
  const { id } = await order(await person(1), 'a cat');
  await admission.idle();
  assert.deepEqual(pushed, [id]);
});

test('places are given by turn: many orders of one person do not hold up the first of another', async (t) => {
  const database = await createTestDatabase(t);
  const one = await arrangeGeneration(t, database, { caps: { all: 4, person: 10 } });
  await setPaused(one.db, true);
  const [heavy, light, late] = [await one.person(1), await one.person(2), await one.person(3)];
  const owners = new Map<string, string>();
  const order = async (who: string, userId: string, count: number) => {
    for (let i = 1; i <= count; i += 1)
      owners.set((await one.order(userId, `${who}${i}`)).id, `${who}${i}`);
  };
  await order('heavy', heavy, 20);
  await order('light', light, 2);
  await order('late', late, 1);
  await setPaused(one.db, false);
  await one.admission.admit();
  const named = () => one.pushed.map((id) => owners.get(id) ?? id);
  assert.deepEqual(new Set(named().slice(0, 3)), new Set(['heavy1', 'light1', 'late1']));
  for (const id of one.pushed.slice(0, 4))
    await one.end({ generationId: id, move: 'fail', code: 'timed_out' });
  await one.admission.idle();
  assert.ok(named().slice(3, 6).includes('light2'), named().join(' '));
});

test('a person never has more in work than allowed, and what ends lets the next one in', async (t) => {
  const one = await arrangeGeneration(t, await createTestDatabase(t), {
    caps: { all: 9, person: 2 },
  });
  const userId = await one.person(1);
  for (const prompt of ['a', 'b', 'c', 'd']) await one.order(userId, prompt);
  await one.admission.idle();
  assert.equal(one.pushed.length, 2);
  await one.end({ generationId: one.pushed[0] ?? '', move: 'fail', code: 'provider_failed' });
  await one.admission.idle();
  assert.equal(one.pushed.length, 3);
  assert.deepEqual(await inWork(one.pool), { all: 2, most: 2 });
});

test('many processes that order, end and admit at once never exceed a cap and lose no turn', async (t) => {
  const database = await createTestDatabase(t);
  const caps = { all: 7, person: 2 };
  const { log } = createMemoryLog();
  const pools = [1, 2, 3, 4].map(() => createPool({ url: database.url, log, max: 5 }));
  t.after(() => Promise.all(pools.map((pool) => pool.end())));
  const processes = await Promise.all(
    pools.map((pool) => arrangeGeneration(t, { db: createClient(pool) }, { caps })),
  );
  const [first] = processes;
  assert.ok(first);
  const people: string[] = [];
  for (let i = 1; i <= 6; i += 1) people.push(await first.person(i));
  const seen = { all: 0, most: 0 };
  const watch = { isOver: false };
  const watching = (async () => {
    while (!watch.isOver) {
      const now = await inWork(database.pool);
      seen.all = Math.max(seen.all, now.all);
      seen.most = Math.max(seen.most, now.most);
    }
  })();
  const orders = 20;
  const ended = new Set<string>();
  await Promise.all(
    processes.flatMap((one, at) => [
      (async () => {
        for (let i = 0; i < orders; i += 1)
          await one.order(people[(at + i) % people.length] ?? '', `${at}-${i}`);
      })(),
      (async () => {
        for (let next = 0; ended.size < orders * processes.length; ) {
          const generationId = one.pushed[next];
          if (generationId === undefined) {
            await one.admission.admit();
            continue;
          }
          next += 1;
          await one.end({ generationId, move: 'fail', code: 'provider_failed' });
          ended.add(generationId);
        }
      })(),
    ]),
  );
  watch.isOver = true;
  await watching;
  for (const { admission } of processes) await admission.idle();
  const pushed = processes.flatMap((one) => one.pushed);
  assert.equal(pushed.length, orders * processes.length);
  assert.equal(new Set(pushed).size, pushed.length, 'admitted twice');
  assert.ok(seen.all <= caps.all && seen.most <= caps.person, JSON.stringify(seen));
  assert.ok(seen.all > 1, 'nothing ever ran side by side');
  const { rows } = await database.pool.query(
    'select count(*)::int as n from lanes where active <> 0 or waiting <> 0',
  );
  assert.deepEqual(rows, [{ n: 0 }]);
  assert.deepEqual((await first.ledger.reconcile()).breaches, []);
});

test('while it is paused nobody goes, and a lost push or a wrong count is no reason to wait for ever', async (t) => {
  const one = await arrangeGeneration(t, await createTestDatabase(t), {
    caps: { all: 1, person: 1 },
  });
  await setPaused(one.db, true);
  const [drifted, userId] = [await one.person(1), await one.person(2)];
  await one.order(userId, 'a');
  // A lane that counts somebody who is not there, in front of everybody.
  await one.pool.query(
    'insert into lanes (user_id, cap, active, waiting, served) values ($1, 1, 0, 3, -1)',
    [drifted],
  );
  assert.deepEqual(await one.admission.admit(), []);
  await setPaused(one.db, false);
  assert.equal((await one.admission.admit()).length, 1);
  assert.deepEqual(await recountLanes(one.db), [drifted]);
  assert.deepEqual(await recountLanes(one.db), []);
  const { rows } = await one.pool.query('select active, waiting from lanes order by active');
  assert.deepEqual(rows, [
    { active: 0, waiting: 0 },
    { active: 1, waiting: 0 },
  ]);
});

test('a queue that cannot be told keeps nobody from being admitted', async (t) => {
  const one = await arrangeGeneration(t, await createTestDatabase(t), {
    caps: { all: 0, person: 2 },
  });
  const { id } = await one.order(await one.person(1), 'a');
  await one.pool.query('update capacity set cap = 5');
  const deaf = createAdmission({
    ...one.deps,
    push: () => Promise.reject(new Error('no queue')),
  });
  deaf.ring();
  await deaf.idle();
  await until('it is admitted', async () => (await inWork(one.pool)).all === 1);
  assert.deepEqual(await deaf.admit(), []);
  assert.equal(one.lines.filter(({ generationId }) => generationId === id).length > 0, true);
});
