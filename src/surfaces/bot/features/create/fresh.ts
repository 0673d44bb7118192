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
  await showTurn(deps, ctx, turn.kind === 'taken' ? { kind: 'stale', view: turn.view } : turn);
  return undefined;
}
