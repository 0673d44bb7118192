import type { Adviser, Claims, LotteryPeople } from '#modules/lottery';
import type { Pictures } from '#platform/picture';
import type { BotContext } from '#surfaces/bot/context';

export interface LotteryDeps {
  adviser: Adviser;
  people: LotteryPeople;
  claims: Claims;
  pictures: Pick<Pictures, 'draw' | 'warm'>;
  /** The way back to where everything begins. */
  openHome: (ctx: BotContext) => Promise<void>;
}
