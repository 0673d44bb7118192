import { type Clock, isAppError } from '#kernel';
import type { Lottery } from '#modules/lottery/facts';
import type { Game } from '#modules/lottery/stoloto';
import {
  type Archive,
  keepCode,
  listArchives,
  listCodes,
  listNewest,
  listTitles,
  openArchives,
} from '#modules/lottery/store';
import type { Db } from '#platform/db';
import type { Log } from '#platform/log';
import { type Archives, settlingMs } from './archives.ts';
import { findRenamed } from './merge.ts';
import type { Sections } from './sections.ts';

export interface SyncDeps {
  db: Db;
  clock: Clock;
  log: Log;
  lotteries: readonly Lottery[];
  sections: Sections;
  archives: Archives;
  onRenamed: () => void;
}

// A draw needs a moment to be held and written down.
const drawingMs = 60_000;
const oftenEnoughMs = 45_000;
const hourMs = 3_600_000;
// One game may be refused; two in a row mean that the source is away.
const fewFailures = 2;

/** Keeps up with the source: asks what is drawn when a draw has passed, and fetches the draws that are new. */
export async function keepUp(deps: SyncDeps, signal: AbortSignal): Promise<void> {
  const { sections, clock, db } = deps;
  let games = await sections.games.readQuietly();
  if (games.ageMs >= oftenEnoughMs && hasPassed(games.value, clock.now())) {
    await sections.games.refreshQuietly();
    games = await sections.games.readQuietly();
  }
  await sections.main.readQuietly().catch(untilNextTime(deps));
  await follow(deps, games.value);
  const active = games.value.filter(({ isActive, last }) => isActive && last);
  const codes = active.map(({ code }) => code);
  await openArchives(db, { codes, now: clock.now() });
  let failures = 0;
  for (const game of active) {
    if (signal.aborted || failures === fewFailures) return;
    const [archive] = await listArchives(db, [game.code]);
    const newest = (await listNewest(db, [game.code])).get(game.code);
    if (!isDue({ game, archive, newest, now: clock.now() })) continue;
    try {
      await deps.archives.refreshQuietly(game.code);
      failures = 0;
    } catch (error) {
      untilNextTime(deps)(error);
      failures += 1;
    }
  }
}

const hasPassed = (games: readonly Game[], now: Date): boolean =>
  games.some(
    ({ isActive, draw }) =>
      isActive && draw !== undefined && draw.at.getTime() + drawingMs <= now.getTime(),
  );

export function isDue({
  game,
  archive,
  newest,
  now,
}: {
  game: Game;
  archive: Pick<Archive, 'syncedAt' | 'failures' | 'dueAt'> | undefined;
  newest: { number: number; at: Date; seenAt: Date } | undefined;
  now: Date;
}): boolean {
  if (archive === undefined) return true;
  if (!archive.syncedAt || newest === undefined)
    return archive.failures === 0 || archive.dueAt <= now;
  const nowMs = now.getTime();
  const sinceMs = nowMs - archive.syncedAt.getTime();
  // Sections disagree for a while; asking at every tick would not help, and for ever even less.
  const lastMs = game.last?.at.getTime() ?? 0;
  const patienceMs = nowMs - lastMs < settlingMs ? oftenEnoughMs : hourMs;
  if (sinceMs < patienceMs) return false;
  const isBehind = (game.last?.number ?? 0) > newest.number;
  const settledMs = newest.at.getTime() + settlingMs;
  const isSettling = newest.seenAt.getTime() < settledMs && settledMs <= nowMs;
  return isBehind || isSettling || sinceMs >= 24 * hourMs;
}

/** A lottery that goes on under another code keeps its history and its name with us. */
async function follow({ db, clock, log, lotteries, onRenamed }: SyncDeps, games: readonly Game[]) {
  const [titles, codes] = [await listTitles(db), await listCodes(db)];
  const renamed = findRenamed({ lotteries, games, titles, codes });
  for (const one of renamed) {
    await keepCode(db, { ...one, now: clock.now() });
    log.warn(one, 'a lottery goes on under another code');
  }
  if (renamed.length > 0) onRenamed();
}

const untilNextTime =
  ({ log }: Pick<SyncDeps, 'log'>) =>
  (error: unknown): void => {
    if (!isAppError(error)) throw error;
    log.debug({ err: error }, 'lottery section not at hand');
  };
