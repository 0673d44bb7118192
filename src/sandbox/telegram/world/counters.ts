// A number is reserved in blocks before it is used, so that even a killed process never gives one twice.
export interface Counters {
  next(name: string): number;
  /** What a clean stop writes: the exact numbers. */
  exact(): Readonly<Record<string, number>>;
  /** What has been promised to the journal. */
  reserved(): Readonly<Record<string, number>>;
  load(name: string, reserved: number): void;
}

const block = 1000;
const first: Readonly<Record<string, number>> = { user: 1001, group: 5001 };

export function createCounters(reserve: (name: string, upTo: number) => void): Counters {
  const counters = new Map<string, { value: number; reserved: number }>();
  return {
    next(name) {
      let counter = counters.get(name);
      if (counter === undefined) {
        counter = { value: (first[name] ?? startOf(name)) - 1, reserved: 0 };
        counters.set(name, counter);
      }
      counter.value += 1;
      if (counter.value > counter.reserved) {
        counter.reserved = counter.value + block;
        reserve(name, counter.reserved);
      }
      return counter.value;
    },
    exact: () => Object.fromEntries([...counters].map(([name, { value }]) => [name, value])),
    reserved: () =>
      Object.fromEntries([...counters].map(([name, { reserved }]) => [name, reserved])),
    load(name, reserved) {
      const value = Math.max(reserved, counters.get(name)?.value ?? 0);
      counters.set(name, { value, reserved: value });
    },
  };
}

// Real update ids are nine digits long and the first is arbitrary.
const startOf = (name: string): number => (name.startsWith('update:') ? 500_000_001 : 1);
