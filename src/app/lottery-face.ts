import type { Clock } from '#kernel';
import {
  createAdviser,
  createClaims,
  createLotteryPeople,
  type LotteryData,
  readLotteries,
} from '#modules/lottery';
import type { Db } from '#platform/db';
import { createPictures } from '#platform/picture';

/** What a surface needs of lotteries: the adviser over the data, who may hear it, and a hand that draws. */
export function openLotteryFace({ db, clock, data }: { db: Db; clock: Clock; data: LotteryData }) {
  return {
    adviser: createAdviser({ data }),
    people: createLotteryPeople({ db, clock }),
    claims: createClaims(readLotteries()),
    pictures: createPictures(),
  };
}
