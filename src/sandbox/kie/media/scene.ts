import { createDice, type Dice } from './dice.ts';
import { type Plane, ridges, water } from './land.ts';
import { type Palette, paletteOf } from './palette.ts';

export interface SceneInput {
  readonly seed: string;
  readonly width: number;
  readonly height: number;
  /** 0 to 1 through a film; 0 for a picture. */
  readonly phase?: number;
}

const round = (value: number) => Math.round(value * 10) / 10;

/** A landscape of the seed's own: sky, light, land or water. What is inside `<svg>`. */
export function paintScene({ seed, width, height, phase = 0 }: SceneInput): string {
  const dice = createDice(seed);
  const palette = paletteOf(dice);
  const plane: Plane = { width, height, horizon: height * dice.between(0.46, 0.6), phase };
  const reach = Math.min(width, height);
  const light = {
    x: width * dice.pick([0.28, 0.38, 0.62, 0.72]),
    y: plane.horizon - height * dice.between(0.06, 0.24),
    size: reach * dice.between(0.14, 0.26),
  };
  const hasWater = dice.roll() < 0.4;
  const sky = [
    `<rect width="${width}" height="${height}" fill="url(#sky)"/>`,
    palette.isNight ? stars(dice, plane) : '',
    glow(light, width, height),
    palette.isNight ? '' : clouds(dice, plane),
    birds(dice, plane, palette),
  ];
  const land = hasWater
    ? [water(dice, plane, light), headland(dice, plane, palette)]
    : [ridges(dice, plane, palette)];
  return `${defs(palette, plane)}${sky.join('')}${land.join('')}<rect width="${width}" height="${height}" fill="url(#edge)"/>`;
}

function defs({ skyTop, skyMiddle, skyLow, light, near }: Palette, { horizon, height }: Plane) {
  const stop = (at: number, colour: string, opacity = 1) =>
    `<stop offset="${round(at * 100)}%" stop-color="${colour}" stop-opacity="${opacity}"/>`;
  const end = horizon / height;
  const down = 'x1="0" y1="0" x2="0" y2="1"';
  const deep = `hsl(${Math.round(near[0])},${near[1]}%,${Math.round(near[2] * 0.8)}%)`;
  return `<defs>
<linearGradient id="sky" ${down}>${stop(0, skyTop)}${stop(end * 0.62, skyMiddle)}${stop(end * 1.02, skyLow)}</linearGradient>
<linearGradient id="water" ${down}>${stop(0, skyLow)}${stop(0.3, skyMiddle)}${stop(1, skyTop)}</linearGradient>
<linearGradient id="mist" ${down}>${stop(0, light, 0)}${stop(0.7, light, 0.2)}${stop(1, light, 0.34)}</linearGradient>
<linearGradient id="cloud" ${down}>${stop(0, '#fff', 0.5)}${stop(1, '#fff', 0)}</linearGradient>
<linearGradient id="glint">${stop(0, light, 0)}${stop(0.5, light, 0.95)}${stop(1, light, 0)}</linearGradient>
<radialGradient id="halo">${stop(0, light, 0.95)}${stop(0.22, light, 0.42)}${stop(0.55, light, 0.12)}${stop(1, light, 0)}</radialGradient>
<radialGradient id="disc">${stop(0, '#fff')}${stop(0.75, light)}${stop(1, light)}</radialGradient>
<radialGradient id="edge" cx="50%" cy="45%" r="78%">${stop(0.55, deep, 0)}${stop(1, deep, 0.42)}</radialGradient>
</defs>`;
}

function glow(light: { x: number; y: number; size: number }, width: number, height: number) {
  const halo = Math.max(width, height) * 0.55;
  return `<circle cx="${round(light.x)}" cy="${round(light.y)}" r="${round(halo)}" fill="url(#halo)" opacity="0.75"/><circle cx="${round(light.x)}" cy="${round(light.y)}" r="${round(light.size / 2)}" fill="url(#disc)"/>`;
}

function stars(dice: Dice, { width, horizon, height, phase }: Plane): string {
  return Array.from({ length: 150 }, (_, index) => {
    const twinkle = 0.7 + 0.3 * Math.sin(phase * Math.PI * 4 + index * 2.4);
    const size = dice.between(0.4, 1.7) * (height / 720);
    return `<circle cx="${round(dice.roll() * width)}" cy="${round(dice.roll() ** 1.3 * horizon)}" r="${round(size)}" fill="#fff" opacity="${round(dice.between(0.35, 0.95) * twinkle)}"/>`;
  }).join('');
}

function clouds(dice: Dice, { width, height, horizon, phase }: Plane): string {
  return Array.from({ length: dice.whole(3, 6) }, () => {
    const long = width * dice.between(0.18, 0.5);
    const thick = height * dice.between(0.008, 0.022);
    const x = width * dice.between(-0.1, 0.9) + Math.sin(phase * Math.PI * 2) * width * 0.02;
    const y = horizon * dice.between(0.16, 0.86);
    const layer = (share: number, lift: number) =>
      `<rect x="${round(x + (long * (1 - share)) / 2)}" y="${round(y - lift)}" width="${round(long * share)}" height="${round(thick)}" rx="${round(thick / 2)}" fill="url(#cloud)"/>`;
    return layer(1, 0) + layer(0.6, thick * 0.75) + layer(0.28, thick * 1.4);
  }).join('');
}

/** A jackdaw is never alone. */
function birds(dice: Dice, { width, height, horizon, phase }: Plane, { near }: Palette): string {
  const colour = `hsl(${Math.round(near[0])},30%,12%)`;
  const centre = width * dice.between(0.2, 0.75);
  return Array.from({ length: dice.whole(3, 7) }, (_, index) => {
    const span = height * dice.between(0.008, 0.018);
    const x = centre + dice.between(-0.12, 0.12) * width + phase * width * 0.04;
    const y = horizon * dice.between(0.28, 0.62);
    const flap = span * (0.55 + 0.3 * Math.sin(phase * Math.PI * 12 + index * 1.7));
    return `<path d="M${round(x - span)},${round(y - flap)} Q${round(x - span * 0.35)},${round(y - flap * 0.9)} ${round(x)},${round(y)} Q${round(x + span * 0.35)},${round(y - flap * 0.9)} ${round(x + span)},${round(y - flap)}" fill="none" stroke="${colour}" stroke-width="${round(span * 0.16)}" stroke-linecap="round" opacity="0.8"/>`;
  }).join('');
}

/** Land on both sides of the water, and its nearest shore. */
function headland(dice: Dice, plane: Plane, palette: Palette): string {
  const { width, height, horizon } = plane;
  const far = ridges(
    dice,
    { ...plane, height: horizon + height * 0.045, horizon: horizon - height * 0.02 },
    { ...palette, near: [palette.near[0], palette.near[1], palette.near[2] + 14] },
  );
  const shore = `M0,${round(height * 0.9)} Q${round(width * 0.3)},${round(height * 0.86)} ${round(width * 0.55)},${round(height * 0.95)} T${width},${round(height * 0.98)} L${width},${height} L0,${height} Z`;
  const [hue, saturation, lightness] = palette.near;
  return `${far}<path d="${shore}" fill="hsl(${Math.round(hue)},${saturation}%,${Math.round(lightness * 0.7)}%)"/>`;
}
