/** Relevant ones among the first three, of those that could be there; one when nothing was asked for. */
export function recallAt3(ids: readonly string[], relevant: readonly string[]): number {
  if (relevant.length === 0) return 1;
  const hits = ids.slice(0, 3).filter((id) => relevant.includes(id)).length;
  return hits / Math.min(3, relevant.length);
}

export function ndcgAt3(ids: readonly string[], relevant: readonly string[]): number {
  const gain = (place: number) => 1 / Math.log2(place + 2);
  const got = ids.slice(0, 3).map((id, i) => (relevant.includes(id) ? gain(i) : 0));
  const best = relevant.slice(0, 3).map((_, i) => gain(i));
  const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
  return best.length === 0 ? 1 : sum(got) / sum(best);
}
