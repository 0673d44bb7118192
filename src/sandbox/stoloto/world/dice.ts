/** The same words give the same chance, always. */
export function createDice(words: string): () => number {
  let state = 0x811c9dc5;
  for (const char of words) state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** So many different values, in the order they fall. */
export function fall(
  dice: () => number,
  { of, drawn, from = 1 }: { of: number; drawn: number; from?: number },
): number[] {
  const left = Array.from({ length: of }, (_, i) => i + from);
  return Array.from({ length: drawn }, () => {
    const [value = from] = left.splice(Math.floor(dice() * left.length), 1);
    return value;
  });
}
