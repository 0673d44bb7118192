import type { Token } from './tokens.ts';

export interface Amounts {
  maxPriceRub?: number;
  minPriceRub?: number;
  /** "билет за 150": the price itself is meant, not only a limit. */
  aroundRub?: number;
  minJackpotRub?: number;
  everyMinutes?: number;
  timesPerDay?: number;
  /** 21:30, Moscow time. */
  at?: string;
  ageYears?: number;
  /** "угадать 5 чисел": how many to mark. */
  marks?: number;
  /** "3 числа или 10": how many is for the player to say. */
  marksVary?: true;
  /** "один на миллион": no worse a chance than this. */
  oneIn?: number;
  /** Numbers of a ticket: "4 8 15 16 23 42". */
  combination?: readonly number[];
  /** The long number printed on a ticket. */
  ticketCode?: string;
}

const money = /^(руб|р$|₽|rub|₽)/;
/** Words that only ever mean money. */
const slang =
  /^(червон|десятк|двадцат[кн]|тридцат[кн]|сороковн|пятидесятк|полтин|полтос|полсотн|сотк|стольник|двухсотк|пятихатк|косар)/;
const below =
  /^(до|дешевле|максимум|макс|предел|пределах|больше|дороже|выше|более|меньше|менее|превышает|превышала|under|below|max|maximum|than|within|to|бюджет|бюджете|budget)$/;
const have =
  /^(есть|меня|осталось|остал|завалялось|лежит|кармане|have|got|left|only|только|всего|имея|имею)$/;
const beyond = /^(дороже|больше|более|свыше|выше|over|above)$/;
const over = /^(от|дороже|свыше|выше|over|above|from|больше|более)$/;
const prizeWord = /^(приз|джекпот|суперприз|выигр|куш|prize|jackpot|win)/;
const smallPlaces = 100_000;

/** Figures by what stands around them: a price, a prize, minutes between draws, an hour of the day, an age. */
export function amountsOf(tokens: readonly Token[], isTaken: (at: number) => boolean): Amounts {
  const found: Amounts = {
    ...clockOf(tokens),
    ...oneInOf(tokens, isTaken),
    ...ticketOf(tokens, isTaken),
  };
  const isTicket = found.combination !== undefined;
  for (const [i, { number, raw }] of tokens.entries()) {
    const after = tokens[i + 1]?.raw ?? '';
    if (/^полчаса$/.test(raw)) found.everyMinutes = 30;
    if (/^четверть$/.test(raw) && /^часа$/.test(after)) found.everyMinutes = 15;
    if (/^(quarter|half)$/.test(raw) && tokens.slice(i + 1, i + 4).some(isHour))
      found.everyMinutes = raw === 'half' ? 30 : 15;
    if (/^(каждый|every)$/.test(raw) && /^(час|hour)$/.test(after)) found.everyMinutes = 60;
    if (/^(нескольк|several)/.test(raw) && isPerHour(tokens, i)) found.everyMinutes = 30;
    if (
      /^(раз|once)$/.test(raw) &&
      tokens[i - 1]?.number === undefined &&
      /^(час|hour)$/.test(tokens[i + 2]?.raw ?? '')
    )
      found.everyMinutes = 60;
    // "минут через пятнадцать", "минут за десять"
    if (/^минут/.test(raw) && /^(через|за|на)$/.test(after) && tokens[i + 2]?.number !== undefined)
      found.everyMinutes = tokens[i + 2]?.number ?? 15;
    if (/^ежечасн/.test(raw)) found.everyMinutes = 60;
    if (number === undefined || isTaken(i) || isTicket) continue;
    if (raw === found.ticketCode) continue;
    if (number === found.oneIn || isOfClock(tokens, i, found.at)) continue;
    if (isPerHour(tokens, i)) found.everyMinutes = Math.round(60 / number);
    else if (/^мин/.test(after)) found.everyMinutes = number;
    else if (
      /^(раз|times)/.test(after) &&
      tokens.slice(i + 2, i + 4).some(({ raw: word }) => /^(день|сутки|day)$/.test(word))
    )
      found.timesPerDay = number;
    else if (isAge(tokens, i)) found.ageYears = number;
    else if (isMarked(tokens, i)) {
      if (isEither(tokens, i)) found.marksVary = true;
      else found.marks = number;
    } else if (
      !/^(чис|номер|цифр|билет|тираж|пол[ея]|из|процент|%|час|шт|игр|лотере|раз|штук|of|number|ticket|draw|in$|field|digit)/.test(
        after,
      )
    )
      addMoney(found, tokens, i, number);
  }
  return share(found, tokens);
}

