import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLotteries } from '#modules/lottery/facts';
import { createReader } from './index.ts';

const read = createReader(readLotteries());

test('lotteries are found by name in any case, spelling and with typos', () => {
  const cases: [string, string[]][] = [
    ['шесть из сорока пяти', ['6x45']],
    ['сколько стоит 6/45?', ['6x45']],
    ['угадать 6 чисел из 45', ['6x45']],
    ['билеты русского лотто', ['ruslotto']],
    ['что с жилищной лотереей', ['gzhl']],
    ['рапидо и рапидо 2.0', ['rapido', 'rapido2']],
    ['Русское лото экспресс', ['rocketbingo']],
    ['6 out of 45', ['6x45']],
    ['мечтальон', ['mechtallion']],
  ];
  for (const [text, ids] of cases) assert.deepEqual(read(text).named, ids, text);
});

test('a word is a name only in the right company', () => {
  for (const text of [
    'мне охота выиграть',
    'билет для забавы',
    'топ 3 лотереи',
    'мой знак зодиака',
  ])
    assert.deepEqual(read(text).named, [], text);
  assert.deepEqual(read('шансы в охоте').named, ['oxota']);
});

test('figures are read by what stands around them', () => {
  const cases: [string, object][] = [
    ['билеты до 100 руб', { maxPriceRub: 100 }],
    ['не дороже полтинника', { maxPriceRub: 50 }],
    ['дороже 200 рублей', { minPriceRub: 201 }],
    ['у меня двадцать рублей', { maxPriceRub: 20 }],
    [
      'билет рублей за 150, а джекпот от трёхсот миллионов',
      { maxPriceRub: 150, aroundRub: 150, minJackpotRub: 3e8 },
    ],
    ['каждые 15 минут', { everyMinutes: 15 }],
    ['раз в полчаса', { everyMinutes: 30 }],
    ['вечером в полдесятого', { at: '21:30' }],
    ['тираж в 9:30', { at: '09:30' }],
    ['мне 16', { ageYears: 16 }],
    ['6 из 45', {}],
    ['один на сто лямов', { oneIn: 100_000_000 }],
    ['дешевле ста рублей', { maxPriceRub: 99 }],
    ['на сто рублей хочу пять билетов', { maxPriceRub: 20 }],
    ['есть что нибудь на тридцатку', { maxPriceRub: 30, aroundRub: 30 }],
    ['чаще чем раз в час', { everyMinutes: 60 }],
    ['минут через пятнадцать', { everyMinutes: 15 }],
    ['мой билет номер 9988776655', { ticketCode: '9988776655' }],
    ['4 8 15 16 23 42', { combination: [4, 8, 15, 16, 23, 42] }],
  ];
  for (const [text, amounts] of cases) assert.deepEqual(read(text).amounts, amounts, text);
});

test('ё and е, and one slip of the finger, read alike', () => {
  assert.ok(read('дешёвый').wishes.has('cheap') && read('дешевый').wishes.has('cheap'));
  assert.ok(read('суперпрз в забаве сейчас').named.includes('zabava'));
  assert.ok(!read('не хочу долго ждать').cues.has('distress'));
});

test('a ticket to a place no word of ours knows is no lottery ticket', () => {
  for (const text of ['дешёвые билеты в сочи', 'билет на автобус'])
    assert.ok(read(text).isElsewhere, text);
  for (const text of ['билет на подкову', 'билет на воскресный тираж', 'билет до 100 рублей'])
    assert.ok(!read(text).isElsewhere, text);
});

test('a phrase may leave a place to any of several words', () => {
  for (const text of ['обе таблицы чисел', 'два игровых поля', 'двух полей'])
    assert.ok(read(text).wishes.has('twoFields'), text);
  assert.ok(!read('одно поле').wishes.has('twoFields'));
});

test('Russian in Latin letters is read as Russian, English stays English', () => {
  assert.deepEqual(read('6 iz 45 skolko stoit bilet').named, ['6x45']);
  assert.ok(read('rapido kakie shansy').cues.has('odds'));
  assert.deepEqual(read('which lottery has the best odds').cues.has('odds'), true);
});

test('two figures side by side are a game, among other figures or money they are not', () => {
  assert.deepEqual(read('6 45 результаты').named, ['6x45']);
  assert.deepEqual(read('числа 6 45 12').named, []);
  assert.deepEqual(read('2 + 2').named, []);
});

test('what must not be is no wish', () => {
  const { wishes, unwanted } = read('не бинго и не по телевизору, с джекпотом');
  assert.deepEqual([...unwanted].sort(), ['bingo', 'tv']);
  assert.ok(!wishes.has('bingo') && !wishes.has('tv'));
  assert.ok(read('лото без выбора цифр').wishes.has('ready'));
});
