import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  createAdviser,
  type KnowledgeInput,
  type LotteryData,
  readLotteries,
} from '#modules/lottery';

const asOf = new Date('2026-11-20T09:00:00Z');
const sourced = <T>(value: T, isStale = false) => ({
  value,
  source: 'stoloto' as const,
  asOf,
  ageMs: 3 * 60 * 60 * 1000,
  isStale,
});
const now = readLotteries().map((lottery) => ({
  lottery,
  formerTitles: lottery.id === 'oxota' ? ['Тайга'] : [],
}));

/** Data of a moment, as the door hands them out; what is not asked for here must not be asked for. */
function dataOf(given: Partial<LotteryData> & { input?: () => KnowledgeInput }): LotteryData {
  const unasked = () => Promise.reject(new Error('nobody should ask for this'));
  return {
    isOn: true,
    lotteries: async () => sourced(now),
    activeDraws: unasked,
    draw: unasked,
    latestDraws: unasked,
    archive: unasked,
    jackpotHistory: unasked,
    main: unasked,
    tabs: unasked,
    list: unasked,
    details: unasked,
    news: unasked,
    all: unasked,
    documents: async () => [],
    keepIndex: (build) => ({
      current: async () => build(given.input?.() ?? { lotteries: now, documents: [] }),
    }),
    refreshKnowledge: unasked,
    ...given,
  };
}

const draw = (number: number, numbers: number[]) => ({
  code: '6x45',
  number,
  at: new Date(asOf.getTime() - number * 3_600_000),
  isCompleted: true,
  numbers,
  tiers: [],
});

test('an archive is told with the plain statement, since when it goes back and how old it is', async () => {
  const draws = Array.from({ length: 900 }, (_, i) => ({
    number: 900 - i,
    at: new Date(asOf.getTime() - i * 3_600_000),
    numbers: Array.from({ length: 6 }, (__, j) => ((i * 7 + j * 11) % 45) + 1),
  }));
  const adviser = createAdviser({
    data: dataOf({ archive: async () => sourced({ draws, isWhole: true }, true) }),
  });
  const { answer, numbers, sources } = await adviser.advise('статистика 6 из 45');
  assert.match(answer, /От случайности это не отличается/);
  assert.match(
    answer,
    /Дольше всех не выходило \d+: тиражей \d+\. На следующий тираж это не влияет/,
  );
  assert.match(
    answer,
    /архив Спортлото «6 из 45» с \d+ октября 2026, Столото, 20 нояб\.?, 12:00 мск, источник сейчас не отвечает, данным 3 часа/,
  );
  assert.ok(numbers.length > 4 && sources.length > 0);
  const heat = await adviser.picture({ lotteryId: '6x45', locale: 'ru', kind: 'heat' });
  assert.match(heat?.svg ?? '', /^<svg /);
});

test('a ticket of the wrong size is refused, a winning one named with its tier', async () => {
  const latest = async () => sourced([draw(5, [1, 2, 3, 4, 5, 6])]);
  const adviser = createAdviser({ data: dataOf({ latestDraws: latest }) });
  const won = await adviser.advise('проверь билет 6 из 45: 1 2 3 44 45 43');
  assert.match(won.answer, /Совпало: 3\.\nЭто призовая категория «3 числа»/);
  const lost = await adviser.advise('проверь билет 6 из 45: 41 42 40 44 45 43');
  assert.match(lost.answer, /Призовой категории здесь нет/);
  const short = await adviser.advise('проверь билет 6 из 45: 1 2 3 4 5');
  assert.match(short.answer, /столько чисел в билете этой игры не бывает/);
});

test('the number of a draw, a day and a count are understood', async () => {
  const asked: number[] = [];
  const data = dataOf({
    draw: async (_, number) => {
      asked.push(number);
      return number === 17_000 ? sourced(draw(17_000, [9, 8, 7, 6, 5, 4])) : undefined;
    },
    latestDraws: async () =>
      sourced([1, 2, 14, 20].map((number) => draw(number, [1, 2, 3, 4, 5, 6]))),
  });
  const adviser = createAdviser({ data });
  const tell = async (question: string) => (await adviser.advise(question)).answer;
  assert.match(await tell('тираж 17000 6 из 45 результаты'), /Тираж 17000.*9 8 7 6 5 4/);
  assert.match(await tell('результаты тиража 17001 6 из 45'), /тиража 17001 я не нашёл/);
  assert.deepEqual(asked, [17_000, 17_001]);
  const yesterday = await tell('что выпало вчера в 6 из 45');
  assert.deepEqual(yesterday.match(/Тираж \d+/g), ['Тираж 14', 'Тираж 20']);
  const last = await tell('последние 3 тиража 6 из 45');
  assert.equal(last.match(/Тираж \d+/g)?.length, 3);
});

test('a name the source used before is still a name, and a rebuilt index is used whole', async () => {
  let documents: KnowledgeInput['documents'] = [];
  const adviser = createAdviser({
    data: dataOf({ input: () => ({ lotteries: now, documents }) }),
  });
  assert.deepEqual((await adviser.advise('шансы в тайге')).lotteries, ['oxota']);
  const question = 'посоветуй лотерею, набор солнечный';
  const before = await adviser.advise(question);
  documents = [
    {
      id: 'packet:1',
      kind: 'packet',
      lotteryIds: ['fzp'],
      title: 'Набор «Солнечный»',
      text: 'пакет билетов',
      source: 'stoloto',
      asOf,
    },
  ];
  assert.notEqual(before.lotteries[0], 'fzp');
  assert.equal((await adviser.advise(question)).lotteries[0], 'fzp');
});

test('stages: searching at once, fetching only when the source is asked', async () => {
  const heard: string[] = [];
  const onStage = (stage: string) => void heard.push(stage);
  const adviser = createAdviser({
    data: dataOf({
      latestDraws: async (_, __, asked) => {
        asked?.onStage?.('fetching');
        return sourced([draw(1, [1, 2, 3, 4, 5, 6])]);
      },
    }),
  });
  await adviser.advise('шансы в кено', { onStage });
  assert.deepEqual(heard.splice(0), ['searching']);
  await adviser.advise('результаты 6 из 45', { onStage });
  assert.deepEqual(heard, ['searching', 'fetching']);
});

test('who took the jackpot is told from the history, a bingo by what stayed in the drum', async () => {
  const bag = Array.from({ length: 90 }, (_, i) => i + 1).filter((number) => number % 30 !== 8);
  const data = dataOf({
    latestDraws: async (game) =>
      sourced([{ ...draw(3, game === 'ruslotto' ? bag : [1, 2, 3, 4, 5, 6]), code: game }]),
    jackpotHistory: async (game) =>
      sourced([
        { number: 1, at: asOf, rub: 5_000_000, isWon: false },
        { number: 2, at: asOf, rub: 6_000_000, isWon: game === '6x45' },
      ]),
  });
  const adviser = createAdviser({ data });
  const tell = async (question: string) => (await adviser.advise(question)).answer;
  assert.match(
    await tell('кто-нибудь сорвал джекпот в 6 из 45'),
    /взяли в тираже 2, .*: 6\s000\s000\s₽/,
  );
  assert.match(
    await tell('кто-нибудь сорвал джекпот в 7 из 49'),
    /сколько я помню, суперприз не брали/,
  );
  assert.match(await tell('результаты русского лото'), /в лототроне остались 8 38 68/);
});
