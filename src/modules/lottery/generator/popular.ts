/** Patterns people like: dates, runs, equal steps. Such sets share a won prize among more tickets. */
export function isPopular(numbers: readonly number[], of: number): boolean {
  if (numbers.length < 3) return false;
  const steps = numbers.slice(1).map((number, i) => number - (numbers[i] ?? 0));
  const isEven = new Set(steps).size === 1;
  const hasRun =
    steps.some((step, i) => step === 1 && steps[i + 1] === 1) && numbers.length * 3 < of;
  const isDates = of > 31 && numbers.every((number) => number <= 31);
  return isEven || hasRun || isDates;
}
