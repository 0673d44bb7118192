import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KnowledgeInput } from '#modules/lottery';
import { until } from '#testing';
import { arrangeData, run } from './fixtures/lottery-data.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

test('a lottery renamed by the source is followed, and its old name stays known', async (t) => {
  const { data, part, clock, control } = await arrangeData(t);
  await run(part, 'lottery.sync');
  const before = (await data.latestDraws('oxota', { limit: 3 })).value;
  control.rename({ code: 'oxota', title: 'Большая охота' });
  clock.advance(11 * minuteMs);
  await run(part, 'lottery.sync');
  await data.main();
  await data.lotteries({ forceRefresh: true });
  const { value } = await data.lotteries();
  const renamed = value.find(({ lottery }) => lottery.id === 'oxota');
  assert.equal(renamed?.lottery.title.ru, 'Большая охота');
  assert.deepEqual(renamed?.formerTitles, ['Охота']);
  for (const name of ['охота', 'Большая охота'])
    assert.ok(
      renamed?.lottery.aliases.some((alias) => alias.toLowerCase() === name.toLowerCase()),
      `${name} is not in ${renamed?.lottery.aliases}`,
    );
  const after = (await data.latestDraws('oxota', { limit: 50 })).value;
  assert.ok(before.every(({ number }) => after.some((draw) => draw.number === number)));
});

test('a lottery that goes on under another code keeps its history', async (t) => {
  const { data, part, clock, control, lines } = await arrangeData(t);
  await run(part, 'lottery.sync');
  const before = (await data.latestDraws('zabava', { limit: 3 })).value;
  control.renameCode({ from: 'zabava', to: 'zabava-24' });
  clock.advance(2 * hourMs);
  await data.main({ forceRefresh: true });
  await run(part, 'lottery.sync');
  const after = (await data.latestDraws('zabava', { limit: 100 })).value;
  assert.equal(after[0]?.code, 'zabava-24');
  assert.ok((after[0]?.number ?? 0) > (before[0]?.number ?? 0));
  assert.ok(before.every(({ number }) => after.some((draw) => draw.number === number)));
  const draws = await data.activeDraws();
  assert.equal(draws.value.find(({ code }) => code === 'zabava-24')?.lotteryId, 'zabava');
  assert.partialDeepStrictEqual(
    lines.find(({ msg }) => msg === 'a lottery goes on under another code'),
    { level: 'warn', code: 'zabava-24', lotteryId: 'zabava' },
  );
});

test('a code that nobody knows and that bears no known name is shown as it is', async (t) => {
  const { data, part, clock, control } = await arrangeData(t);
  control.renameCode({ from: 'gzhl', to: 'novaya' });
  control.rename({ code: 'novaya', title: 'Новая лотерея' });
  clock.advance(minuteMs);
  await data.main();
  await run(part, 'lottery.sync');
  const draw = (await data.activeDraws()).value.find(({ code }) => code === 'novaya');
  assert.deepEqual([draw?.title, draw?.lotteryId], ['Новая лотерея', undefined]);
  assert.ok((await data.latestDraws('novaya')).value.length > 0);
});

test('an index is built of what is at hand, and swapped whole when more is there', async (t) => {
  const { data, clock, control } = await arrangeData(t);
  const built: KnowledgeInput[] = [];
  const gate = Promise.withResolvers<void>();
  const index = data.keepIndex(async (input) => {
    built.push(input);
    if (built.length === 2) await gate.promise;
    return input.documents.length;
  });
  control.setDown({ on: true });
  assert.equal(await index.current(), 29);
  control.setDown({ on: false });
  clock.advance(minuteMs);
  await data.all();
  await data.lotteries();
  assert.equal(await index.current(), 29);
  await until('the second is being built', () => built.length === 2);
  assert.equal(await index.current(), 29);
  gate.resolve();
  await until('the new one serves', async () => (await index.current()) > 29);
  // A call that was on its way while the source was down may have failed since: it is asked again in its time.
  await until('every kind is in it', async () => {
    clock.advance(minuteMs);
    await data.all();
    await index.current();
    const kinds = new Set(built.at(-1)?.documents.map(({ kind }) => kind));
    return [...kinds].sort().join() === 'draw,lottery,news,packet,promotion';
  });
});

test('refreshKnowledge asks for everything anew, swaps the index and says what could not be had', async (t) => {
  const { data, clock, control, calls } = await arrangeData(t);
  const titles = ({ lotteries }: KnowledgeInput) =>
    lotteries.map(({ lottery }) => lottery.title.ru);
  const index = data.keepIndex(titles);
  await data.refreshKnowledge();
  assert.ok((await index.current()).includes('Рапидо'));
  control.rename({ code: 'rapido', title: 'Рапидо Плюс' });
  control.failNext({ path: 'tabs', status: 503 });
  clock.advance(minuteMs);
  const done = await data.refreshKnowledge();
  assert.deepEqual(done.sections, {
    games: 'fresh',
    main: 'fresh',
    tabs: 'failed',
    list: 'fresh',
    news: 'fresh',
  });
  assert.ok(done.documents > 29);
  assert.ok((await index.current()).includes('Рапидо Плюс'));
  assert.equal(calls().length, 10);
});

test('an index that cannot be built leaves the old one serving', async (t) => {
  const { data, clock, lines } = await arrangeData(t);
  let builds = 0;
  const index = data.keepIndex(() => {
    builds += 1;
    if (builds > 1) throw new Error('no index today');
    return 'the first';
  });
  assert.equal(await index.current(), 'the first');
  clock.advance(minuteMs);
  await data.all();
  assert.equal(await index.current(), 'the first');
  await until('it was told', () =>
    lines.some(({ msg }) => msg === 'lottery index could not be rebuilt'),
  );
  assert.equal(await index.current(), 'the first');
});

test('what was heard last outlives the cache', async (t) => {
  const { data, create, clock, control, pool } = await arrangeData(t);
  const news = await data.news();
  await data.lotteries();
  await pool.query('truncate cache_entries');
  control.setDown({ on: true });
  clock.advance(3 * 24 * hourMs);
  const other = await create();
  const old = await other.data.news();
  assert.deepEqual(old.value, news.value);
  assert.deepEqual([old.isStale, old.ageMs], [true, 3 * 24 * hourMs]);
  assert.equal((await other.data.lotteries()).source, 'sandbox');
});
