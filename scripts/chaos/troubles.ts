import { setTimeout as pause } from 'node:timers/promises';
import type { Chance } from './chance.ts';
import type { Town } from './town.ts';

const minute = 60_000;
// A task without end and a call without answer hold a place for a quarter or half an hour: time goes faster, or soon
// all places would be theirs and nothing would be left to disturb.
// In steps that are shorter than anything the product holds for impossible, then at its own pace for a while: whatever
// is counted in ten seconds is counted in between.
const haste = { ms: 25_000, times: 12, everyMs: 500 };
const calmMs = 12_000;

/** Everything that can go wrong with the provider, with Telegram, with the processes and with their servers. */
export function brewTroubles(town: Town, chance: Chance, { isShort }: { isShort: boolean }) {
  const counts: Record<string, number> = {};
  const over = new AbortController();
  const isOpen = () => !over.signal.aborted;
  const count = (what: string) => {
    counts[what] = (counts[what] ?? 0) + 1;
  };
  const { kie, telegram } = town;
  const createPath = 'createTask';

  const ofProvider = {
    failTask: (dice: Chance) =>
      kie.failNext({ code: dice.pick([400, 422, 500, 501, 531, 408, 451, 505]), at: 'task' }),
    refuseTask: (dice: Chance) =>
      kie.failNext({ code: dice.pick([422, 429, 455, 500, 501, 408, 402, 531]), at: 'create' }),
    refuseContent: () => kie.refuseContent(),
    loseCreate: () => kie.loseResponse({ path: createPath }),
    loseLook: () => kie.loseResponse({ path: 'recordInfo' }),
    garbageCreate: () => kie.answerGarbage({ path: createPath }),
    garbageLook: () => kie.answerGarbage({ path: 'recordInfo', status: 200, body: '{"code":' }),
    slowCreate: (dice: Chance) => kie.slow({ path: createPath, ms: dice.whole(1_000, 8_000) }),
    neverFinish: () => kie.neverFinish(),
    finishLate: (dice: Chance) =>
      kie.finishLate({ ms: dice.pick([20_000, 20 * minute, 45 * minute]) }),
    hideRecord: (dice: Chance) => kie.hideRecord({ ms: dice.whole(1_000, 10_000) }),
    dropCallbacks: (dice: Chance) => kie.dropCallbacks({ times: dice.whole(1, 5) }),
    duplicateCallbacks: (dice: Chance) => kie.duplicateCallbacks({ copies: dice.whole(2, 4) }),
    callbacksOutOfOrder: async (dice: Chance) => {
      kie.holdCallbacks();
      await pause(dice.between(500, 6_000));
      await kie.releaseCallbacks({ order: 'reversed' });
    },
  };

  const sends = ['sendPhoto', 'sendVideo', 'sendMessage', 'sendMediaGroup', 'editMessageText'];
  const ofTelegram = {
    broken: (dice: Chance) =>
      telegram.failNext({
        method: dice.pick(sends),
        times: dice.whole(1, 3),
        code: 500,
        description: 'Internal Server Error',
      }),
    busy: (dice: Chance) =>
      telegram.failNext({
        method: dice.pick(sends),
        code: 429,
        description: 'Too Many Requests: retry after 2',
        retryAfter: 2,
      }),
    lose: (dice: Chance) => telegram.loseResponse({ method: dice.pick(sends) }),
    slow: (dice: Chance) =>
      telegram.delayNext({ method: dice.pick(sends), times: 3, ms: dice.whole(300, 3_000) }),
    hang: async (dice: Chance) => {
      const release = telegram.hang({ method: dice.pick(sends) });
      await pause(dice.between(1_000, 8_000));
      release();
    },
    updates: () => telegram.loseResponse({ method: 'getUpdates' }),
  };

  const every = async (from: number, to: number, dice: Chance, act: () => Promise<void>) => {
    while (isOpen()) {
      await pause(dice.between(from, to), undefined, { signal: over.signal }).catch(
        () => undefined,
      );
      if (isOpen()) await act();
    }
  };

  const kills = (dice: Chance) => async () => {
    const ready = town.parts.filter((part) => part.isReady());
    // On a busy machine a start takes long: without most of them there would be nothing left to disturb.
    if (ready.length * 2 < town.parts.length + 1) return;
    const one = dice.pick(ready);
    const signal = dice.next() < 0.8 ? 'SIGKILL' : 'SIGTERM';
    count(`${signal} ${one.roles || 'orders'}`);
    await town.end(one, signal, dice.pick([0, 0, 500, 3_000]));
  };
  const outages = (dice: Chance) => async () => {
    const kinds = ['postgres stop', 'postgres crash'];
    if (town.hasRedis) kinds.push('redis stop', 'redis kill');
    const kind = dice.pick(kinds);
    count(kind);
    if (kind === 'postgres stop') await town.stopPostgres(dice.whole(200, 3_000));
    else if (kind === 'postgres crash') await town.crashPostgres();
    else await town.restartRedis(kind === 'redis kill' ? 'kill' : 'stop', dice.whole(200, 3_000));
  };
  const faults = <T extends Record<string, (dice: Chance) => unknown>>(
    of: string,
    kinds: T,
    dice: Chance,
  ) => {
    const names = Object.keys(kinds);
    return async () => {
      const name = dice.pick(names);
      count(`${of} ${name}`);
      await kinds[name]?.(dice);
    };
  };

  let lives: Promise<unknown> = Promise.resolve();
  return {
    counts,
    begin: () => {
      const [a, b, c, d, e] = ['kills', 'outages', 'provider', 'telegram', 'clock'].map((name) =>
        chance.fork(name),
      );
      if (!a || !b || !c || !d || !e) return;
      lives = Promise.all([
        every(3_000, 9_000, a, kills(a)),
        // In a short run each kind of outage comes, too.
        every(...outageSpan(isShort), b, outages(b)),
        every(1_200, 5_000, c, faults('provider', ofProvider, c)),
        every(calmMs, calmMs, e, () => town.clock.leap(haste)),
        every(700, 4_000, d, faults('telegram', ofTelegram, d)),
      ]);
      lives.catch(() => undefined);
    },
    end: async () => {
      over.abort();
      await lives;
    },
  };
}

const outageSpan = (isShort: boolean): [number, number] =>
  isShort ? [15_000, 25_000] : [40_000, 90_000];