/** "4 раза в час". */
const isPerHour = (tokens: readonly Token[], i: number): boolean =>
  /^(раз|times)/.test(tokens[i + 1]?.raw ?? '') &&
  tokens.slice(i + 2, i + 4).some(({ raw }) => /^(час|hour)$/.test(raw));

const isHour = ({ raw }: Token): boolean => raw === 'hour';

/** "на сто рублей пять билетов": the money is for all of them. */
function share(found: Amounts, tokens: readonly Token[]): Amounts {
  const count = tokens.find(
    ({ number }, i) => number !== undefined && /^(билет|ticket)/.test(tokens[i + 1]?.raw ?? ''),
  )?.number;
  if (count === undefined || count < 2 || found.maxPriceRub === undefined) return found;
  const { aroundRub: _, ...rest } = found;
  return { ...rest, maxPriceRub: found.maxPriceRub / count };
}

function oneInOf(
  tokens: readonly Token[],
  isTaken: (at: number) => boolean,
): Pick<Amounts, 'oneIn'> {
  const at = tokens.findIndex(
    ({ number }, i) =>
      number === 1 &&
      !isTaken(i) &&
      /^(на|к|из|in|to)$/.test(tokens[i + 1]?.raw ?? '') &&
      (tokens[i + 2]?.number ?? 0) >= 10,
  );
  const oneIn = at < 0 ? undefined : tokens[at + 2]?.number;
  return oneIn === undefined ? {} : { oneIn };
}

const leastNumbers = 4;

function ticketOf(
  tokens: readonly Token[],
  isTaken: (at: number) => boolean,
): Pick<Amounts, 'combination' | 'ticketCode'> {
  const code = tokens.find(({ raw }) => /^\d{9,}$/.test(raw))?.raw;
  let run: number[] = [];
  let longest: number[] = [];
  for (const [i, { raw, number }] of tokens.entries()) {
    const isPart = /^\d{1,2}$/.test(raw) && number !== undefined && !isTaken(i);
    run = isPart ? [...run, number] : [];
    if (run.length > longest.length) longest = run;
  }
  return {
    ...(longest.length >= leastNumbers ? { combination: longest } : {}),
    ...(code === undefined ? {} : { ticketCode: code }),
  };
}

const person =
  /^(мне|я|мой|моему|моей|сын|доч|брат|сестр|внук|внуч|ребен|друг|подруг|племян|мальчик|девочк|пацан|подрост|ему|ей|am|son|daughter|nephew|niece|m$|years?$)/;
/** "внуку 12": years, when nothing is counted after it. */
const young =
  /^(мне|сын|доч|брат|сестр|внук|внуч|ребен|друг|подруг|племян|мальчик|девочк|пацан|подрост|ему|ей|am$|m$|son|daughter|nephew|niece)/;

const adult = 18;
const asker = /^(мне|я|хочу|можно|продадут|продают|купить|can|want|am)$/;

const isAge = (tokens: readonly Token[], i: number): boolean => {
  const after = tokens[i + 1]?.raw ?? '';
  const isYears = /^(лет|год|летн|years?$|y$)/.test(after);
  const before = tokens.slice(Math.max(0, i - 3), i).map(({ raw }) => raw);
  if (isYears && (tokens[i]?.number ?? adult) < adult && tokens.some(({ raw }) => asker.test(raw)))
    return true;
  if (isYears) return before.some((word) => person.test(word)) || /^летн/.test(after);
  const isSaid =
    young.test(before.at(-1) ?? '') &&
    !/^(билет|штук|шт|тираж|раз|чис|номер|цифр|игр|лотере|из|ticket)/.test(after);
  const isTeen = (tokens[i]?.number ?? 99) >= 8 && (tokens[i]?.number ?? 99) < adult;
  return isSaid && isTeen && !money.test(after);
};

const isMarked = (tokens: readonly Token[], i: number): boolean =>
  /^(чис|номер|цифр|number)/.test(tokens[i + 1]?.raw ?? '') &&
  tokens.some(({ raw }) => /^(угад|отмет|выбр|выбир|guess|mark|pick)/.test(raw));

const isEither = (tokens: readonly Token[], i: number): boolean =>
  tokens.some(
    ({ raw }, at) =>
      /^(или|либо|or)$/.test(raw) &&
      Math.abs(at - i) <= 3 &&
      tokens.slice(at + 1, at + 4).some(({ number }) => number !== undefined) &&
      tokens.slice(Math.max(0, at - 3), at).some(({ number }) => number !== undefined),
  );

