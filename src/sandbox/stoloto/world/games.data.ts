export interface GameSpec {
  readonly code: string;
  readonly title: string;
  readonly type: 'NUMERIC' | 'FAST' | 'BINGO';
  /** Moscow's time. */
  readonly when:
    | { readonly everyMinutes: number; readonly offsetMinutes: number }
    | { readonly at: readonly string[] }
    | { readonly sundayAt: string };
  readonly salesStopMinutes: number;
  readonly price: number;
  /** Values drawn, field by field; `from` is 1 unless said. */
  readonly fields: readonly {
    readonly of: number;
    readonly drawn: number;
    readonly from?: number;
  }[];
  /** Values of another meaning before or after them. */
  readonly service?: {
    readonly count: number;
    readonly of: number;
    readonly place: 'before' | 'after';
  };
  readonly jackpot: { readonly from: number; readonly grows: number; readonly oneIn: number };
  readonly bets: number;
  /** After the first: how many bets have one winner, and what a winner gets. */
  readonly tiers: readonly {
    readonly title: string;
    readonly oneIn: number;
    readonly rub: number;
  }[];
}

const every = (everyMinutes: number, offsetMinutes: number) => ({ everyMinutes, offsetMinutes });

/** Plausible and invented: the sandbox never says what a real draw gave. */
export const gameSpecs: readonly GameSpec[] = [
  {
    code: '6x45',
    title: 'Спортлото «6 из 45»',
    type: 'NUMERIC',
    when: { at: ['11:00', '12:30', '14:00', '15:30', '17:00', '17:45'] },
    salesStopMinutes: 10,
    price: 100,
    fields: [{ of: 45, drawn: 6 }],
    jackpot: { from: 10_000_000, grows: 660_000, oneIn: 60 },
    bets: 30_000,
    tiers: [
      { title: '6 чисел', oneIn: 8_145_060, rub: 0 },
      { title: '5 чисел', oneIn: 34_808, rub: 110_000 },
      { title: '4 числа', oneIn: 733, rub: 2_600 },
      { title: '3 числа', oneIn: 45, rub: 300 },
      { title: '2 числа', oneIn: 6.6, rub: 100 },
    ],
  },
  {
    code: '5x36plus',
    title: 'Спортлото «5 из 36»',
    type: 'FAST',
    when: every(15, 0),
    salesStopMinutes: 2,
    price: 75,
    fields: [
      { of: 36, drawn: 5 },
      { of: 4, drawn: 1 },
    ],
    jackpot: { from: 3_000_000, grows: 23_000, oneIn: 180 },
    bets: 8_400,
    tiers: [
      { title: '5 чисел и дополнительное', oneIn: 1_507_968, rub: 0 },
      { title: '5 чисел', oneIn: 502_656, rub: 310_000 },
      { title: '4 числа', oneIn: 2_432, rub: 7_500 },
      { title: '3 числа', oneIn: 81, rub: 750 },
      { title: '2 числа', oneIn: 8.4, rub: 75 },
    ],
  },
  {
    code: '7x49',
    title: 'Спортлото «7 из 49»',
    type: 'NUMERIC',
    when: { at: ['10:30', '12:00', '13:30', '15:00', '16:30', '18:00'] },
    salesStopMinutes: 10,
    price: 50,
    fields: [{ of: 49, drawn: 7 }],
    jackpot: { from: 50_000_000, grows: 410_000, oneIn: 300 },
    bets: 26_000,
    tiers: [
      { title: '7 чисел', oneIn: 85_900_584, rub: 0 },
      { title: '6 чисел', oneIn: 292_179, rub: 140_000 },
      { title: '5 чисел', oneIn: 4_752, rub: 5_500 },
      { title: '4 числа', oneIn: 214, rub: 700 },
      { title: '3 числа', oneIn: 22, rub: 100 },
    ],
  },
  {
    code: '4x20',
    title: 'Спортлото «4 из 20»',
    type: 'NUMERIC',
    when: every(60, 0),
    salesStopMinutes: 10,
    price: 400,
    fields: [
      { of: 20, drawn: 4 },
      { of: 20, drawn: 4 },
    ],
    jackpot: { from: 300_000_000, grows: 430_000, oneIn: 900 },
    bets: 3_200,
    tiers: [
      { title: '4+4', oneIn: 23_474_025, rub: 0 },
      { title: '4+3', oneIn: 183_391, rub: 900_000 },
      { title: '4+2', oneIn: 6_520, rub: 42_000 },
      { title: '3+3', oneIn: 5_731, rub: 4_300 },
      { title: '3+2', oneIn: 204, rub: 1_700 },
      { title: '2+2', oneIn: 29, rub: 700 },
      { title: '2+1', oneIn: 6.3, rub: 400 },
    ],
  },
  {
    code: 'oxota',
    title: 'Охота',
    type: 'FAST',
    when: every(15, 5),
    salesStopMinutes: 2,
    price: 150,
    fields: [
      { of: 20, drawn: 4 },
      { of: 20, drawn: 4 },
    ],
    jackpot: { from: 20_000_000, grows: 57_000, oneIn: 400 },
    bets: 2_100,
    tiers: [
      { title: '4+4', oneIn: 23_474_025, rub: 0 },
      { title: '3+3', oneIn: 5_731, rub: 9_000 },
      { title: '2+2', oneIn: 29, rub: 450 },
      { title: '2+1', oneIn: 6.3, rub: 150 },
    ],
  },
  {
    code: 'oxota-vyzov',
    title: 'Охота. Вызов',
    type: 'FAST',
    when: every(15, 5),
    salesStopMinutes: 2,
    price: 20,
    fields: [
      { of: 26, drawn: 2 },
      { of: 26, drawn: 2 },
    ],
    jackpot: { from: 500_000, grows: 4_000, oneIn: 60 },
    bets: 1_500,
    tiers: [
      { title: '2+2', oneIn: 105_625, rub: 0 },
      { title: '2+1', oneIn: 1_100, rub: 4_000 },
      { title: '1+1', oneIn: 45, rub: 150 },
    ],
  },
  {
    code: '5x2',
    title: 'Большое Спортлото',
    type: 'NUMERIC',
    when: { at: ['09:30', '21:30'] },
    salesStopMinutes: 5,
    price: 150,
    fields: [
      { of: 50, drawn: 5 },
      { of: 10, drawn: 2 },
    ],
    jackpot: { from: 300_000_000, grows: 1_600_000, oneIn: 200 },
    bets: 60_000,
    tiers: [
      { title: '5+2', oneIn: 95_344_200, rub: 0 },
      { title: '5+1', oneIn: 5_959_012, rub: 6_000_000 },
      { title: '4+2', oneIn: 423_752, rub: 220_000 },
      { title: '3+2', oneIn: 9_631, rub: 9_000 },
      { title: '2+1', oneIn: 42, rub: 300 },
    ],
  },
  {
    code: 'rapido',
    title: 'Рапидо',
    type: 'FAST',
    when: every(15, 7),
    salesStopMinutes: 2,
    price: 150,
    fields: [
      { of: 20, drawn: 8 },
      { of: 4, drawn: 1 },
    ],
    jackpot: { from: 1_000_000, grows: 12_000, oneIn: 120 },
    bets: 1_900,
    tiers: [
      { title: '8+1', oneIn: 503_880, rub: 0 },
      { title: '8', oneIn: 167_960, rub: 150_000 },
      { title: '7', oneIn: 1_312, rub: 4_000 },
      { title: '6', oneIn: 68, rub: 450 },
    ],
  },
  {
    code: 'rapido2',
    title: 'Рапидо 2.0',
    type: 'FAST',
    when: every(30, 0),
    salesStopMinutes: 2,
    price: 50,
    fields: [
      { of: 20, drawn: 8 },
      { of: 4, drawn: 1 },
    ],
    jackpot: { from: 500_000, grows: 5_000, oneIn: 90 },
    bets: 1_700,
    tiers: [
      { title: '8+1', oneIn: 503_880, rub: 0 },
      { title: '7', oneIn: 1_312, rub: 1_500 },
      { title: '6', oneIn: 68, rub: 150 },
    ],
  },
  {
    code: 'keno2',
    title: 'КЕНО',
    type: 'FAST',
    when: every(15, 2),
    salesStopMinutes: 2,
    price: 50,
    fields: [{ of: 80, drawn: 20 }],
    service: { count: 9, of: 9, place: 'before' },
    jackpot: { from: 10_000_000, grows: 3_000, oneIn: 700 },
    bets: 1_000,
    tiers: [{ title: '10 из 10', oneIn: 8_911_711, rub: 0 }],
  },
  {
    code: 'top-3',
    title: 'Топ-3',
    type: 'FAST',
    when: every(30, 10),
    salesStopMinutes: 2,
    price: 60,
    fields: [
      { of: 10, drawn: 1, from: 0 },
      { of: 10, drawn: 1, from: 0 },
      { of: 10, drawn: 1, from: 0 },
    ],
    service: { count: 9, of: 9, place: 'after' },
    jackpot: { from: 0, grows: 0, oneIn: 700 },
    bets: 660,
    tiers: [{ title: '3 цифры, точный порядок', oneIn: 1_000, rub: 30_000 }],
  },
  {
    code: 'dvazhdydva',
    title: 'Проще, чем дважды два',
    type: 'FAST',
    when: every(15, 12),
    salesStopMinutes: 2,
    price: 20,
    fields: [
      { of: 26, drawn: 2 },
      { of: 26, drawn: 2 },
    ],
    jackpot: { from: 300_000, grows: 5_000, oneIn: 50 },
    bets: 2_300,
    tiers: [
      { title: '2+2', oneIn: 105_625, rub: 0 },
      { title: '2+1', oneIn: 1_100, rub: 3_000 },
      { title: '1+1', oneIn: 45, rub: 100 },
    ],
  },
  {
    code: 'zabava',
    title: 'Забава',
    type: 'FAST',
    when: every(15, 0),
    salesStopMinutes: 2,
    price: 150,
    fields: [{ of: 24, drawn: 12 }],
    jackpot: { from: 5_000_000, grows: 10_000, oneIn: 300 },
    bets: 5_000,
    tiers: [
      { title: '12 или 0', oneIn: 1_352_078, rub: 0 },
      { title: '11 или 1', oneIn: 9_389, rub: 25_000 },
      { title: '10 или 2', oneIn: 310, rub: 1_500 },
      { title: '9 или 3', oneIn: 27.9, rub: 300 },
      { title: '8 или 4', oneIn: 5.5, rub: 150 },
    ],
  },
  {
    code: 'ruslotto',
    title: 'Русское лото',
    type: 'BINGO',
    when: { sundayAt: '08:20' },
    salesStopMinutes: 900,
    price: 150,
    fields: [{ of: 90, drawn: 87 }],
    jackpot: { from: 500_000_000, grows: 7_500_000, oneIn: 30 },
    bets: 970_000,
    tiers: [
      { title: '1-й тур', oneIn: 970_000, rub: 105_000 },
      { title: '2-й тур', oneIn: 480_000, rub: 1_000_000 },
      { title: '3-й тур', oneIn: 970_000, rub: 1_000_000 },
      { title: '4-й тур', oneIn: 44_000, rub: 10_000 },
      { title: 'Кубышка', oneIn: 266, rub: 300 },
      { title: 'Остальные туры', oneIn: 3.8, rub: 200 },
    ],
  },
  {
    code: 'gzhl',
    title: 'Жилищная лотерея',
    type: 'BINGO',
    when: { sundayAt: '08:20' },
    salesStopMinutes: 900,
    price: 150,
    fields: [{ of: 90, drawn: 86 }],
    jackpot: { from: 50_000_000, grows: 2_000_000, oneIn: 25 },
    bets: 310_000,
    tiers: [
      { title: '1-й тур', oneIn: 310_000, rub: 100_000 },
      { title: '2-й тур', oneIn: 100_000, rub: 700_000 },
      { title: 'Остальные туры', oneIn: 3.9, rub: 200 },
    ],
  },
  {
    code: 'fzp',
    title: 'Золотая подкова',
    type: 'BINGO',
    when: { sundayAt: '08:20' },
    salesStopMinutes: 900,
    price: 100,
    fields: [{ of: 45, drawn: 41 }],
    jackpot: { from: 20_000_000, grows: 500_000, oneIn: 25 },
    bets: 190_000,
    tiers: [
      { title: '1-й тур', oneIn: 190_000, rub: 80_000 },
      { title: '2-й тур', oneIn: 95_000, rub: 500_000 },
      { title: 'Остальные туры', oneIn: 4.1, rub: 125 },
    ],
  },
  {
    code: 'rocketbingo',
    title: 'Лото Экспресс',
    type: 'FAST',
    when: every(15, 3),
    salesStopMinutes: 2,
    price: 60,
    fields: [{ of: 75, drawn: 40 }],
    jackpot: { from: 1_000_000, grows: 9_000, oneIn: 200 },
    bets: 900,
    tiers: [
      { title: 'Карточка', oneIn: 900_000, rub: 0 },
      { title: 'Линия', oneIn: 12, rub: 120 },
    ],
  },
  {
    code: 'udachanasdachu',
    title: 'Удача на сдачу',
    type: 'FAST',
    when: every(15, 4),
    salesStopMinutes: 2,
    price: 30,
    fields: [{ of: 24, drawn: 8 }],
    jackpot: { from: 90_000, grows: 0, oneIn: 80 },
    bets: 700,
    tiers: [
      { title: '1-я категория', oneIn: 90_000, rub: 0 },
      { title: '2-я категория', oneIn: 9, rub: 60 },
    ],
  },
  {
    code: 'ostatki-sladki',
    title: 'Остатки сладки',
    type: 'FAST',
    when: every(15, 6),
    salesStopMinutes: 2,
    price: 15,
    fields: [{ of: 24, drawn: 8 }],
    jackpot: { from: 45_000, grows: 0, oneIn: 80 },
    bets: 500,
    tiers: [
      { title: '1-я категория', oneIn: 60_000, rub: 0 },
      { title: '2-я категория', oneIn: 8, rub: 30 },
    ],
  },
];
