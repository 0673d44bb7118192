import type { Dice } from './dice.ts';

/** From far to near; light goes down with it, so that depth can be seen. */
export interface Palette {
  readonly skyTop: string;
  readonly skyMiddle: string;
  readonly skyLow: string;
  readonly light: string;
  readonly far: readonly [number, number, number];
  readonly near: readonly [number, number, number];
  readonly isNight: boolean;
}

const hsl = (hue: number, saturation: number, lightness: number): string =>
  `hsl(${Math.round(((hue % 360) + 360) % 360)},${Math.round(saturation)}%,${Math.round(lightness)}%)`;

/** Moods that look well together; only the hue turns with the prompt, a little. */
export function paletteOf(dice: Dice): Palette {
  const turn = dice.between(-14, 14);
  const mood = dice.pick(['dusk', 'dawn', 'day', 'night', 'ember', 'mint', 'violet']);
  const make = (
    sky: readonly [number, number, number],
    land: readonly [number, number],
    isNight = false,
  ): Palette => ({
    skyTop: hsl(sky[0] + turn, 58, isNight ? 12 : 34),
    skyMiddle: hsl(sky[1] + turn, 62, isNight ? 26 : 60),
    skyLow: hsl(sky[2] + turn, 78, isNight ? 44 : 78),
    light: hsl(sky[2] + turn + 6, 95, isNight ? 88 : 92),
    far: [land[0] + turn, 42, isNight ? 38 : 62],
    near: [land[1] + turn, 48, isNight ? 7 : 13],
    isNight,
  });
  if (mood === 'dusk') return make([262, 330, 24], [332, 258]);
  if (mood === 'dawn') return make([212, 268, 34], [288, 226]);
  if (mood === 'day') return make([210, 200, 48], [196, 214]);
  if (mood === 'night') return make([236, 226, 196], [222, 240], true);
  if (mood === 'ember') return make([350, 14, 40], [10, 336]);
  if (mood === 'mint') return make([186, 168, 62], [172, 196]);
  return make([248, 282, 318], [286, 254], dice.roll() < 0.4);
}

/** 0 is far away, 1 right here. */
export function landColour({ far, near }: Palette, nearness: number): string {
  const mix = (from: number, to: number) => from + (to - from) * nearness;
  // The short way round the wheel: the long one leads through colours that were never meant.
  const turn = ((((near[0] - far[0]) % 360) + 540) % 360) - 180;
  return hsl(far[0] + turn * nearness, mix(far[1], near[1]), mix(far[2], near[2]));
}
