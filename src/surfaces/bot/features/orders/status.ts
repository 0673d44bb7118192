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
  const head = headOf(deps, found, locale);
  const { status } = found;
  if (status === 'CANCELLED') {
    const back = messages[locale].cancelled(found.price.amount);
    return { kind: 'last', words: lines([head, back]) };
  }
  if (status !== 'PENDING' && status !== 'PROCESSING') {
    // The news of its end take the status away when they come; until then it says so.
    if (await deps.outbox.isTold(generationId)) return { kind: 'last' };
    return {
      kind: 'live',
      words: lines([head, messages[locale].sending]),
      lookInMs: status === 'COMPLETED' ? shortLookMs : noLookMs,
    };
  }
  const look =
    status === 'PENDING'
      ? await lookQueued(deps, found, locale)
      : await lookWorking(deps, found, locale);
  return {
    kind: 'live',
    words: lines([head, ...look.words]),
    keyboard:
      status === 'PENDING'
        ? {
            inline_keyboard: [
              [cancelButton.make(messages[locale].buttons.cancel, { id: found.id })],
            ],
          }
        : undefined,
    lookInMs: look.lookInMs,
  };
}

async function lookQueued(deps: FaceDeps, found: Generation, locale: Locale): Promise<Look> {
  const t = messages[locale];
  const position =
    found.admittedAt === undefined ? await deps.generation.position(found.id) : undefined;
  if (position === undefined) return { words: [t.starting], lookInMs: shortLookMs };
  if (position.ownCap !== undefined)
    return { words: [t.ownCap(position.ownCap)], lookInMs: queuedLookMs };
  const { ahead, isAbout } = placeOf(position.ahead);
  return { words: [t.queued(ahead, isAbout)], lookInMs: queuedLookMs };
}

async function lookWorking(deps: FaceDeps, found: Generation, locale: Locale): Promise<Look> {
  const t = messages[locale];
  if (found.certainty === 'finished') return { words: [t.fetching], lookInMs: shortLookMs };
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
