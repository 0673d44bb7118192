import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { until } from '#testing';
import { arrangeData, run } from './fixtures/lottery-data.ts';

const minuteMs = 60_000;
// A process needs its time on a busy machine.
const startMs = 90_000;
const program = join(import.meta.dirname, 'fixtures', 'backfill.ts');

type Data = Awaited<ReturnType<typeof arrangeData>>;

const pageOf = (query: string) => Number(new URLSearchParams(query).get('page'));
const codeOf = (query: string) => new URLSearchParams(query).get('game');

/** Pages that were asked for, in order, as `6x45 3`. */
const pages = ({ control }: Data) =>
  control
    .arrivals()
    .flatMap(({ path, query }) =>
      path.endsWith('archive') ? [`${codeOf(query)} ${pageOf(query)}`] : [],
    );

async function isFilled({ pool }: Pick<Data, 'pool'>): Promise<boolean> {
  const { rows } = await pool.query(
    'select count(*)::int as n from lottery_archives where not is_whole',
  );
  return rows[0].n === 0;
}

async function gaps({ pool }: Pick<Data, 'pool'>): Promise<unknown[]> {
  const { rows } = await pool.query(`
    select code, number from (
      select code, number, lead(number) over (partition by code order by number) as next from lottery_draws
    ) as walked where next <> number + 1`);
  return rows;
}

async function fill(all: Data): Promise<void> {
  for (let pages = 0; !(await isFilled(all)); pages += 1) {
    assert.ok(pages < 1_000, 'the histories have an end');
    await run(all.part, 'lottery.backfill');
  }
}

test('a back-fill killed with -9 goes on where it was', async (t) => {
  const all = await arrangeData(t, { history: 400 });
  const { control, pool, clock, url } = all;
  for (const code of ['6x45', 'zabava'])
    await pool.query(
      `insert into lottery_archives (code, next_page, is_whole, due_at, failures) values ($1, 1, false, $2, 0)`,
      [code, clock.now()],
    );
  const { connectionString = '' } = pool.options;
  const child = spawn(
    process.execPath,
    [program, connectionString, url, clock.now().toISOString()],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  t.after(() => child.kill('SIGKILL'));
  // Killed while a page is on its way: what it asked for was never committed.
  control.hang({ path: 'archive', times: 99 });
  const before = pages(all).length;
  await until('the first page is asked for', () => pages(all).length > before, startMs);
  child.kill('SIGKILL');
  await once(child, 'exit');
  assert.deepEqual(pages(all), ['6x45 1']);
  assert.equal((await pool.query('select 1 from lottery_draws')).rowCount, 0);

  control.reset();
  control.setLimits({ on: false });
  clock.advance(2 * minuteMs);
  const second = spawn(
    process.execPath,
    [program, connectionString, url, clock.now().toISOString()],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  t.after(() => second.kill('SIGKILL'));
  // Killed in the middle, wherever it happens to be.
  await until('some pages are in', () => pages(all).length >= 7, startMs);
  second.kill('SIGKILL');
  await once(second, 'exit');
  const done = pages(all);
  assert.equal(await isFilled(all), false);

  clock.advance(2 * minuteMs);
  await fill(all);
  const again = pages(all).slice(done.length);
  const repeated = again.filter((page) => done.includes(page));
  // At most the page that was on its way is asked for twice.
  assert.ok(repeated.length <= 1, `asked for again: ${repeated}`);
  assert.deepEqual(await gaps(all), []);
  for (const game of ['6x45', 'zabava']) {
    const { value } = await all.data.archive(game);
    assert.equal(value.isWhole, true);
    assert.ok(value.draws.length >= 400, `${game}: ${value.draws.length}`);
  }
});

test('a page that cannot be had is put off, ever longer, and the others go on', async (t) => {
  const all = await arrangeData(t, { history: 100 });
  const { control, clock, data, part, lines } = all;
  for (const game of ['6x45', 'zabava', '7x49']) await data.latestDraws(game);
  const before = pages(all).length;
  control.failNext({ path: 'archive', status: 503, times: 2 });
  await run(part, 'lottery.backfill');
  await run(part, 'lottery.backfill');
  await run(part, 'lottery.backfill');
  const [first, second, third] = pages(all).slice(before);
  assert.equal(new Set([first, second, third]).size, 3);
  const put = () => lines.filter(({ msg }) => msg === 'lottery history page put off');
  assert.deepEqual(
    put().map(({ pauseMs }) => pauseMs),
    [minuteMs, minuteMs],
  );
  clock.advance(5 * minuteMs);
  await fill(all);
  assert.deepEqual(await gaps(all), []);
});

test('an absence longer than a page leaves no gap in a history that was whole', async (t) => {
  const all = await arrangeData(t, { history: 300 });
  const { clock, data, lines } = all;
  await data.latestDraws('zabava');
  await fill(all);
  const before = pages(all).length;
  // 15-minute games draw 192 times in two days: four pages.
  clock.advance(48 * 60 * minuteMs);
  await data.latestDraws('zabava');
  assert.ok(lines.some(({ msg }) => msg === 'lottery draws to catch up on'));
  await fill(all);
  const walked = pages(all).slice(before);
  assert.deepEqual(walked, ['zabava 1', 'zabava 2', 'zabava 3', 'zabava 4']);
  assert.deepEqual(await gaps(all), []);
});

test('the history of a jackpot and the archive are those of the rows, newest last and newest first', async (t) => {
  const all = await arrangeData(t, { history: 120 });
  const { data } = all;
  await data.latestDraws('6x45');
  await fill(all);
  const jackpots = (await data.jackpotHistory('6x45')).value;
  const times = jackpots.map(({ at }) => at.getTime());
  assert.deepEqual(
    times,
    times.toSorted((a, b) => a - b),
  );
  assert.ok(jackpots.length >= 120);
  const [first, next] = jackpots.filter(({ isWon }) => !isWon);
  assert.ok((first?.rub ?? 0) > 0 && (next?.rub ?? 0) > 0);
  const archive = (await data.archive('6x45', { limit: 50 })).value;
  assert.equal(archive.draws.length, 50);
  assert.ok(archive.draws.every(({ numbers }) => numbers.length === 6));
  const [newest, ...older] = archive.draws;
  assert.ok(older.every(({ number }) => number < (newest?.number ?? 0)));
  const more = (await data.latestDraws('6x45', { before: archive.draws.at(-1)?.at, limit: 20 }))
    .value;
  assert.equal(more.length, 20);
  assert.ok(more.every(({ number }) => number < (archive.draws.at(-1)?.number ?? 0)));
});
