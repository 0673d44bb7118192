import type { Locale } from '#kernel';
import { type Generation, percentOf } from '#modules/generation';
import type { Addressee, Rendered } from '#surfaces/bot/messenger';
import type { Words } from '#surfaces/bot/ui';
import { cancelButton } from './buttons.ts';
import type { FaceDeps } from './deps.ts';
import { headOf, lines } from './describe.ts';
import { messages } from './messages.ts';
import { barOf, nextLookMs, placeOf, timeWords, toStep } from './progress.ts';

interface Look {
  words: readonly Words[];
  lookInMs: number;
  canCancel: boolean;
}

const queuedLookMs = 10_000;
const shortLookMs = 5_000;
const noLookMs = 60_000;

/** One order as it stands now. */
export async function renderStatus(
  deps: FaceDeps,
  generationId: string,
  to: Addressee,
): Promise<Rendered> {
  const { locale, userId } = to;
  const found =
    userId === undefined ? undefined : await deps.generation.find({ userId, generationId });
  if (!found) return { kind: 'last' };
  const { status } = found;
  if (status === 'PENDING' || status === 'PROCESSING')
    return { kind: 'live', ...(await statusOf(deps, found, locale)) };
  const words = endedWords(deps, found, locale);
  if (status === 'CANCELLED') return { kind: 'last', words };
  // The news of its end take the status away when they come; until then it says so.
  if (await deps.outbox.isTold(generationId)) return { kind: 'last' };
  return { kind: 'live', words, lookInMs: status === 'COMPLETED' ? shortLookMs : noLookMs };
}

type Ended = Pick<Generation, 'number' | 'modelId' | 'status'> & {
  price: Pick<Generation['price'], 'amount'>;
};

export function endedWords(deps: Pick<FaceDeps, 'catalogue'>, found: Ended, locale: Locale): Words {
  const t = messages[locale];
  const head = headOf(deps, found, locale);
  const { amount } = found.price;
  if (found.status === 'CANCELLED') return lines([head, t.cancelled(amount)]);
  if (found.status === 'FAILED') return lines([head, t.failed, t.moneyBack(amount)]);
  return lines([head, t.sending]);
}

/** What it waits for or how far it is, and the way out while there is one. */
export async function statusOf(deps: FaceDeps, found: Generation, locale: Locale) {
  const t = messages[locale];
  const { id, status } = found;
  const look =
    (await lookRefused(deps, found, locale)) ??
    (status === 'PENDING'
      ? await lookQueued(deps, found, locale)
      : await lookWorking(deps, found, locale));
  return {
    words: lines([headOf(deps, found, locale), ...look.words]),
    keyboard: look.canCancel
      ? { inline_keyboard: [[cancelButton.make(t.buttons.cancel, { id })]] }
      : undefined,
    lookInMs: look.lookInMs,
  };
}

/** The provider took it not, gave it up, or takes nothing now: nothing is made and billed until the next attempt. */
async function lookRefused(
  deps: FaceDeps,
  { id, userId }: Generation,
  locale: Locale,
): Promise<Look | undefined> {
  const at = await deps.generation.nextAttemptAt({ userId, generationId: id });
  if (!at) return undefined;
  const t = messages[locale];
  const inMs = at.getTime() - deps.clock.now().getTime();
  return {
    words: [inMs > 0 ? t.busy(timeWords(inMs, locale)) : t.busyNow],
    lookInMs: Math.min(queuedLookMs, Math.max(shortLookMs, inMs)),
    canCancel: true,
  };
}

async function lookQueued(deps: FaceDeps, found: Generation, locale: Locale): Promise<Look> {
  const t = messages[locale];
  const canCancel = true;
  const position =
    found.admittedAt === undefined ? await deps.generation.position(found.id) : undefined;
  if (position === undefined) return { words: [t.starting], lookInMs: shortLookMs, canCancel };
  if (position.ownCap !== undefined)
    return { words: [t.ownCap(position.ownCap)], lookInMs: queuedLookMs, canCancel };
  const { ahead, isAbout } = placeOf(position.ahead);
  return { words: [t.queued(ahead, isAbout)], lookInMs: queuedLookMs, canCancel };
}

async function lookWorking(deps: FaceDeps, found: Generation, locale: Locale): Promise<Look> {
  const t = messages[locale];
  const canCancel = false;
  if (found.certainty === 'finished')
    return { words: [t.fetching], lookInMs: shortLookMs, canCancel };
  const duration = await deps.generation.durations(found.modelId);
  const { percent, isAbout, leftMs } = shownOf(found, duration.medianMs, deps.clock.now());
  const step = toStep(percent);
  return {
    words: [
      `${barOf(step)} ${t.percent(step, isAbout)}`,
      leftMs > 0 ? t.left(timeWords(leftMs, locale)) : t.longer,
      t.making,
    ],
    lookInMs: nextLookMs(duration.medianMs),
    canCancel,
  };
}

/** The provider's own percent where it tells one, else what the model's past lets expect. */
export function shownOf(
  { progress, submittedAt, createdAt }: Generation,
  medianMs: number,
  now: Date,
): { percent: number; isAbout: boolean; leftMs: number } {
  const guessed = percentOf({ medianMs }, { submittedAt: submittedAt ?? createdAt, now });
  if (progress === undefined) return { ...guessed, isAbout: true };
  const passedMs = now.getTime() - (submittedAt ?? createdAt).getTime();
  const leftMs = progress > 0 ? (passedMs / progress) * (100 - progress) : guessed.leftMs;
  return { percent: progress, isAbout: false, leftMs };
}
