import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAppError } from '#kernel';
import type { Stage } from '#modules/lottery';
import { arrangeData, run } from './fixtures/lottery-data.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const isCode = (code: Parameters<typeof isAppError>[1]) => (error: unknown) =>
  isAppError(error, code);

test('the sections come once from the source, with who said it and when', async (t) => {
  const { data, clock, calls } = await arrangeData(t);
  const first = await data.all({ game: 'ruslotto', count: 3 });
  assert.deepEqual(Object.keys(first).sort(), ['details', 'list', 'main', 'news', 'tabs']);
  assert.equal(first.details?.value.draws.length, 3);
  clock.advance(5 * minuteMs);
  const again = await data.all({ game: 'ruslotto', count: 3 });
  const sections = ['details', 'info-new', 'list', 'main-categories', 'news', 'tabs'];
  assert.deepEqual(calls().sort(), sections);
  for (const reading of Object.values(again))
    assert.partialDeepStrictEqual(reading, {
      source: 'sandbox',
      ageMs: 5 * minuteMs,
      isStale: false,
    });
  await data.tabs({ forceRefresh: true });
  assert.equal(calls().at(-1), 'tabs');
  assert.equal((await data.tabs()).ageMs, 0);
});

test("results of yesterday's draw with the source down say how old they are", async (t) => {
  const { data, clock, control } = await arrangeData(t);
  const fresh = await data.latestDraws('6x45', { limit: 5 });
  assert.deepEqual([fresh.isStale, fresh.ageMs], [false, 0]);
  control.setDown({ on: true });
  clock.advance(dayMs);
  const old = await data.latestDraws('6x45', { limit: 5 });
  assert.deepEqual(old.value, fresh.value);
  assert.deepEqual([old.isStale, old.ageMs], [true, dayMs]);
  const [yesterdays] = old.value;
  assert.equal(yesterdays?.numbers?.length, 6);
  const single = await data.draw('6x45', yesterdays?.number ?? 0);
  assert.deepEqual(single?.value.numbers, yesterdays?.numbers);
  control.setDown({ on: false });
  clock.advance(minuteMs);
  const back = await data.latestDraws('6x45', { limit: 5 });
  assert.deepEqual([back.isStale, back.ageMs], [false, 0]);
  assert.ok((back.value[0]?.number ?? 0) > (yesterdays?.number ?? 0));
});

test('HTML instead of JSON leaves the last good answer standing, marked stale', async (t) => {
  const { data, clock, control, lines } = await arrangeData(t);
  control.answerHtml({ path: 'tabs' });
  await assert.rejects(data.tabs(), isCode('wire_changed'));
  clock.advance(minuteMs);
  const good = await data.tabs();
  clock.advance(11 * minuteMs);
  control.answerHtml({ path: 'tabs', times: 9 });
  const stale = await data.tabs();
  assert.deepEqual(stale.value, good.value);
  assert.deepEqual([stale.isStale, stale.ageMs], [true, 11 * minuteMs]);
  assert.ok(lines.some(({ msg }) => msg === 'cache could not load'));
  // Also when the page is what the news have become.
  control.answerHtml({ path: 'news' });
  await assert.rejects(data.news(), isCode('wire_changed'));
});

test('403 without the partner header is an expected state: facts answer, the news come', async (t) => {
  const { data, control } = await arrangeData(t, { mode: 'live' });
  await assert.rejects(data.tabs(), isCode('upstream_rejected'));
  await assert.rejects(data.latestDraws('6x45'), isCode('upstream_rejected'));
  const lotteries = await data.lotteries();
  assert.deepEqual([lotteries.source, lotteries.isStale], ['facts', true]);
  assert.ok(lotteries.ageMs > dayMs);
  assert.ok((await data.news()).value.length > 3);
  assert.ok(control.arrivals().every(({ hasPartner }) => !hasPartner));
});

test('a draw in a shape never seen is left out loudly, the rest is served', async (t) => {
  const { data, control, lines, oddities } = await arrangeData(t);
  control.reshape({ path: 'archive', code: '6x45' });
  const { value } = await data.latestDraws('6x45', { limit: 100 });
  assert.ok(value.length >= 48);
  const line = lines.find(({ msg }) => msg === 'stoloto answers in another shape than known');
  assert.partialDeepStrictEqual(line, { level: 'warn', section: 'archive', skips: 1 });
  assert.deepEqual(oddities, [{ section: 'archive', kind: 'skipped', by: 1 }]);
});

