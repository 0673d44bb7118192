/** How many pictures stand in each line of an album of 1 to 10. */
const lines: readonly (readonly number[])[] = [
  [],
  [1],
  [2],
  [1, 2],
  [1, 3],
  [2, 3],
  [3, 3],
  [2, 2, 3],
  [2, 3, 3],
  [3, 3, 3],
  [2, 2, 3, 3],
];

export interface AlbumLine {
  /** Width to height of the whole line: the lines keep their place before a picture has come. */
  readonly ratio: number;
  /** Share of the line's width that each picture takes. */
  readonly shares: readonly number[];
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

/** Lays an album out from the ratios (width / height) of its pictures. */
export function layAlbum(ratios: readonly number[]): AlbumLine[] {
  const wide = ratios.length === 2 && ratios.every((ratio) => ratio > 1.6);
  const counts = wide ? [1, 1] : (lines[ratios.length] ?? [ratios.length]);
  let at = 0;
  return counts.map((count) => {
    const shares = ratios.slice(at, at + count).map((ratio) => clamp(ratio, 0.6, 1.8));
    at += count;
    const sum = shares.reduce((total, share) => total + share, 0);
    return { ratio: clamp(sum, 1.2, 3.6), shares };
  });
}
