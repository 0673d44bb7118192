import type { Reading } from '#modules/lottery/understand';
import { asksForChoice, hasWants, isAboutLotteries, namesLotteries } from './about.ts';
import type { Detail, Intent } from './intents.ts';

export interface Detected {
  intent: Intent;
  detail: Detail;
}

type Rule = readonly [Intent, Detail, (reading: Reading) => boolean];

const adult = 18;
const called = ({ named }: Reading): boolean => named.some((id) => id !== 'instant');
const asksFacts = ({ cues }: Reading): boolean =>
  cues.has('price') ||
  cues.has('when') ||
  cues.has('rules') ||
  cues.has('fund') ||
  cues.has('exists') ||
  cues.has('payout');
const isBare = (reading: Reading): boolean =>
  reading.named.length === 0 && !hasWants(reading) && !reading.cues.has('urge');

const checksTicket = ({ cues, amounts, named }: Reading): boolean =>
  cues.has('check') ||
  amounts.ticketCode !== undefined ||
  (amounts.combination !== undefined && (named.length > 0 || cues.has('lottery')));

/** Read from the top, the first that holds decides: worry before all, a stranger last. */
const rules: readonly Rule[] = [
  ['responsible_gambling', 'distress', ({ cues }) => cues.has('distress')],
  [
    'responsible_gambling',
    'age',
    ({ cues, amounts }) => cues.has('minor') || (amounts.ageYears ?? adult) < adult,
  ],
  [
    'off_topic',
    'stranger',
    (reading) => reading.named.length === 0 && (reading.cues.has('alien') || reading.isElsewhere),
  ],
  ['off_topic', 'stranger', (reading) => reading.cues.has('offTopic') && !namesLotteries(reading)],
  [
    'smalltalk',
    'thanks',
    (reading) =>
      reading.cues.has('thanks') &&
      isBare(reading) &&
      !reading.cues.has('recommend') &&
      !asksFacts(reading),
  ],
  [
    'smalltalk',
    'help',
    (reading) =>
      reading.cues.has('who') &&
      isBare(reading) &&
      (!reading.cues.has('recommend') || !reading.cues.has('lottery')),
  ],
  ['odds', 'generator', ({ cues }) => cues.has('generate')],
  [
    'odds',
    'statistics',
    ({ cues, named }) =>
      cues.has('stats') && (cues.has('numberWord') || named.length > 0 || !cues.has('prizeWord')),
  ],
  ['odds', 'system_bet', ({ cues }) => cues.has('system') && !cues.has('plainBet')],
  ['news', 'promotions', ({ cues }) => cues.has('promo') && !cues.has('results')],
  // "Что поменялось в правилах": what is asked for is the rules.
  ['info', 'rules', ({ cues, named }) => named.length > 0 && cues.has('news') && cues.has('rules')],
  ['news', 'news', ({ cues }) => cues.has('news') && !cues.has('results')],
  ['news', 'news', (reading) => reading.cues.has('novelty') && isBare(reading)],
  ['draw_results', 'check_ticket', checksTicket],
  [
    'draw_results',
    'winners',
    (reading) => reading.cues.has('whoWon') && !reading.cues.has('odds') && !isWishedFor(reading),
  ],
  [
    'info',
    'schedule',
    ({ cues, named }) =>
      named.length > 0 && cues.has('clock') && !cues.has('numberWord') && !cues.has('odds'),
  ],
  [
    'draw_results',
    'draw',
    (reading) => {
      const { cues, wishes, named } = reading;
      return (
        cues.has('results') &&
        !cues.has('odds') &&
        !isWishedFor(reading) &&
        (named.length > 0 ||
          !(wishes.has('instant') || wishes.has('tv') || wishes.has('allOrNothing')))
      );
    },
  ],
  [
    'draw_results',
    'jackpot',
    (reading) =>
      reading.cues.has('jackpotNow') &&
      !reading.cues.has('odds') &&
      (called(reading) || !hasWants(reading)),
  ],
  [
    'odds',
    'chance',
    (reading) =>
      reading.cues.has('worth') && (reading.named.length > 0 || isAboutLotteries(reading)),
  ],
  [
    'search',
    'alike',
    (reading) =>
      called(reading) &&
      reading.cues.has('similar') &&
      !asksFacts(reading) &&
      (hasWants(reading) || reading.cues.has('recommend') || reading.named.length === 1) &&
      !isCompared(reading),
  ],
  [
    'odds',
    'compare',
    ({ cues, named, wishes }) => (cues.has('odds') || wishes.has('oddsAny')) && named.length > 1,
  ],
  [
    'info',
    'fund',
    (reading) => called(reading) && reading.cues.has('fund') && !reading.cues.has('odds'),
  ],
  [
    'odds',
    'chance',
    (reading) => reading.cues.has('odds') && (reading.named.length > 0 || !asksForChoice(reading)),
  ],
  ['info', 'closed', (reading) => called(reading) && reading.cues.has('exists')],
  ['info', 'compare', (reading) => reading.named.length > 1 && reading.cues.has('differ')],
  ['info', 'price', ({ cues, named }) => named.length > 0 && cues.has('price')],
  ['info', 'schedule', ({ cues, named }) => named.length > 0 && cues.has('when')],
  ['info', 'payout', ({ cues, named }) => named.length > 0 && cues.has('payout')],
  [
    'info',
    'rules',
    ({ cues, named }) => named.length > 0 && (cues.has('rules') || cues.has('fund')),
  ],
  ['draw_results', 'draw', (reading) => called(reading) && reading.cues.has('latest')],
  ['search', 'choice', ({ cues }) => cues.has('theme') && cues.has('desire')],
  ['info', 'rules', called],
  ['search', 'choice', ({ named }) => named.length > 0],
  [
    'info',
    'payout',
    (reading) => reading.cues.has('payout') && !hasWants(reading) && isAboutLotteries(reading),
  ],
  [
    'info',
    'rules',
    (reading) => reading.cues.has('term') && isAboutLotteries(reading) && !asksForChoice(reading),
  ],
  ['search', 'choice', (reading) => hasWants(reading) && asksForChoice(reading)],
  [
    'info',
    'rules',
    (reading) => asksFacts(reading) && reading.cues.has('lottery') && !reading.cues.has('urge'),
  ],
  ['search', 'choice', ({ cues }) => cues.has('lottery') || cues.has('urge')],
  // Money named with nothing else to spend it on: the adviser is asked what to buy.
  [
    'search',
    'choice',
    ({ amounts, cues }) => amounts.maxPriceRub !== undefined && !cues.has('offTopic'),
  ],
  [
    'smalltalk',
    'greeting',
    ({ cues }) => cues.has('greet') || cues.has('bye') || cues.has('laugh'),
  ],
  // "Что подешевле": nothing else to wish it of.
  [
    'search',
    'choice',
    ({ isAllKnown, wishes, cues }) =>
      isAllKnown && wishes.size > 0 && !cues.has('offTopic') && !cues.has('thanks'),
  ],
];

/** "Хочу, чтобы приз не зависел от победителей": a wish, whatever else is named in it. */
const isWishedFor = (reading: Reading): boolean =>
  reading.named.length === 0 && reading.cues.has('desire') && hasWants(reading);

const isCompared = ({ named, cues }: Reading): boolean => named.length > 1 && cues.has('differ');

export function detect(reading: Reading): Detected {
  const found = rules.find(([, , holds]) => holds(reading));
  return found
    ? { intent: found[0], detail: found[1] }
    : { intent: 'off_topic', detail: 'stranger' };
}
