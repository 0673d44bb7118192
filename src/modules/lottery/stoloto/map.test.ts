import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { z } from 'zod';
import { toGames, toMain, toPackets, toTabs } from './map.ts';
import { toDraws } from './map-draw.ts';
import { readNews } from './news.ts';
import { noOddities } from './oddities.ts';
import { drawPageShape, gamesShape, mainShape, packetsShape, tabsShape } from './shapes.ts';
import { plainText, readDate } from './text.ts';

const fixtures = join(import.meta.dirname, '..', '..', '..', 'sandbox', 'stoloto', 'fixtures');
const list = z.array(z.unknown()).default([]);
const answer = z.looseObject({
  draws: list,
  games: list,
  data: list,
  packets: list,
  news: z
    .array(z.looseObject({ title: z.string(), link: z.string(), date: z.string() }))
    .default([]),
  html: z.string().default(''),
});
const fixture = (name: string) =>
  answer.parse(JSON.parse(readFileSync(join(fixtures, `${name}.json`), 'utf8')));

test('the reference answers are read without a complaint', () => {
  const oddities = noOddities();
  const games = toGames(fixture('games-info-new').games.slice(0, -1), oddities);
  assert.equal(games.length, 20);
  assert.deepEqual(games[0], {
    code: '6x45',
    isActive: true,
    draw: {
      number: 9_000_050,
      at: new Date('2026-11-20T11:00:00Z'),
      salesStopAt: new Date('2026-11-20T10:50:00Z'),
      jackpotRub: 19_779_700,
      priceRub: 100,
    },
    next: {
      number: 9_000_051,
      at: new Date('2026-11-20T14:00:00Z'),
      jackpotRub: 19_779_700,
      priceRub: 100,
    },
    last: {
      number: 9_000_049,
      at: new Date('2026-11-20T08:00:00Z'),
      numbers: [22, 33, 3, 42, 4, 11],
    },
  });
  assert.equal(toTabs(fixture('tabs').data, oddities)[0]?.channel, 'НТВ');
  const main = toMain(fixture('main-categories').data, oddities);
  assert.ok(main.cards.some(({ code, title }) => code === 'ruslotto' && title === 'Русское лото'));
  assert.ok(main.promotions.some(({ title }) => title === 'Новогодний миллиард'));
  const [packet] = toPackets(fixture('packets-list').packets, oddities);
  assert.equal(packet?.name, '«Попробуй всё»');
  assert.equal(packet?.description, 'Три билета разных лотерей: числовая, быстрая и лото');
  assert.deepEqual(packet?.bets[0]?.drawAt, new Date('2026-11-20T11:00:00Z'));
  for (const name of ['4x20', '5x36plus', '6x45', 'keno2', 'top3', 'zabava'])
    for (const draw of toDraws(fixture(`draws-archive-${name}`).draws, name, oddities))
      assert.equal(draw.isCompleted, draw.numbers !== undefined, `${name} ${draw.number}`);
  const [bingo] = toDraws(fixture('draws-details-ruslotto').draws, 'ruslotto', oddities);
  assert.equal(bingo?.numbers?.length, 87);
  assert.equal(bingo?.tickets, 820_135);
  assert.deepEqual(bingo?.tiers[1], {
    number: 2,
    title: '2-й тур',
    winners: 2,
    amountRub: 1_000_000,
  });
  assert.deepEqual(oddities, noOddities());
});

test('what was mapped comes out of JSON as it went in', () => {
  const oddities = noOddities();
  const cases = [
    [gamesShape, toGames(fixture('games-info-new').games, oddities)],
    [tabsShape, toTabs(fixture('tabs').data, oddities)],
    [packetsShape, toPackets(fixture('packets-list').packets, oddities)],
    [mainShape, toMain(fixture('main-categories').data, oddities)],
    [
      drawPageShape,
      { draws: toDraws(fixture('draws-archive-6x45').draws, '6x45', oddities), hasMore: true },
    ],
  ] as const;
  for (const [shape, value] of cases)
    assert.deepEqual(shape.parse(JSON.parse(JSON.stringify(value))), value);
});

test('an entry without draws is a game without draws', () => {
  const [placeholder] = toGames(
    [{ name: 'service', active: false, draw: null, completedDraw: null }],
    noOddities(),
  );
  assert.deepEqual(placeholder, { code: 'service', isActive: false });
});

test('the news page gives the list it must, newest first', () => {
  const { html } = fixture('news-page');
  const theirs = fixture('news-list').news.map(({ title, link, date }) => ({
    title: title.replaceAll(/"([^"]*)"/g, '«$1»'),
    url: link,
    date: date.split('.').reverse().join('-'),
  }));
  assert.deepEqual(readNews(html, 'https://www.stoloto.ru/press/news'), theirs);
});

