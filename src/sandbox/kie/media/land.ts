import type { Dice } from './dice.ts';
import { landColour, type Palette } from './palette.ts';

/** Where a scene is painted: a plane `width` × `height` with the horizon somewhere on it. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly horizon: number;
  /** 0 to 1, for films: things far away move least. */
  readonly phase: number;
}

const round = (value: number) => Math.round(value * 10) / 10;

/** Sums of a few sines: never twice the same hill, always smooth, and it closes on itself over a film. */
function skyline(dice: Dice, roughness: number): (x: number, phase: number) => number {
  const waves = [1, 2, 3, 5, 8, 13].map((times) => ({
    times: times * dice.between(0.8, 1.25),
    offset: dice.between(0, Math.PI * 2),
    size: dice.between(0.4, 1) / times ** (1.5 - roughness),
  }));
  const sum = waves.reduce((total, { size }) => total + size, 0);
  return (x, phase) =>
    waves.reduce(
      (total, { times, offset, size }) =>
        total + size * Math.sin(x * times * Math.PI * 1.6 + offset + phase),
      0,
    ) / sum;
}

function ridge(
  plane: Plane,
  line: (x: number, phase: number) => number,
  at: { base: number; swing: number; drift: number },
): string {
  const steps = 96;
  const points = Array.from({ length: steps + 1 }, (_, step) => {
    const x = step / steps;
    const swing = Math.sin(plane.phase * Math.PI * 2) * at.drift;
    const y = Math.min(plane.height, at.base - line(x + swing, 0) * at.swing);
    return `${round(x * plane.width)},${round(y)}`;
  });
  return `M0,${plane.height} L${points.join(' L')} L${plane.width},${plane.height} Z`;
}

/** Ridges one before another, each a shade nearer, with mist in the valleys. */
export function ridges(dice: Dice, plane: Plane, palette: Palette): string {
  const count = dice.whole(4, 6);
  const roughness = dice.between(0.05, 0.55);
  const depth = plane.height - plane.horizon;
  return Array.from({ length: count }, (_, index) => {
    const nearness = index / (count - 1);
    const base = plane.horizon + depth * (0.04 + nearness ** 1.25 * 0.72);
    const swing = Math.min(plane.height, plane.width) * (0.16 - nearness * 0.06);
    const path = ridge(plane, skyline(dice, roughness), {
      base,
      swing,
      drift: 0.008 + nearness * 0.03,
    });
    const colour = landColour(palette, nearness);
    const mist = index < count - 1 ? `<path d="${path}" fill="url(#mist)"/>` : '';
    return `<path d="${path}" fill="${colour}"/>${mist}`;
  }).join('');
}

/** Still water with the light lying on it. */
export function water(dice: Dice, plane: Plane, light: { x: number; size: number }): string {
  const top = plane.horizon + (plane.height - plane.horizon) * 0.08;
  const depth = plane.height - top;
  const glints = Array.from({ length: 34 }, (_, index) => {
    const near = (index + dice.roll()) / 34;
    const wide = light.size * (0.5 + near * 1.6) * dice.between(0.35, 1);
    const sway = Math.sin(plane.phase * Math.PI * 2 + index) * light.size * 0.08;
    const x = light.x + dice.between(-0.45, 0.45) * light.size * (0.5 + near * 1.8) + sway;
    const thick = (0.6 + near * 2.6) * (plane.height / 700);
    return `<rect x="${round(x - wide / 2)}" y="${round(top + near ** 1.4 * depth)}" width="${round(wide)}" height="${round(thick)}" rx="${round(thick / 2)}" fill="url(#glint)" opacity="${round(0.85 - near * 0.5)}"/>`;
  }).join('');
  return `<rect y="${round(top)}" width="${plane.width}" height="${round(depth)}" fill="url(#water)"/>${glints}`;
}
