import assert from 'node:assert/strict';
import { test } from 'node:test';
import { figuresOf, readLotteries } from '#modules/lottery/facts';
import { analyse } from '#modules/lottery/statistics';
import { createPictures } from '#platform/picture';
import { heatMap, jackpotChart, tierChart } from './index.ts';

const wordsOf = (svg: string): string[] =>
  [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, words]) => words ?? '');
const digits = (text: string) => text.replace(/\D/g, '');

const archive = Array.from({ length: 900 }, (_, i) =>
  Array.from({ length: 6 }, (__, j) => ((i * 7 + j * 11) % 45) + 1),
);
const statistics = analyse({ draws: archive, of: 45 });
const heat = (locale: 'ru' | 'en') =>
  heatMap({ locale, name: '<6 & 45>', statistics, source: 'архив "А"' });

test('a heat map tells every number with how often it came, and the statement of confidence', () => {
  const words = wordsOf(heat('ru')).map((text) => text.replace(/\s/g, ''));
  for (const { number, times } of statistics.numbers) {
    const at = words.findIndex(
      (word, i) => word === String(number) && words[i + 1] === String(times),
    );
    assert.ok(at >= 0, `${number}: ${times}`);
  }
  assert.match(words.join(''), /Отслучайностикартинанеотличается:p=1\./);
  assert.doesNotMatch(wordsOf(heat('en')).slice(0, -1).join(' '), /[а-яё]/i);
});

test('the chances in a picture are those of exact counting', () => {
  const games = readLotteries().filter(({ tiers }) => tiers.length > 0);
  assert.ok(games.length > 15);
  for (const lottery of games) {
    const told = wordsOf(tierChart({ locale: 'en', lottery, source: 'rules' }))
      .filter((text) => text.startsWith('1 in '))
      .map((text) => text.slice(5));
    const exact = figuresOf(lottery).tiers.map(({ chance, oneIn }) =>
      chance.d % chance.n === 0n ? String(chance.d / chance.n) : oneIn,
    );
    assert.equal(told.length, exact.length, lottery.id);
    for (const [i, text] of told.entries()) {
      const one = exact[i] ?? 0;
      if (typeof one === 'string') assert.equal(digits(text), one, lottery.id);
      else
        assert.ok(
          Math.abs(Number(text.replaceAll(',', '')) / one - 1) < 0.006,
          `${lottery.id}: ${text}`,
        );
    }
  }
});

test('a jackpot is drawn with its falls, and thinned without losing a peak', () => {
  const points = Array.from({ length: 5000 }, (_, i) => ({
    at: new Date(Date.UTC(2024, 0, 1) + i * 3_600_000),
    rub: i === 2500 ? 900_000_000 : 10_000_000 + (i % 100) * 1e5,
    isWon: i === 2500,
  }));
  const svg = jackpotChart({ locale: 'ru', name: '7 из 49', points, source: 'архив' });
  const line = /<polyline points="([^"]*)"/.exec(svg)?.[1]?.split(' ') ?? [];
  assert.ok(line.length <= 450 && line.length > 300, String(line.length));
  assert.match(wordsOf(svg).join(' '), /наибольший: 900\sмлн/);
  assert.match(wordsOf(svg).join(' '), /взяли 1 раз/);
  const [peak] = line.map((pair) => Number(pair.split(',')[1])).sort((a, b) => a - b);
  assert.match(svg, new RegExp(`<circle [^>]*cy="${peak}"`));
});

test('one point is no line', () => {
  const points = [{ at: new Date(0), rub: 5 }];
  assert.throws(() => jackpotChart({ locale: 'ru', name: 'x', points, source: 'y' }), RangeError);
});

test('every picture is drawn to a PNG of phone width, whatever the names hold', async (t) => {
  const pictures = createPictures();
  t.after(pictures.stop);
  const lottery = readLotteries().find(({ id }) => id === 'keno2') ?? assert.fail();
  for (const svg of [heat('ru'), heat('en'), tierChart({ locale: 'ru', lottery, source: '<&>' })]) {
    const png = await pictures.draw(svg);
    assert.equal(png.readUInt32BE(16), 720);
    assert.ok(png.length > 5_000);
  }
});
