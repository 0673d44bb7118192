import { figuresOf, type Lottery } from '#modules/lottery/facts';
import {
  chancesText,
  lossText,
  priceText,
  prizeText,
  scheduleText,
  type Telling,
} from './telling.ts';

/** One lottery as a list of a search shows it. */
export interface Card {
  id: string;
  name: string;
  price: string;
  prize: string;
  frequency: string;
  speed: Lottery['kind'];
  description: string;
  chance: string;
  loss: string;
}

export function cardOf(telling: Telling, lottery: Lottery): Card {
  const figures = figuresOf(lottery);
  return {
    id: lottery.id,
    name: lottery.title[telling.locale],
    price: priceText(telling, lottery),
    prize: prizeText(telling, lottery),
    frequency: scheduleText(telling, lottery),
    speed: lottery.kind,
    description: lottery.hint[telling.locale],
    chance: chancesText(telling, lottery, figures),
    loss: lossText(telling, lottery, figures),
  };
}

export const cardText = (card: Card, i: number): string =>
  `${i + 1}. ${card.name}: ${card.price}, ${card.frequency}, ${card.prize}.\n${card.description}\n${card.chance} ${card.loss}`;
