import { openCapacity, setLaneCaps } from '#modules/generation/store';
import type { Db } from '#platform/db';

export interface Caps {
  /** In work at once, over the whole installation. */
  all: number;
  /** In work at once for one person. */
  person: number;
}

/** Makes the operator's settings those of the rows, which all processes share. */
export async function openLanes(db: Db, caps: Caps): Promise<void> {
  await openCapacity(db, caps.all);
  await setLaneCaps(db, caps.person);
}
