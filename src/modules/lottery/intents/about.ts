import type { Reading, WishCue } from '#modules/lottery/understand';

/** Wishes that are about a lottery even when no word of lotteries stands beside them. */
const own: ReadonlySet<WishCue> = new Set<WishCue>([
  'allOrNothing',
  'bestReturn',
  'bigJackpot',
  'bingo',
  'fixed',
  'guaranteed',
  'howMany',
  'instant',
  'kegs',
  'oddsAny',
  'ownNumbers',
  'ready',
  'smallPrize',
  'threeDigits',
  'twoFields',
]);

/** A price is asked for many things; with a wish for something it is asked of us. */
const hasFigure = ({ amounts }: Reading): boolean =>
  amounts.maxPriceRub !== undefined ||
  amounts.minPriceRub !== undefined ||
  amounts.minJackpotRub !== undefined ||
  amounts.everyMinutes !== undefined ||
  amounts.timesPerDay !== undefined ||
  amounts.at !== undefined ||
  amounts.oneIn !== undefined ||
  amounts.marks !== undefined ||
  amounts.marksVary === true;

export const hasWants = (reading: Reading): boolean =>
  hasFigure(reading) || [...reading.wishes].some((wish) => wish !== 'mainPrize');

/** Said with a word of lotteries that means little else, or by a name. */
export const namesLotteries = ({ cues, named }: Reading): boolean =>
  cues.has('noun') || named.length > 0;

export const isAboutLotteries = (reading: Reading): boolean =>
  reading.cues.has('lottery') ||
  reading.named.length > 0 ||
  reading.amounts.marks !== undefined ||
  reading.amounts.marksVary === true ||
  [...reading.wishes].some((wish) => own.has(wish));

export function asksForChoice(reading: Reading): boolean {
  const { cues, wishes } = reading;
  if (cues.has('odds') && !wishes.has('oddsAny'))
    return (
      cues.has('more') ||
      cues.has('desire') ||
      cues.has('where') ||
      (hasFigure(reading) && cues.has('recommend'))
    );
  const figures = hasFigure(reading) ? 1 : 0;
  if (wishes.size + figures > 1 && !cues.has('offTopic')) return true;
  return isAboutLotteries(reading) || cues.has('recommend') || cues.has('urge');
}

/** Names that are common words too: alone they are as likely an idea for a picture. */
const common: ReadonlySet<string> = new Set([
  'oxota',
  'zabava',
  'duel',
  'joker',
  'zodiac',
  'instant',
]);

const fewWords = 6;

/** "Какой шанс", "что выпало", "во что сыграть": in a few words with no stranger among them, only a lottery can be meant. */
function isPlainQuestion(reading: Reading): boolean {
  const { cues, tokens, isAllKnown } = reading;
  if (!isAllKnown || tokens.length > fewWords) return false;
  const asks =
    (cues.has('results') && says(reading, /^(результ|итог|вып|выигрыш|result|winning$)/)) ||
    cues.has('odds') ||
    cues.has('stats') ||
    cues.has('check') ||
    cues.has('generate') ||
    cues.has('system');
  const isOfPlay =
    reading.amounts.maxPriceRub !== undefined ||
    says(reading, /^(приз|выигр|сыгра|поигра)|^(win|won|play|prize)$/);
  return asks || (isOfPlay && (cues.has('desire') || cues.has('recommend')));
}

const says = ({ tokens }: Reading, start: RegExp): boolean =>
  tokens.some(({ raw }) => start.test(raw));

/** Surely about lotteries, also among talk of anything else. */
export function isOfLotteries(reading: Reading): boolean {
  const { cues, named } = reading;
  if (cues.has('offTopic') || cues.has('alien') || reading.isElsewhere) return false;
  if (cues.has('noun')) return true;
  const isNamed = named.some((id) => !common.has(id));
  const asks =
    cues.has('lottery') ||
    cues.has('results') ||
    cues.has('odds') ||
    cues.has('price') ||
    cues.has('when') ||
    cues.has('stats') ||
    cues.has('check') ||
    cues.has('generate');
  if (named.length > 0) return isNamed || asks;
  return (
    (cues.has('lottery') && isAboutLotteries(reading) && hasWants(reading)) ||
    isPlainQuestion(reading)
  );
}
