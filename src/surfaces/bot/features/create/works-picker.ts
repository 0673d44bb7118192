import type { StoredFile } from '#modules/files';
import type { View } from '#modules/studio';
import type { BotContext } from '#surfaces/bot/context';
import { show } from '#surfaces/bot/ui';
import { fileButton, worksButton } from './buttons.ts';
import type { CreateDeps } from './deps.ts';
import { expect, showTurn, turningOf } from './desk.ts';
import { inRows, moveKey } from './keyboard.ts';
import { messages } from './messages.ts';
import { mediaOf } from './rows.ts';
import { putMove } from './take.ts';

const perPage = 8;
// Works of other kinds stand between those that fit.
const mostPages = 5;

async function fittingWorks(
  { files }: Pick<CreateDeps, 'files'>,
  userId: string,
  { kind, before }: { kind: string; before: number },
): Promise<{ found: StoredFile[]; next: number | undefined }> {
  const found: StoredFile[] = [];
  let from: number | undefined = before === 0 ? undefined : before;
  for (let page = 0; page < mostPages && found.length < perPage; page += 1) {
    const { files: some, next } = await files.list({
      userId,
      role: 'result',
      limit: 20,
      ...(from !== undefined && { before: from }),
    });
    found.push(
      ...some.filter((file) => file.state === 'stored' && (kind === 'file' || file.kind === kind)),
    );
    from = next;
    if (next === undefined) break;
  }
  const shown = found.slice(0, perPage);
  const last = shown.at(-1)?.number;
  return { found: shown, next: found.length > perPage || from !== undefined ? last : undefined };
}

/** What the person has made, as answers to the question on the table. */
export async function showWorks(
  deps: CreateDeps,
  ctx: BotContext,
  { view, before }: { view: View; before: number },
): Promise<void> {
  const t = messages[ctx.locale];
  const { draft, question } = view;
  const kind = question && mediaOf(question.field);
  if (!kind) return showTurn(deps, ctx, { kind: 'stale', view });
  const { found, next } = await fittingWorks(deps, ctx.user.id, { kind, before });
  const ref = { draft: draft.id, rev: draft.rev };
  const keyboard = {
    inline_keyboard: [
      ...inRows(
        found.map((file) =>
          fileButton.make(t.work(file.number, file.kind), { ...ref, file: file.id }),
        ),
      ),
      ...(next === undefined ? [] : [[worksButton.make(t.older, { ...ref, before: next })]]),
      [moveKey(draft, 'panel', t.back)],
    ],
  };
  await show(ctx, found.length > 0 ? t.pickWork : t.noWorks, { keyboard });
  expect(ctx, draft);
}

export async function pickWork(
  deps: CreateDeps,
  ctx: BotContext,
  { view, fileId }: { view: View; fileId: string },
): Promise<void> {
  const { draft, question } = view;
  const file = await deps.files.find({ userId: ctx.user.id, fileId });
  if (!question || !file) return showTurn(deps, ctx, { kind: 'stale', view });
  const turning = turningOf(ctx, { draft: draft.id, rev: draft.rev });
  await showTurn(deps, ctx, await deps.studio.act(turning, putMove(question.field, file)));
}
