const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** Who took a due row has it for so long; then it is due again, whatever became of the job. */
export const leaseMs = 30 * second;

// Decision 28: without callbacks nothing can tell of a lost answer, so nothing is waited for.
const blindMs = minute;
const leastUncertainMs = 15 * minute;
const leastRunMs = 30 * minute;
/** A result that nobody fetched for a day will not be fetched. */
export const fetchMs = 24 * hour;
/** How long after its end a generation may still be surprised by a result. */
export const lateMs = 24 * hour;

export const uncertainMs = (p95Ms: number, hasCallbacks: boolean): number =>
  hasCallbacks ? Math.max(leastUncertainMs, 3 * p95Ms) : blindMs;

export const runMs = (p95Ms: number): number => Math.max(leastRunMs, 4 * p95Ms);

/** A model under repair is asked for again after so long. */
export const pausedMs = minute;

interface Steps {
  firstMs: number;
  factor: number;
  mostMs: number;
}

// With callbacks a look is only for those that get lost; without them it is the only news.
const eager: Steps = { firstMs: 2.5 * second, factor: 1.4, mostMs: 30 * second };
const patient: Steps = { firstMs: 15 * second, factor: 1.6, mostMs: 2 * minute };
/** The provider said that there is news, and there was none yet. */
export const calledMs = 1.5 * second;
const again: Steps = { firstMs: 3 * second, factor: 2, mostMs: minute };
const late: Steps = { firstMs: 10 * minute, factor: 1.5, mostMs: 2 * hour };

export const backOffs = { eager, patient, again, late };

/** Apart by up to a fifth, so that what failed together does not come back together. */
export const backOff = (
  { firstMs, factor, mostMs }: Steps,
  tries: number,
  random: number,
): number => Math.round(Math.min(mostMs, firstMs * factor ** tries) * (0.8 + 0.4 * random));
