/** The asked shape and resolution in pixels, whatever the model calls them. */
export function sizeOf(input: Readonly<Record<string, unknown>>): {
  width: number;
  height: number;
} {
  const ratio = ratioOf(input);
  const area = sideOf(input) ** 2;
  const even = (value: number) => Math.max(64, Math.min(longest, Math.round(value / 16) * 16));
  return { width: even(Math.sqrt(area * ratio)), height: even(Math.sqrt(area / ratio)) };
}

const longest = 5632;

const namedShapes: Readonly<Record<string, number>> = {
  square: 1,
  square_hd: 1,
  portrait: 9 / 16,
  landscape: 16 / 9,
};

export function ratioOf(input: Readonly<Record<string, unknown>>): number {
  for (const name of ['aspect_ratio', 'aspectRatio', 'image_size', 'ratio', 'size']) {
    const value = input[name];
    if (typeof value !== 'string') continue;
    const named = namedShapes[value];
    if (named !== undefined) return named;
    const preset = /^(portrait|landscape)_(\d+)_(\d+)$/.exec(value);
    const pair = preset ?? /^()(\d+):(\d+)$/.exec(value);
    if (!pair) continue;
    const [long, short] = [Number(pair[2]), Number(pair[3])];
    // portrait_4_3 names the long side first, as landscape_4_3 does.
    if (pair[1] === 'portrait') return Math.min(long, short) / Math.max(long, short);
    return long / short;
  }
  return 1;
}

const sides: Readonly<Record<string, number>> = {
  square: 512,
  '1k': 1024,
  '1.5k': 1536,
  '2k': 2048,
  '4k': 4096,
  basic: 1024,
  high: 2048,
  ultra: 4096,
};

function sideOf(input: Readonly<Record<string, unknown>>): number {
  for (const name of ['resolution', 'image_resolution', 'size', 'image_size', 'quality']) {
    const side = sides[String(input[name] ?? '').toLowerCase()];
    if (side !== undefined) return side;
  }
  return 1024;
}
