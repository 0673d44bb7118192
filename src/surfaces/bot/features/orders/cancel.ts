import { isAppError } from '#kernel';
import type { BotContext } from '#surfaces/bot/context';
import { toast } from '#surfaces/bot/ui';
import type { OrdersDeps } from './deps.ts';
import { messages } from './messages.ts';
import { refuse } from './ordering.ts';

/** The status itself follows from the row; the press is answered at once. */
export async function cancelOne(deps: OrdersDeps, ctx: BotContext, id: string): Promise<void> {
  const t = messages[ctx.locale];
  try {
    await deps.generation.cancel({ userId: ctx.user.id, generationId: id });
    await toast(ctx, t.cancelledToast);
  } catch (error) {
    if (isAppError(error, 'already_submitted')) {
      const { status } = error.details;
      const said = status === 'COMPLETED' ? t.isDone : status === 'FAILED' ? t.isFailed : t.tooLate;
      await toast(ctx, said, { isAlert: true });
      return;
    }
    await refuse(ctx, error);
  }
}

export async function cancelRest(deps: OrdersDeps, ctx: BotContext, id: string): Promise<void> {
  const t = messages[ctx.locale];
  try {
    const cancelled = await deps.generation.cancelBatch({ userId: ctx.user.id, batchId: id });
    await toast(ctx, cancelled.length > 0 ? t.cancelledToast : t.nothingToCancel);
  } catch (error) {
    await refuse(ctx, error);
  }
}