test('a missing field is loud and does no harm', async (t) => {
  const { data, control, lines, oddities } = await arrangeData(t);
  control.leaveOut({ path: 'info-new', field: 'betCost' });
  const { value } = await data.lotteries();
  const six = value.find(({ lottery }) => lottery.id === '6x45');
  assert.equal(six?.live?.draw?.priceRub, undefined);
  assert.equal(six?.lottery.priceRub, 100);
  assert.ok((six?.live?.draw?.jackpotRub ?? 0) > 0);
  assert.partialDeepStrictEqual(
    lines.find(({ section }) => section === 'games'),
    { level: 'warn', missing: { 'game.draw.betCost': 19 } },
  );
  assert.deepEqual(oddities, [{ section: 'games', kind: 'missing', by: 19 }]);
});

test('every call is one line in the log, without the partner value', async (t) => {
  const { data, lines } = await arrangeData(t, { partner: 'do-not-tell' });
  await data.list();
  const told = lines.filter(({ msg }) => msg === 'outgoing call');
  assert.equal(told.length, 1);
  assert.partialDeepStrictEqual(told[0], { service: 'stoloto', operation: 'list', status: 200 });
  assert.doesNotMatch(JSON.stringify(lines), /do-not-tell/);
});

test('fetching is told when the source is really asked, and only then', async (t) => {
  const { data, clock, control } = await arrangeData(t);
  const stagesOf = async (
    read: (asked: { onStage: (stage: Stage) => void }) => Promise<unknown>,
  ) => {
    const stages: Stage[] = [];
    await read({ onStage: (stage) => stages.push(stage) });
    return stages;
  };
  const both = await Promise.all([stagesOf(data.tabs), stagesOf(data.tabs)]);
  assert.deepEqual(both, [['fetching'], ['fetching']]);
  assert.deepEqual(await stagesOf(data.tabs), []);
  assert.deepEqual(await stagesOf((asked) => data.latestDraws('7x49', {}, asked)), ['fetching']);
  assert.deepEqual(await stagesOf((asked) => data.latestDraws('7x49', {}, asked)), []);
  const [draw] = (await data.latestDraws('7x49', { limit: 10 })).value.slice(-1);
  assert.deepEqual(await stagesOf((asked) => data.draw('7x49', draw?.number ?? 0, asked)), []);
  clock.advance(11 * minuteMs);
  control.setDown({ on: true });
  assert.deepEqual(await stagesOf(data.tabs), ['fetching']);
});

test('a draw that nobody kept is fetched alone; one that is not there is said not to be', async (t) => {
  const { data, calls } = await arrangeData(t);
  const [newest] = (await data.latestDraws('6x45')).value;
  const old = await data.draw('6x45', (newest?.number ?? 0) - 300);
  assert.equal(old?.value.numbers?.length, 6);
  for (const number of [17, 0, -1, 1.5, 2 ** 31, 1e300, Number.NaN])
    assert.equal(await data.draw('6x45', number), undefined);
  await data.draw('6x45', (newest?.number ?? 0) - 300);
  assert.deepEqual(calls().filter((call) => /^\d+$/.test(call)).length, 2);
  await assert.rejects(data.draw('no-such-lottery', 1), isCode('not_found'));
  await assert.rejects(data.latestDraws('instant'), isCode('not_found'));
  await assert.rejects(data.details('6x45', 51), isCode('bad_request'));
});

test('lotteries carry the price, jackpot and draw of today over the facts', async (t) => {
  const { data, clock } = await arrangeData(t);
  const { value, source, isStale } = await data.lotteries();
  assert.deepEqual([value.length, source, isStale], [29, 'sandbox', false]);
  const express = value.find(({ lottery }) => lottery.id === 'rocketbingo');
  assert.equal(express?.lottery.priceRub, 60);
  assert.deepEqual(express?.lottery.facts.price, {
    sure: 'measured',
    asOf: clock.now().toISOString().slice(0, 7),
  });
  const sport = value.find(({ lottery }) => lottery.id === '5x2');
  assert.equal(sport?.lottery.superPrize?.reach, 'hundreds-of-millions');
  assert.equal(sport?.live?.isOnSale, true);
  assert.equal(value.find(({ lottery }) => lottery.id === 'duel')?.live, undefined);
  const draws = await data.activeDraws();
  assert.equal(draws.value.length, 19);
  const times = draws.value.map(({ at }) => at.getTime());
  assert.deepEqual(
    times,
    times.toSorted((a, b) => a - b),
  );
  const russian = draws.value.find(({ lotteryId }) => lotteryId === 'ruslotto');
  assert.partialDeepStrictEqual(russian, { title: 'Русское лото', channel: 'НТВ' });
});

