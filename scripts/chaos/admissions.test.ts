import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { arrangeGeneration } from '#modules/generation/fixtures';
import { setPaused } from '#modules/generation/store';
import { createTestDatabase, until } from '#testing';
import { type Admission, mostAdmitted, overAdmitted, watchAdmissions } from './admissions.ts';

/** A database that counts, with a line of orders and nobody admitted. */
async function setUp(t: TestContext) {
  const database = await createTestDatabase(t);
  const { pool } = database;
  const one = await arrangeGeneration(t, database, { caps: { all: 3, person: 2 } });
  await watchAdmissions(pool);
  await setPaused(one.db, true);
  const ids: string[] = [];
  for (const n of [1, 2, 3]) {
    const userId = await one.person(n);
    for (const prompt of ['a', 'b']) ids.push((await one.order(userId, `${n}${prompt}`)).id);
  }
  await one.admission.idle();
  const most = async () => (await pool.query(mostAdmitted)).rows[0];
  const over = async () => (await pool.query<Admission>(overAdmitted, [3, 2])).rows;
  return { ...one, pool, ids, most, over };
}

const byHand = `update generations set admitted_at = '2026-11-01' where id = $1`;

test('every admission is counted with those that are in work then', async (t) => {
  const { db, admission, most, over } = await setUp(t);
  await setPaused(db, false);
  assert.equal((await admission.admit()).length, 3);
  assert.deepEqual(await most(), { admitted: 3, in_all: 3, of_person: 1 });
  assert.deepEqual(await over(), []);
});

test('one too many is seen, over all and of a person', async (t) => {
  const { pool, ids, over } = await setUp(t);
  for (const id of ids.slice(0, 4)) await pool.query(byHand, [id]);
  assert.deepEqual(await over(), [{ generation_id: ids[3], in_all: 4, of_person: 2 }]);
});

test('two who admit at one moment without a lock see each other', async (t) => {
  const { pool, ids, most } = await setUp(t);
  const [first, second] = [await pool.connect(), await pool.connect()];
  await first.query('begin');
  await first.query(byHand, [ids[0]]);
  await second.query('begin');
  const admitted = second.query(byHand, [ids[1]]);
  await until('the second waits for the first', async () => {
    const { rows } = await pool.query(
      `select from pg_stat_activity where datname = current_database() and wait_event = 'advisory'`,
    );
    return rows.length === 1;
  });
  await first.query('commit');
  await admitted;
  await second.query('commit');
  for (const client of [first, second]) client.release();
  assert.deepEqual(await most(), { admitted: 2, in_all: 2, of_person: 2 });
});
