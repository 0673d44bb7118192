// Time of this sandbox: runs like the wall clock, stands still when frozen, and `advance` jumps over any span,
// doing on the way what falls due, in order.
export interface KieClock {
  /** Unix ms. */
  now(): number;
  /** Does it once after `ms`; the answer takes it back. */
  after(ms: number, act: () => void): () => void;
  advance(ms: number): void;
  freeze(): void;
  run(): void;
  stop(): void;
}

interface Alarm {
  readonly at: number;
  readonly act: () => void;
}

const longestTimerMs = 2 ** 31 - 1;

export function createKieClock(): KieClock {
  const alarms = new Set<Alarm>();
  let ahead = 0;
  let stoodAt: number | undefined;
  let timer: NodeJS.Timeout | undefined;

  const now = () => stoodAt ?? Date.now() + ahead;
  const next = (): Alarm | undefined => {
    let first: Alarm | undefined;
    for (const alarm of alarms) if (first === undefined || alarm.at < first.at) first = alarm;
    return first;
  };
  const moveTo = (at: number) => {
    const jump = Math.max(0, at - now());
    if (stoodAt === undefined) ahead += jump;
    else stoodAt += jump;
  };
  const ringUntil = (end: number) => {
    for (let alarm = next(); alarm !== undefined && alarm.at <= end; alarm = next()) {
      alarms.delete(alarm);
      moveTo(alarm.at);
      alarm.act();
    }
  };
  const arm = () => {
    clearTimeout(timer);
    const alarm = next();
    if (alarm === undefined || stoodAt !== undefined) return;
    const ms = Math.min(longestTimerMs, Math.max(0, alarm.at - now()));
    timer = setTimeout(() => {
      ringUntil(now());
      arm();
    }, ms);
    timer.unref();
  };

  return {
    now,
    after(ms, act) {
      const alarm = { at: now() + ms, act };
      alarms.add(alarm);
      if (next() === alarm) arm();
      return () => void alarms.delete(alarm);
    },
    advance(ms) {
      const end = now() + ms;
      ringUntil(end);
      moveTo(end);
      arm();
    },
    freeze() {
      stoodAt ??= now();
      clearTimeout(timer);
    },
    run() {
      if (stoodAt === undefined) return;
      ahead = stoodAt - Date.now();
      stoodAt = undefined;
      arm();
    },
    stop() {
      alarms.clear();
      clearTimeout(timer);
    },
  };
}
