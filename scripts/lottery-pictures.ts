// npm run lottery-pictures [-- FOLDER]: the adviser's pictures, drawn from made-up archives, into docs/lottery.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readLotteries } from '#modules/lottery';
import { heatMap, jackpotChart, tierChart } from '#modules/lottery/pictures';
import { analyse } from '#modules/lottery/statistics';
import { createPictures } from '#platform/picture';

const folder = process.argv[2] ?? 'docs/lottery';

/** The same archive at every run: a picture changes only when its drawing does. */
function createDice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const dice = createDice(7);
const drawOf = (of: number, count: number): number[] => {
  const left = Array.from({ length: of }, (_, i) => i + 1);
  return Array.from(
    { length: count },
    () => left.splice(Math.floor(dice() * left.length), 1)[0] ?? 0,
  );
};
const archive = (of: number, count: number, draws: number) =>
  Array.from({ length: draws }, () => drawOf(of, count));

const dayMs = 24 * 60 * 60 * 1000;
let rub = 10_000_000;
const points = Array.from({ length: 420 }, (_, i) => {
  rub += 250_000 + dice() * 900_000;
  const isWon = i === 190 || i === 330;
  const point = { at: new Date(Date.UTC(2025, 8, 1) + i * dayMs), rub, isWon };
  if (isWon) rub = 10_000_000;
  return point;
});

const lotteries = readLotteries();
const lottery = (id: string) => {
  const found = lotteries.find((one) => one.id === id);
  if (!found) throw new Error(`no lottery ${id}`);
  return found;
};
const example = { ru: 'Пример: тиражи придуманы.', en: 'An example: these draws are made up.' };

const svgs = {
  'heat-6x45': heatMap({
    locale: 'ru',
    name: lottery('6x45').title.ru,
    statistics: analyse({ draws: archive(45, 6, 17_000), of: 45 }),
    source: example.ru,
  }),
  'heat-keno': heatMap({
    locale: 'en',
    name: lottery('keno2').title.en,
    statistics: analyse({ draws: archive(80, 20, 5_000), of: 80 }),
    source: example.en,
  }),
  jackpot: jackpotChart({
    locale: 'ru',
    name: lottery('7x49').title.ru,
    points,
    source: example.ru,
  }),
  'tiers-5x2': tierChart({ locale: 'ru', lottery: lottery('5x2'), source: 'Правила игры' }),
  'tiers-6x45': tierChart({ locale: 'en', lottery: lottery('6x45'), source: 'Rules of the game' }),
  'tiers-ruslotto': tierChart({
    locale: 'ru',
    lottery: lottery('ruslotto'),
    source: 'Правила игры',
  }),
};

mkdirSync(folder, { recursive: true });
const pictures = createPictures();
for (const [name, svg] of Object.entries(svgs)) {
  const startedAt = performance.now();
  const png = await pictures.draw(svg);
  const ms = Math.round(performance.now() - startedAt);
  writeFileSync(join(folder, `${name}.png`), png);
  console.log(`${name}.png ${png.length} bytes, ${ms} ms`);
}
await pictures.stop();
