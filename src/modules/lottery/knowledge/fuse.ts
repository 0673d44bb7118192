/** Reciprocal rank fusion: 60 keeps one list's first place from outweighing agreement (Cormack et al., 2009). */
const damping = 60;

export function fuse(lists: readonly (readonly string[])[]): string[] {
  const scores = new Map<string, number>();
  for (const list of lists)
    for (const [place, id] of list.entries())
      scores.set(id, (scores.get(id) ?? 0) + 1 / (damping + place + 1));
  return [...scores].sort(([, a], [, b]) => b - a).map(([id]) => id);
}
