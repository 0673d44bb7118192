import type { View } from '#modules/studio';
import type { BotContext } from '#surfaces/bot/context';
import type { CreateDeps } from './deps.ts';
import { showTurn } from './desk.ts';

export interface Pressed {
  draft: string;
  rev: number;
}

/** The draft as the button was made for it; what happened since is told. */
export async function freshView(
  deps: CreateDeps,
  ctx: BotContext,
  { draft, rev }: Pressed,
): Promise<View | undefined> {
  const turn = await deps.studio.view({ userId: ctx.user.id, draftId: draft });
  if (turn.kind === 'taken' && turn.view.draft.rev === rev) return turn.view;
  // An update that is run again finds the draft moved on by itself.
  const isStale = turn.kind === 'taken' && turn.view.draft.by !== String(ctx.update.update_id);
  await showTurn(deps, ctx, isStale ? { kind: 'stale', view: turn.view } : turn);
  return undefined;
}
