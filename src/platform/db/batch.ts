import { isDbGone } from './errors.ts';

export type Batch<Item, Result> = (item: Item) => Promise<Result>;

export type BatchOptions<Item, Result> = {
  /** One statement, or one transaction, for all items; the results in the items' order. */
  run: (items: Item[]) => Promise<Result[]>;
  max: number;
  /** Batches on their way at once. 1 keeps them in order. */
  parallel?: number;
  /** How long the first waits for others; absent: to the end of the tick. */
  gatherMs?: number;
  /** How long the next one waits for others after a batch of several: where many come, less is asked for each. */
  crowdMs?: number;
  /** Items with the same name never share a batch; the later one waits for the next. */
  nameOf?: (item: Item) => string;
  /** What is refused for one would be refused for all: then nothing of it was kept, and each goes again by itself. */
  isApartWhenRefused?: boolean;
};

type Waiting<Item, Result> = {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
};

/** Group commit: what is asked for in one tick, or while a batch is on its way, goes together. */
export function createBatch<Item, Result>(
  options: BatchOptions<Item, Result>,
): Batch<Item, Result> {
  let waiting: Waiting<Item, Result>[] = [];
  let running = 0;
  let isScheduled = false;
  let isCrowded = false;

  const schedule = (): void => {
    if (isScheduled || waiting.length === 0 || running >= (options.parallel ?? 1)) return;
    isScheduled = true;
    const go = () => {
      isScheduled = false;
      void send(take());
      schedule();
    };
    const waitMs = options.gatherMs ?? (isCrowded ? options.crowdMs : undefined);
    if (waitMs === undefined) setImmediate(go);
    else setTimeout(go, waitMs);
  };

  const take = (): Waiting<Item, Result>[] => {
    const names = new Set<string>();
    const taken: Waiting<Item, Result>[] = [];
    const left: Waiting<Item, Result>[] = [];
    for (const entry of waiting) {
      const name = options.nameOf?.(entry.item);
      const fits = taken.length < options.max && (name === undefined || !names.has(name));
      if (fits) taken.push(entry);
      else left.push(entry);
      if (name !== undefined) names.add(name);
    }
    waiting = left;
    return taken;
  };

  const send = async (taken: Waiting<Item, Result>[]): Promise<void> => {
    if (taken.length === 0) return;
    running += 1;
    isCrowded = taken.length > 1;
    try {
      const results = await options.run(taken.map(({ item }) => item));
      for (const [at, result] of results.entries()) taken[at]?.resolve(result);
    } catch (error) {
      const isApart = options.isApartWhenRefused === true && taken.length > 1 && !isDbGone(error);
      if (isApart) await Promise.all(taken.map(goAlone));
      else for (const entry of taken) entry.reject(error);
    } finally {
      running -= 1;
      schedule();
    }
  };

  const goAlone = async ({ item, resolve, reject }: Waiting<Item, Result>): Promise<void> => {
    try {
      for (const result of await options.run([item])) resolve(result);
    } catch (error) {
      reject(error);
    }
  };

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      schedule();
    });
}
