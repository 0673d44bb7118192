import type { Lottery } from '#modules/lottery/facts';
import { detect, isOfLotteries } from '#modules/lottery/intents';
import { createReader } from '#modules/lottery/understand';
import { isOfPlay, isPlea, isScene } from './plea.ts';

export interface Claims {
  (text: string): 'distress' | 'lottery' | undefined;
  /** Distress of the writer's own, told where words for a picture or a song were awaited. */
  pleads(text: string): boolean;
}

const life =
  /не хочу жить|не хочется жить|жить не хоч|хочу умереть|незачем жить|нет смысла жить|поконч\S* с собой|убью себя|суицид|самоубий|suicide|kill myself|want to die|want to live|end my life/i;

/** Among words about anything: those about lotteries, and a worry about play. Cheap and pure. */
export function createClaims(lotteries: readonly Lottery[]): Claims {
  const read = createReader(lotteries);
  const claims = (text: string) => {
    const reading = read(text);
    const { intent, detail } = detect(reading);
    if (detail === 'distress' && isScene(text)) return undefined;
    if (detail === 'distress' && (isOfPlay(text) || life.test(text))) return 'distress';
    if (intent === 'smalltalk' || intent === 'off_topic') return undefined;
    return isOfLotteries(reading) ? 'lottery' : undefined;
  };
  return Object.assign(claims, {
    pleads: (text: string) => isPlea(text) && claims(text) === 'distress',
  });
}
