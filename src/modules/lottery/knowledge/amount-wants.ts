import { reaches } from '#modules/lottery/facts';
import { toNumber } from '#modules/lottery/odds';
import type { Amounts } from '#modules/lottery/understand';
import type { Want } from './wants.ts';

/** Constraints with a figure in them. A lottery whose figure is not known does not meet them. */
export function amountWants(amounts: Amounts): Want[] {
  const {
    maxPriceRub,
    minPriceRub,
    aroundRub,
    minJackpotRub,
    everyMinutes,
    timesPerDay,
    at,
    marks,
    marksVary,
    oneIn,
  } = amounts;
  const wants: Want[] = [];
  if (maxPriceRub !== undefined)
    wants.push({
      name: `price<=${maxPriceRub}`,
      fits: ({ lottery }) => (lottery.priceRub ?? Number.POSITIVE_INFINITY) <= maxPriceRub,
      order: ({ lottery }) => (aroundRub === undefined ? 0 : aroundRub - (lottery.priceRub ?? 0)),
    });
  if (minPriceRub !== undefined)
    wants.push({
      name: `price>=${minPriceRub}`,
      fits: ({ lottery }) => (lottery.priceRub ?? 0) >= minPriceRub,
    });
  if (minJackpotRub !== undefined)
    wants.push({
      name: `jackpot>=${minJackpotRub}`,
      fits: ({ lottery: { superPrize, matrix } }) =>
        superPrize !== undefined &&
        matrix?.ticket === undefined &&
        (Math.max(superPrize.fromRub ?? 0, superPrize.usuallyRub ?? 0) >= minJackpotRub ||
          (sizes[reaches.indexOf(superPrize.reach)] ?? 0) >= minJackpotRub),
      order: ({ lottery: { superPrize } }) =>
        -Math.max(superPrize?.fromRub ?? 0, superPrize?.usuallyRub ?? 0),
    });
  if (everyMinutes !== undefined)
    wants.push({
      name: `every ${everyMinutes} minutes`,
      fits: ({ lottery: { schedule } }) =>
        schedule.every === 'minutes' && schedule.from <= everyMinutes,
      order: ({ lottery: { schedule } }) =>
        schedule.every === 'minutes' && schedule.from <= everyMinutes && everyMinutes <= schedule.to
          ? schedule.to - schedule.from
          : 1000,
    });
  if (timesPerDay !== undefined)
    wants.push({
      name: `${timesPerDay} times a day`,
      fits: ({ lottery: { schedule } }) => schedule.every === 'day',
      order: ({ lottery: { schedule } }) =>
        schedule.every === 'day' ? Math.abs(schedule.times - timesPerDay) : 100,
    });
  if (marks !== undefined)
    wants.push({
      name: `mark ${marks}`,
      fits: ({ lottery: { matrix } }) => {
        const picks = matrix?.fields.map(({ pick }) => pick) ?? [];
        return picks.includes(marks) || picks.reduce((all, pick) => all + pick, 0) === marks;
      },
      soft: true,
    });
  if (marksVary)
    wants.push({
      name: 'choose-how-many',
      fits: ({ lottery: { matrix } }) =>
        matrix?.fields.some(({ pickFrom }) => pickFrom !== undefined) === true,
    });
  if (oneIn !== undefined)
    wants.push({
      name: `chance>=1/${oneIn}`,
      fits: ({ figures: { main } }) => main !== undefined && toNumber(main) * oneIn >= 1,
    });
  if (at !== undefined)
    wants.push({
      name: `at ${at}`,
      fits: ({ lottery: { schedule } }) =>
        (schedule.every === 'day' &&
          schedule.at?.some((time) => Math.abs(minutes(time) - minutes(at)) <= 30) === true) ||
        (schedule.every === 'week' &&
          schedule.at !== undefined &&
          Math.abs(minutes(schedule.at) - minutes(at)) <= 30),
      soft: true,
    });
  return wants;
}

/** Where a size begins, in the order of `reaches`. */
const sizes = [1e3, 1e5, 1e6, 1e7, 1e8];

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