function addMoney(found: Amounts, tokens: readonly Token[], i: number, number: number): void {
  const near = tokens.slice(Math.max(0, i - 3), i).map(({ raw }) => raw);
  const [second, first] = [near.at(-2) ?? '', near.at(-1) ?? ''];
  const close = money.test(first) ? [second] : [first, second];
  const isNot = near.some((word) => /^(не|жалко|жаль|неохота|no|not)$/.test(word));
  const isSlang = slang.test(tokens[i]?.raw ?? '');
  const named = isSlang || money.test(tokens[i + 1]?.raw ?? '') || money.test(first);
  const ofPrize =
    near.some((word) => prizeWord.test(word)) ||
    prizeWord.test(tokens[i + 1]?.raw ?? '') ||
    prizeWord.test(tokens[i + 2]?.raw ?? '');
  if (number >= smallPlaces || (ofPrize && number >= 5000)) {
    // "один на сто лямов" is a chance, not a prize.
    if (!/^(на|in)$/.test(first)) found.minJackpotRub = number;
    return;
  }
  const isStrict = close.some((word) =>
    /^(дешевле|меньше|ниже|менее|under|below|less)$/.test(word),
  );
  const isBelow =
    close.some((word) => below.test(word)) &&
    !(close.some((word) => /^(дороже|больше|более|выше|from|over)$/.test(word)) && !isNot);
  const isOver = !isNot && close.some((word) => over.test(word));
  const isHad = near.some((word) => have.test(word));
  const isFor =
    close.some((word) => /^(за|по|в|for|at)$/.test(word)) ||
    (isSlang && close.some((word) => /^(на|с)$/.test(word)));
  if (isBelow && !isOver) found.maxPriceRub = isStrict && !isNot ? number - 1 : number;
  else if (isOver && (named || number >= 10))
    found.minPriceRub = close.some((word) => beyond.test(word)) ? number + 1 : number;
  else if (named && /^(максимум|max|макс|предел)/.test(tokens[i + 2]?.raw ?? ''))
    found.maxPriceRub = number;
  else if (isFor && number >= 10 && !isHad)
    Object.assign(found, { aroundRub: number, maxPriceRub: number });
  else if (named || isHad || /^(максимум|max|макс|предел)/.test(tokens[i + 1]?.raw ?? '')) {
    if (number >= 10) found.maxPriceRub = number;
  }
}

const halves = [
  'первого',
  'второго',
  'третьего',
  'четвертого',
  'пятого',
  'шестого',
  'седьмого',
  'восьмого',
  'девятого',
  'десятого',
  'одинадцатого',
  'двенадцатого',
].map((word) => new RegExp(`пол(овин\\S*)? ?${word}`));

/** "в 21:30", "в полдесятого", "в 9 вечера". */
function clockOf(tokens: readonly Token[]): Pick<Amounts, 'at'> {
  const text = tokens
    .map(({ raw, number }) => (number === undefined ? raw : figure(raw, number)))
    .join(' ');
  const isEvening = /вечер|evening|pm|p m/.test(text);
  const half = text.includes('пол') ? halves.findIndex((half) => half.test(text)) : -1;
  if (half >= 0) return { at: clock(half, 30, isEvening) };
  const exact = /(?:^| )(\d{1,2})[:.](\d{2})(?: |$)/.exec(text);
  if (exact) return { at: clock(Number(exact[1]), Number(exact[2]), isEvening) };
  const hour = /(?:^| )(?:в|к|at) (\d{1,2}) (?:час\S* )?(вечера|утра|pm|am)/.exec(text);
  if (hour) return { at: clock(Number(hour[1]), 0, /вечера|pm/.test(hour[2] ?? '')) };
  const said = /(?:^| )(?:в|к|на|at) (\d{1,2}) ([0-5]\d)(?= |$)(?! (?:из|руб|р |₽|чис))/.exec(text);
  if (said && Number(said[1]) < 24)
    return { at: clock(Number(said[1]), Number(said[2]), isEvening) };
  return {};
}

/** "в 9 30": neither is a price. */
const isOfClock = (tokens: readonly Token[], i: number, at: string | undefined): boolean =>
  at !== undefined &&
  [i - 1, i].some((first) => {
    const [hour, minute] = [tokens[first]?.number, tokens[first + 1]?.number];
    return (
      hour !== undefined &&
      hour % 12 === Number(at.slice(0, 2)) % 12 &&
      minute === Number(at.slice(3))
    );
  });

/** "девять" as 9; "21.30" as it was written. */
const figure = (raw: string, number: number): string => (/^\d/.test(raw) ? raw : String(number));

const clock = (hour: number, minute: number, isEvening: boolean): string =>
  `${String(isEvening && hour < 12 ? hour + 12 : hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
