/** Whether two words differ by slips of the finger; words of fewer than five letters have none. */
export function isNear(a: string, b: string): boolean {
  if (a === b) return true;
  const least = Math.min(a.length, b.length);
  if (least < 5 || hasDigit(a) || hasDigit(b)) return false;
  return isWithin(a, b, slipsIn(least));
}

/** How many slips a word of so many letters may hold and still be known. */
export const slipsIn = (length: number): number => (length >= 9 ? 2 : 1);

/** Whether so many slips or fewer part two words. What they share at both ends costs nothing. */
export function isWithin(a: string, b: string, allowed: number): boolean {
  if (Math.abs(a.length - b.length) > allowed) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA -= 1;
    endB -= 1;
  }
  // Beyond the shared ends a slip touches two letters at most.
  if (Math.max(endA, endB) - start > 2 && allowed === 1) return false;
  return distance(a.slice(start, endA), b.slice(start, endB)) <= allowed;
}

const hasDigit = (text: string): boolean => {
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) return true;
  }
  return false;
};

/** Optimal string alignment: insert, drop, replace, or swap two neighbours. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    [before, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
