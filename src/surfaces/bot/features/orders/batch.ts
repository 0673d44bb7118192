import type { InlineKeyboardButton } from 'grammy/types';
import { isAppError, type Locale } from '#kernel';
import type { StoredFile } from '#modules/files';
import type { BatchView, Generation } from '#modules/generation';
import { type Addressee, layOut, type Part, type Rendered } from '#surfaces/bot/messenger';
import type { Words } from '#surfaces/bot/ui';
import { cancelBatchButton, openButton, retryFailedButton } from './buttons.ts';
import type { FaceDeps } from './deps.ts';
import { lines, priceOf } from './describe.ts';
import { errorTexts } from './error-texts.ts';
import { messages } from './messages.ts';
import { barOf } from './progress.ts';
import { listShown } from './result.ts';

const lookMs = 20_000;
const perRow = 5;

async function findBatch(
  deps: FaceDeps,
  batchId: string,
  { userId }: Addressee,
): Promise<BatchView | undefined> {
  if (userId === undefined) return undefined;
  try {
    return await deps.generation.batch({ userId, batchId });
  } catch (error) {
    if (isAppError(error, 'not_found')) return undefined;
    throw error;
  }
}

/** All orders of a batch in one message. */
export async function renderBatchStatus(
  deps: FaceDeps,
  batchId: string,
  to: Addressee,
): Promise<Rendered> {
  const view = await findBatch(deps, batchId, to);
  if (!view) return { kind: 'last' };
  const { batch, progress, generations } = view;
  const t = messages[to.locale];
  const head = t.batch(batch.number, batch.size);
  if (progress.live === 0) {
    if (await deps.outbox.isTold(batchId)) return { kind: 'last' };
    return { kind: 'live', words: overWords(view, to.locale), lookInMs: lookMs };
  }
  const over = batch.size - progress.live;
  const hasWaiting = generations.some(({ status }) => status === 'PENDING');
  return {
    kind: 'live',
    words: lines([
      head,
      `${barOf((100 * over) / batch.size)} ${t.batchDone(progress.done, batch.size)}`,
      progress.failed > 0 ? t.batchFailed(progress.failed) : undefined,
      progress.cancelled > 0 ? t.batchCancelled(progress.cancelled) : undefined,
      backLine(view, to.locale),
    ]),
    keyboard: hasWaiting
      ? { inline_keyboard: [[cancelBatchButton.make(t.buttons.cancelRest, { id: batchId })]] }
      : undefined,
    lookInMs: lookMs,
  };
}

/** One album back, with what it cost, what failed and why. */
export async function renderBatchResult(
  deps: FaceDeps,
  batchId: string,
  to: Addressee,
): Promise<Rendered> {
  const view = await findBatch(deps, batchId, to);
  if (!view || to.userId === undefined) return { kind: 'nothing', reason: 'gone' };
  const { batch, generations } = view;
  const { locale } = to;
  const isOriginal = (await deps.studio.delivery(to.userId)) === 'original';
  const done = generations.filter(({ status }) => status === 'COMPLETED');
  const files: StoredFile[] = [];
  for (const { id } of done) files.push(...(await listShown(deps, id)));
  const media: Part[] = layOut(files, isOriginal).map((album) => ({
    kind: 'media',
    files: album,
    isOriginal,
  }));
  const failed = generations.filter(({ status }) => status === 'FAILED');
  return {
    kind: 'once',
    replaces: batchId,
    parts: [
      ...media,
      {
        kind: 'text',
        words: summaryOf(view, locale),
        keyboard: {
          inline_keyboard: [
            ...numbersOf(done),
            ...(failed.length > 0
              ? [
                  [
                    retryFailedButton.make(
                      messages[locale].buttons.retryFailed(failed.length, priceOf(failed)),
                      { id: batch.id },
                    ),
                  ],
                ]
              : []),
          ],
        },
      },
    ],
  };
}

interface Over {
  batch: Pick<BatchView['batch'], 'number' | 'size'>;
  progress: Pick<BatchView['progress'], 'done'>;
  generations: readonly (Pick<Generation, 'status'> & {
    price: Pick<Generation['price'], 'amount'>;
  })[];
}

/** All have ended, and the news of it are on their way. */
export function overWords(view: Over, locale: Locale): Words {
  const { batch, progress } = view;
  const t = messages[locale];
  const head = t.batch(batch.number, batch.size);
  return progress.done === 0
    ? lines([head, t.batchNothing, backLine(view, locale)])
    : lines([head, t.sending]);
}

function backLine({ generations }: Pick<Over, 'generations'>, locale: Locale): Words | undefined {
  const back = priceOf(
    generations.filter(({ status }) => status === 'FAILED' || status === 'CANCELLED'),
  );
  return back > 0n ? messages[locale].moneyBack(back) : undefined;
}

function summaryOf(view: BatchView, locale: Locale): Words {
  const { batch, progress, generations } = view;
  const t = messages[locale];
  const reasons = new Set(
    generations
      .filter(({ status }) => status === 'FAILED')
      .map(({ code }) => errorTexts[code ?? 'provider_failed'].what[locale]),
  );
  return lines([
    t.batch(batch.number, batch.size),
    progress.done === 0 ? t.batchNothing : t.batchResult(progress.done, batch.size),
    progress.captured > 0n ? t.batchPaid(progress.captured) : undefined,
    progress.failed > 0
      ? lines([t.batchFailed(progress.failed), ...[...reasons].map((one) => `• ${one}`)])
      : undefined,
    progress.cancelled > 0 ? t.batchCancelled(progress.cancelled) : undefined,
    backLine(view, locale),
    progress.done > 0 ? t.pick : undefined,
  ]);
}

function numbersOf(done: readonly Generation[]): InlineKeyboardButton[][] {
  const keys = done.map(({ id, number }) => openButton.make(`№ ${number}`, { id }));
  return keys.flatMap((_, at) => (at % perRow === 0 ? [keys.slice(at, at + perRow)] : []));
}
