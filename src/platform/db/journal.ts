export type JournalEntry = { tag: string; when: number };

/** drizzle applies only what is newer than the last applied: a journal that steps back hides migrations. */
export function findStepBack(entries: JournalEntry[]): string | undefined {
  const at = entries.findIndex(({ when }, i) => i > 0 && when <= (entries[i - 1]?.when ?? 0));
  return entries[at]?.tag;
}
