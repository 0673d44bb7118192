// Every deadline of the sandbox hangs on this clock: it runs like the wall clock, stands still when frozen,
// and `advance` jumps over any time, running what falls due on the way, in order.
export interface SandboxClock {
  /** Unix ms. */
  now(): number;
  /** Unix seconds, as Telegram writes dates. */
  seconds(): number;
  /** Runs `act` once after `ms` of this clock; the answer takes it back. */
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

export function createSandboxClock(): SandboxClock {
  const alarms: Alarm[] = [];
  let offset = 0;
  let frozenAt: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  let timerAt = Number.POSITIVE_INFINITY;

  const now = () => frozenAt ?? Date.now() + offset;

  const disarm = () => {
    clearTimeout(timer);
    timer = undefined;
    timerAt = Number.POSITIVE_INFINITY;
  };
  const arm = () => {
    const next = alarms[0];
    if (frozenAt !== undefined || next === undefined) return disarm();
    if (next.at === timerAt) return;
    disarm();
    timerAt = next.at;
    timer = setTimeout(ring, Math.min(longestTimerMs, Math.max(0, next.at - now())));
    timer.unref();
  };
  const ring = () => {
    disarm();
    while (alarms[0] !== undefined && alarms[0].at <= now()) alarms.shift()?.act();
    arm();
  };

  return {
    now,
    seconds: () => Math.floor(now() / 1000),
    after(ms, act) {
      const alarm = { at: now() + Math.max(0, ms), act };
      insertSorted(alarms, alarm);
      arm();
      return () => {
        const index = alarms.indexOf(alarm);
        if (index !== -1) alarms.splice(index, 1);
        if (index === 0) arm();
      };
    },
    advance(ms) {
      const target = now() + ms;
      for (let next = alarms[0]; next !== undefined && next.at <= target; next = alarms[0]) {
        const jump = Math.max(0, next.at - now());
        if (frozenAt === undefined) offset += jump;
        else frozenAt += jump;
        alarms.shift();
        next.act();
      }
      const rest = Math.max(0, target - now());
      if (frozenAt === undefined) offset += rest;
      else frozenAt += rest;
      disarm();
      arm();
    },
    freeze() {
      frozenAt ??= now();
      arm();
    },
    run() {
      if (frozenAt === undefined) return;
      offset = frozenAt - Date.now();
      frozenAt = undefined;
      arm();
    },
    stop: disarm,
  };
}

function insertSorted(alarms: Alarm[], alarm: Alarm): void {
  let low = 0;
  let high = alarms.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((alarms[middle]?.at ?? 0) <= alarm.at) low = middle + 1;
    else high = middle;
  }
  alarms.splice(low, 0, alarm);
}
