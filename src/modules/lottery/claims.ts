import type { Lottery } from '#modules/lottery/facts';
import { detect, isOfLotteries } from '#modules/lottery/intents';
import { createReader } from '#modules/lottery/understand';

export type Claims = (text: string) => 'distress' | 'lottery' | undefined;

/** Play and loss: words of worry count only beside them, or when a life is at stake. */
const play =
  /лотере|лото|билет|игра|игру|игры|играю|азарт|казино|ставк|проигр|отыгр|выигр|лудоман|игроман|lotter|ticket|gambl|bet|casino|win/i;
const life = /не хочу жить|жить не хоч|покончить с собой|суицид|самоубий|suicide|kill myself/i;

/** Among words about anything: those about lotteries, and a worry about play. Cheap and pure. */
export function createClaims(lotteries: readonly Lottery[]): Claims {
  const read = createReader(lotteries);
  return (text) => {
    const reading = read(text);
    const { intent, detail } = detect(reading);
    if (detail === 'distress' && (play.test(text) || life.test(text))) return 'distress';
    if (intent === 'smalltalk' || intent === 'off_topic') return undefined;
    return isOfLotteries(reading) ? 'lottery' : undefined;
  };
}