test('jobs keep up: a draw that was held is there, and its payouts when they are', async (t) => {
  const { data, part, clock, control, calls } = await arrangeData(t);
  await run(part, 'lottery.sync');
  assert.equal(calls().filter((call) => call === 'archive').length, 19);
  await run(part, 'lottery.sync');
  assert.equal(calls().filter((call) => call === 'archive').length, 19);
  const before = (await data.latestDraws('5x36plus')).value[0];
  clock.advance(16 * minuteMs + 30_000);
  await run(part, 'lottery.sync');
  control.setDown({ on: true });
  const held = (await data.latestDraws('5x36plus')).value[0];
  // Those of noon and of a quarter past.
  assert.equal(held?.number, (before?.number ?? 0) + 2);
  assert.deepEqual(held?.tiers, []);
  control.setDown({ on: false });
  clock.advance(15 * minuteMs);
  await run(part, 'lottery.sync');
  control.setDown({ on: true });
  const paid = await data.draw('5x36plus', held?.number ?? 0);
  assert.ok((paid?.value.tiers.length ?? 0) > 1);
  assert.equal(paid?.isStale, false);
});

test('one game that is refused keeps no other from being kept up', async (t) => {
  const { part, control, data } = await arrangeData(t);
  await data.lotteries();
  await data.main();
  control.failNext({ path: 'archive', status: 500 });
  await run(part, 'lottery.sync');
  const statuses = control
    .arrivals()
    .flatMap(({ path, status }) => (path.endsWith('archive') ? [status] : []));
  assert.deepEqual([statuses.filter((status) => status === 200).length, statuses[0]], [18, 500]);
});

test('a person goes before back-fill, whatever asks for the data', async (t) => {
  const { data, part, pool } = await arrangeData(t);
  const lastTurn = async () => {
    const { rows } = await pool.query("select split_part(granted_to, ':', 2) as kind from pacers");
    return rows[0].kind;
  };
  await run(part, 'lottery.sync');
  assert.equal(await lastTurn(), 'backfill');
  await data.tabs();
  assert.equal(await lastTurn(), 'person');
  await run(part, 'lottery.backfill');
  assert.equal(await lastTurn(), 'backfill');
  await data.latestDraws('6x45', {}, { forceRefresh: true });
  assert.equal(await lastTurn(), 'person');
});

test('details of any length up to fifty come from few fetches', async (t) => {
  const { data, calls } = await arrangeData(t);
  for (const count of [1, 3, 5, 6, 20, 21, 50]) {
    const { value } = await data.details('ruslotto', count);
    assert.deepEqual([value.draws.length, value.hasMore], [count, true]);
  }
  assert.equal(calls().filter((call) => call === 'details').length, 3);
});

test('off: built-in facts answer, and say how old they are', async (t) => {
  const { data, part, calls, clock } = await arrangeData(t, { mode: 'off' });
  const lotteries = await data.lotteries();
  assert.equal(lotteries.value.length, 29);
  assert.deepEqual([data.isOn, lotteries.source, lotteries.isStale], [false, 'facts', true]);
  assert.equal(lotteries.ageMs, clock.now().getTime() - lotteries.asOf.getTime());
  assert.deepEqual((await data.latestDraws('6x45')).value, []);
  assert.deepEqual((await data.news()).value, []);
  assert.equal(await data.draw('6x45', 1), undefined);
  await assert.rejects(data.archive('no-such-lottery'), isCode('not_found'));
  await run(part, 'lottery.sync');
  await run(part, 'lottery.backfill');
  assert.equal((await data.documents()).length, 29);
  assert.deepEqual(part.schedules, []);
  assert.deepEqual(calls(), []);
});

test('rows of the sandbox never pass for real ones', async (t) => {
  const { data, create, pool } = await arrangeData(t);
  await data.latestDraws('6x45');
  await data.tabs();
  const live = await create({ mode: 'live', partner: 'mine' });
  const { rows } = await pool.query('select count(*)::int as n from lottery_draws');
  assert.equal(rows[0].n, 0);
  assert.equal((await live.data.latestDraws('6x45')).source, 'stoloto');
  await create({ mode: 'live', partner: 'mine' });
  assert.ok((await live.data.latestDraws('6x45')).value.length > 0);
});
