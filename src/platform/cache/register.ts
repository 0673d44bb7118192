import type { Source } from './define.ts';
import { covers, type Target } from './store.ts';

type Entry = { target: Target; sourceOf: (key: string) => Source };

/** Who loads which key. */
export function createRegister() {
  const entries: Entry[] = [];
  const warm: { key: string; source: Source }[] = [];
  const nameOf = (target: Target) => ('key' in target ? target.key : target.prefix);
  const overlaps = (one: Target, other: Target) =>
    covers(one, nameOf(other)) || covers(other, nameOf(one));
  return {
    add: (target: Target, sourceOf: (key: string) => Source, isWarm: boolean) => {
      if (nameOf(target) === '' || nameOf(target).length > 200)
        throw new Error('a cache key has between 1 and 200 characters');
      const taken = entries.find((entry) => overlaps(entry.target, target));
      if (taken) throw new Error(`cache key ${nameOf(target)} is taken by ${nameOf(taken.target)}`);
      entries.push({ target, sourceOf });
      if (isWarm && 'key' in target) warm.push({ key: target.key, source: sourceOf(target.key) });
    },
    find: (key: string): Source => {
      const found = entries.find(({ target }) => covers(target, key));
      if (!found) throw new Error(`nobody loads the cache key ${key}`);
      return found.sourceOf(key);
    },
    warm: () => warm,
  };
}
