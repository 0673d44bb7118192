import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAdviser } from '#modules/lottery';
import { figuresOf, readLotteries } from '#modules/lottery/facts';
import { toNumber } from '#modules/lottery/odds';

const ask = async (question: string) => (await createAdviser()).advise(question);

test('a quick lottery with a small prize: the list starts as promised, with chance and loss each', async () => {
  const advice = await ask('Подбери мне быструю лотерею с небольшим призом');
  assert.equal(advice.action, 'search');
  assert.ok(advice.formatted_text.startsWith('Вот подходящие лотереи:'));
  assert.ok(Array.isArray(advice.content) && advice.content.length >= 3);
  for (const card of advice.content) {
    assert.notEqual(card.chance, '');
    assert.notEqual(card.loss, '');
    assert.equal(readLotteries().find(({ id }) => id === card.id)?.kind, 'fast');
  }
});

test('every figure of a list names its source and equals the exact count', async () => {
  const advice = await ask('посоветуй 6 из 45 или что-то похожее');
  const { main } = figuresOf(readLotteries().find(({ id }) => id === '7x49') ?? assert.fail());
  assert.ok(main);
  assert.ok(advice.numbers.some(({ value }) => value === 1 / toNumber(main)));
  assert.ok(advice.numbers.every(({ source }) => source.length > 0));
  assert.deepEqual(advice.sources, [...new Set(advice.numbers.map(({ source }) => source))]);
});

test('ten tickets: the chance of at least one main prize is exact, and the loss is ten times', async () => {
  const { answer, numbers } = await ask(
    'если купить десять билетов 7/49, на сколько вырастет шанс',
  );
  assert.match(answer, /10 билетов: хотя бы один главный приз/);
  assert.ok(numbers.some(({ value }) => Math.abs(value - 85_900_584 / 10) < 5));
  assert.ok(numbers.some(({ value }) => value === 250));
});

test('a system bet costs the ordinary tickets inside it', async () => {
  const { answer, detail } = await ask('сколько стоит развёрнутая ставка на 8 чисел в 6 из 45');
  assert.equal(detail, 'system_bet');
  assert.match(answer, /28 обычных билетов и стоит 2.800 ₽/);
});

test('keno answers for the count that was asked', async () => {
  const { numbers } = await ask('вероятность 10 из 10 в кено');
  assert.ok(numbers.some(({ value }) => Math.round(value) === 8_911_711));
});

for (const question of [
  'проиграл всю зарплату, посоветуй лотерею чтобы отыграться',
  'не могу остановиться, какой билет взять?',
  'I lost everything, which lottery should I play to win it back',
])
  test(`distress goes before tickets: ${question}`, async () => {
    const advice = await ask(question);
    assert.equal(advice.intent, 'responsible_gambling');
    assert.deepEqual(advice.lotteries, []);
    assert.match(advice.answer, /8-495-989-50-50/);
  });

test('a child is told the age, not the price', async () => {
  for (const question of ['мне 16, сколько стоит кено', 'сыну 12 лет хочу подарить билет']) {
    const advice = await ask(question);
    assert.equal(advice.detail, 'age');
    assert.deepEqual(advice.lotteries, []);
  }
});

test('no number is ever due, and no win is promised', async () => {
  const { answer } = await ask('какое число должно выпасть в 6 из 45, какие горячие');
  assert.match(answer, /одной и той же вероятностью/);
  for (const lottery of readLotteries()) {
    const { answer: text } = await ask(`шансы ${lottery.title.ru}`);
    assert.doesNotMatch(text, /обязательно выигра|гарантированно выигра|должно выпасть/i);
  }
});

test('wishes nobody meets at once are loosened, and that is said', async () => {
  const { answer, lotteries } = await ask(
    'моментальная лотерея с квартирой по телевизору за 10 рублей',
  );
  assert.ok(lotteries.length > 0);
  assert.match(answer, /Всех условий сразу не выполняет ни одна лотерея/);
});

test('an English question gets an English answer', async () => {
  const { answer } = await ask('cheap game with draws every 15 minutes');
  assert.ok(answer.startsWith('Here are the lotteries that fit:'));
  assert.doesNotMatch(answer, /[а-яё]/i);
});

test('a closed lottery is told closed, with what runs instead', async () => {
  const { answer, lotteries } = await ask('матчбол ещё играют?');
  assert.match(answer, /игра закрыта[\s\S]*Большое Спортлото/);
  assert.deepEqual(lotteries, ['5x50', '5x2']);
});

test('a chance with more digits than a double holds is told to the last digit', async () => {
  const { answer } = await ask('what are the odds of Russian Lotto');
  assert.match(answer, /1 in 22,897,836,982,230,408/);
});

test('random numbers are called no luckier, and sharing is named only where a prize is shared', async () => {
  const shared = await ask('сгенерируй числа для 6 из 45');
  assert.match(shared.answer, /не чаще, чем любые другие[\s\S]*реже придётся делить/);
  const digits = await ask('сгенерируй числа для топ 3');
  assert.match(digits.answer, /Случайные числа: \d \d \d\./);
  assert.doesNotMatch(digits.answer, /делить/);
});