test('a page of somebody else is no news', () => {
  const html =
    '<a href="javascript:/press/news/2026/11/19/x">Долгий заголовок</a><a href="/about">О нас</a>';
  assert.deepEqual(readNews(html, 'https://www.stoloto.ru/press/news'), []);
});

test('a draw in a shape nobody has seen is left out and told of, the others are served', () => {
  const known = fixture('draws-archive-6x45').draws;
  const strange = [
    { ...Object(known[1]), combination: { structured: { rows: [[1]] } }, winningCombination: null },
    { ...Object(known[1]), number: 'nine' },
    { ...Object(known[1]), date: 'yesterday' },
    'a draw',
  ];
  const oddities = noOddities();
  const draws = toDraws([...strange, ...known], '6x45', oddities);
  assert.equal(draws.length, known.length);
  assert.deepEqual(oddities.skipped, [
    { part: 'draw 2', differs: ['number: invalid_type'] },
    { part: 'draw 4', differs: [': invalid_type'] },
    { part: 'draw 9000049', differs: ['combination: unknown shape'] },
    { part: 'draw 9000049', differs: ['date: unreadable'] },
  ]);
});

test('a missing field is counted, an unknown one is not', () => {
  const oddities = noOddities();
  const games = fixture('games-info-new')
    .games.slice(0, 3)
    .map((game) => {
      const { betCost: _, ...draw } = Object(Object(game).draw);
      return { ...Object(game), draw: { ...draw, somethingNew: [1] }, more: {} };
    });
  const read = toGames(games, oddities);
  assert.equal(read[0]?.draw?.priceRub, undefined);
  assert.deepEqual(oddities, { missing: { 'game.draw.betCost': 3 }, skipped: [] });
});

test('winners are read from either list, numbers from any spelling', () => {
  const base = {
    number: 5,
    date: '2021-02-08T17:00:00+0300',
    completed: true,
    superPrize: 0,
    ticketCount: 1,
  };
  const [draw] = toDraws(
    [
      {
        ...base,
        combination: null,
        winningCombination: ['05', '17'],
        winners: [{ participants: 3, amount: 10, category: 2 }],
      },
    ],
    'x',
    noOddities(),
  );
  assert.deepEqual(draw?.numbers, [5, 17]);
  assert.deepEqual(draw?.tiers, [{ number: 2, winners: 3, amountRub: 10 }]);
  assert.deepEqual(draw?.at, new Date('2021-02-08T14:00:00Z'));
});

test('dates come in seconds, milliseconds and two spellings of Moscow', () => {
  const expected = new Date('2026-11-20T08:00:00Z');
  for (const date of [
    1_795_161_600,
    1_795_161_600_000,
    '2026-11-20T11:00:00+0300',
    '2026-11-20T11:00:00+03:00',
    '2026-11-20T11:00:00',
    '2026-11-20T08:00:00Z',
  ])
    assert.deepEqual(readDate(date), expected, String(date));
  for (const date of [null, undefined, '', 'soon', 0, 7, '2026-13-40T11:00:00+0300'])
    assert.equal(readDate(date), undefined, String(date));
});

test('texts lose their tags and entities', () => {
  assert.equal(
    plainText('<p>A&nbsp;&laquo;B&raquo; &#8470;5 &#x2116;6 &amp;lt; &unknown;</p>'),
    'A «B» №5 №6 &lt; &unknown;',
  );
});

test('whatever comes, the parts that cannot be read are noted and nothing breaks', () => {
  const drawLike = fc.record(
    {
      number: fc.oneof(fc.integer(), fc.jsonValue()),
      date: fc.oneof(fc.constant('2026-11-20T11:00:00+0300'), fc.jsonValue()),
      combination: fc.jsonValue(),
      winningCombination: fc.jsonValue(),
      winCategories: fc.jsonValue(),
      name: fc.jsonValue(),
      lotteryCode: fc.string(),
      draw: fc.jsonValue(),
      contents: fc.jsonValue(),
      price: fc.jsonValue(),
    },
    { requiredKeys: [] },
  );
  const parts = fc.array(fc.oneof(drawLike, fc.jsonValue()), { maxLength: 5 });
  fc.assert(
    fc.property(parts, fc.string(), (some, html) => {
      const oddities = noOddities();
      const draws = toDraws(some, '6x45', oddities);
      assert.equal(draws.length + oddities.skipped.length, some.length);
      drawPageShape.parse({ draws, hasMore: false });
      gamesShape.parse(toGames(some, oddities));
      tabsShape.parse(toTabs(some, oddities));
      packetsShape.parse(toPackets(some, oddities));
      mainShape.parse(toMain(some, oddities));
      readNews(html, 'https://www.stoloto.ru/press/news');
    }),
    { numRuns: 300 },
  );
});
