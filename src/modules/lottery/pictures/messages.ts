import { plural } from '#kernel';

const raised = (power: number): string =>
  Array.from(String(power), (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)] ?? '').join('');

const ru = {
  frequency: (name: string) => `${name}: сколько раз выпало число`,
  draws: (count: string) => `Тиражей: ${count}`,
  rarer: 'реже',
  asExpected: (times: string) => `в среднем ${times}`,
  oftener: 'чаще',
  band: (from: string, to: string) =>
    `По чистой случайности все числа укладываются в ${from}–${to} раз (95 архивов из 100).`,
  same: (p: string) => `От случайности картина не отличается: p = ${p}.`,
  differs: (p: string) => `Картина отличается от случайной: p = ${p}, сначала проверьте данные.`,
  next: 'У каждого числа в следующем тираже шанс одинаковый.',
  chances: (name: string) => `${name}: шанс на приз`,
  logScale: 'Каждое деление вправо — в 10 раз реже',
  oneIn: (n: string) => `1 из ${n}`,
  power: (power: number) =>
    ['1', '10', '100', '1 тыс.', '10 тыс.', '100 тыс.', '1 млн', '10 млн', '100 млн', '1 млрд'][
      power
    ] ?? `10${raised(power)}`,
  ticket: 'Один билет, точный расчёт по правилам игры.',
  unchanged: 'Прошлые тиражи этих шансов не меняют.',
  jackpot: (name: string) => `${name}: суперприз`,
  period: (from: string, to: string) => `С ${from} по ${to}`,
  rub: (amount: string) => `${amount} ₽`,
  latest: (now: string, most: string) => `Последний известный: ${now}, наибольший: ${most}.`,
  won: (times: number) =>
    `За это время его взяли ${times} ${plural('ru', times, { one: 'раз', few: 'раза', other: 'раз' })} (точки).`,
  notWon: 'За это время его никто не взял.',
  growth: 'Когда он растёт, шанс его взять остаётся прежним.',
};

const en: typeof ru = {
  frequency: (name) => `${name}: how often each number came`,
  draws: (count) => `Draws: ${count}`,
  rarer: 'rarer',
  asExpected: (times) => `${times} on average`,
  oftener: 'more often',
  band: (from, to) =>
    `By pure chance all numbers stay within ${from}–${to} times (95 archives of 100).`,
  same: (p) => `This does not differ from chance: p = ${p}.`,
  differs: (p) => `This differs from chance: p = ${p}; check the data first.`,
  next: 'In the next draw every number has the same chance.',
  chances: (name) => `${name}: chance of a prize`,
  logScale: 'Each step to the right is 10 times rarer',
  oneIn: (n) => `1 in ${n}`,
  power: (power) =>
    ['1', '10', '100', '1K', '10K', '100K', '1M', '10M', '100M', '1B'][power] ??
    `10${raised(power)}`,
  ticket: 'One ticket, counted exactly by the rules.',
  unchanged: 'Past draws do not change these chances.',
  jackpot: (name) => `${name}: the jackpot`,
  period: (from, to) => `${from} to ${to}`,
  rub: (amount) => `${amount} ₽`,
  latest: (now, most) => `Last known: ${now}, greatest: ${most}.`,
  won: (times) =>
    `It was won ${times} ${plural('en', times, { one: 'time', other: 'times' })} in these days (dots).`,
  notWon: 'Nobody won it in these days.',
  growth: 'While it grows, the chance to win it stays the same.',
};

export const messages = { ru, en };
