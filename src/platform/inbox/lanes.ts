import type { InboxRow } from './store.ts';

type Lane = {
  rows: InboxRow[];
  isBusy: boolean;
  /** The newest row of this key that is or was in here. */
  last: number;
  /** The database has more of this key than is kept here. */
  hasMore: boolean;
};

export type Lanes = {
  /** Rows of all keys in arrival order; what a full lane cannot take is left for refill. */
  add: (row: InboxRow) => void;
  /** The next row that may run now; its key is busy until release or retry. */
  next: (now: Date) => InboxRow | undefined;
  /** The row is over. True when its lane stands empty and the database has more of it. */
  release: (row: InboxRow) => boolean;
  /** The row stays first in its lane and runs again, not before then. */
  retry: (row: InboxRow, notBefore: Date) => void;
  refill: (key: string, rows: InboxRow[], hasMore: boolean) => void;
  /** Keys whose later rows are left in the database for now, with the last one seen. */
  overflowing: () => string[];
  hungry: () => { key: string; after: number }[];
  size: () => number;
};

/** One lane per key: strictly one after another inside, side by side across. */
export function createLanes(perKeyMax: number): Lanes {
  const lanes = new Map<string, Lane>();
  // Sets keep the order of insertion: keys take turns, and one with a hundred rows holds nobody up.
  const ready = new Set<string>();
  const delayed = new Set<string>();
  const overflowing = new Set<string>();
  let size = 0;

  const laneOf = (key: string): Lane => {
    const found = lanes.get(key);
    if (found) return found;
    const lane: Lane = { rows: [], isBusy: false, last: 0, hasMore: false };
    lanes.set(key, lane);
    return lane;
  };
  const offer = (key: string, lane: Lane): void => {
    const [head] = lane.rows;
    if (lane.isBusy || !head) return;
    if (head.notBefore === undefined) ready.add(key);
    else delayed.add(key);
  };
  const push = (lane: Lane, row: InboxRow): void => {
    lane.rows.push(row);
    lane.last = row.number;
    size += 1;
  };
  const wake = (now: Date): void => {
    for (const key of delayed) {
      const notBefore = lanes.get(key)?.rows[0]?.notBefore;
      if (notBefore !== undefined && notBefore > now) continue;
      delayed.delete(key);
      ready.add(key);
    }
  };

  return {
    add: (row) => {
      const lane = laneOf(row.key);
      if (lane.hasMore) return;
      if (lane.rows.length >= perKeyMax) {
        lane.hasMore = true;
        overflowing.add(row.key);
        return;
      }
      push(lane, row);
      offer(row.key, lane);
    },
    next: (now) => {
      wake(now);
      for (const key of ready) {
        ready.delete(key);
        const lane = laneOf(key);
        lane.isBusy = true;
        return lane.rows[0];
      }
      return undefined;
    },
    release: ({ key }) => {
      const lane = laneOf(key);
      lane.isBusy = false;
      lane.rows.shift();
      size -= 1;
      offer(key, lane);
      if (lane.rows.length > 0) return false;
      if (!lane.hasMore) lanes.delete(key);
      return lane.hasMore;
    },
    retry: (row, notBefore) => {
      const lane = laneOf(row.key);
      lane.isBusy = false;
      row.notBefore = notBefore;
      offer(row.key, lane);
    },
    refill: (key, rows, hasMore) => {
      const lane = laneOf(key);
      for (const row of rows) push(lane, row);
      lane.hasMore = hasMore;
      if (!hasMore) overflowing.delete(key);
      if (lane.rows.length === 0 && !hasMore) lanes.delete(key);
      offer(key, lane);
    },
    overflowing: () => [...overflowing],
    hungry: () =>
      [...overflowing].flatMap((key) => {
        const lane = lanes.get(key);
        return lane && lane.rows.length === 0 ? [{ key, after: lane.last }] : [];
      }),
    size: () => size,
  };
}
