import { z } from 'zod';
import type { Field } from '#modules/catalogue';
import type { Draft, Turn } from '#modules/studio';
import { mark } from '#surfaces/bot/api';
import type { BotContext } from '#surfaces/bot/context';
import { editShown, say } from '#surfaces/bot/ui';
import type { CreateDeps } from './deps.ts';
import { expect, refusalWords, screenOf, showTurn } from './desk.ts';
import { messages } from './messages.ts';

// An album comes as several messages within a moment; there is no sign of its end.
const keepMs = 60 * 60 * 1000;

const record = z.object({
  /** The field that took its first picture. */
  path: z.string(),
  draftId: z.string(),
  messageId: z.number(),
  isTold: z.boolean(),
  /** What stands there now: the same again would be no edit. */
  shown: z.string(),
});
type Album = z.infer<typeof record>;

const keyOf = (ctx: BotContext) =>
  ctx.message?.media_group_id === undefined
    ? undefined
    : `draft_album:${ctx.chatId}:${ctx.message.media_group_id}`;

async function read({ kv }: CreateDeps, ctx: BotContext): Promise<Album | undefined> {
  const key = keyOf(ctx);
  return key === undefined ? undefined : record.safeParse((await kv.get(key))?.value).data;
}

async function write({ kv, clock }: CreateDeps, ctx: BotContext, album: Album): Promise<void> {
  const key = keyOf(ctx);
  const expiresAt = new Date(clock.now().getTime() + keepMs);
  if (key !== undefined) await kv.set(key, album, { expiresAt });
}

/** The rest of an album whose first picture was all that its field needed: said once, then ignored. */
export async function isOfAlbum(
  deps: CreateDeps,
  ctx: BotContext,
  { draft, field }: { draft: Draft; field: Field },
): Promise<boolean> {
  const album = await read(deps, ctx);
  if (
    !album ||
    (album.draftId === draft.id && album.path === field.path && field.widget.kind === 'list')
  )
    return false;
  if (album.isTold) mark({ outcome: 'ignored' });
  else await say(ctx, messages[ctx.locale].oneFile);
  await write(deps, ctx, { ...album, isTold: true });
  expect(ctx, draft);
  return true;
}

/** What came of a file: one answer for the whole album, rewritten as its pictures come in. */
export async function answerAlbum(
  deps: CreateDeps,
  ctx: BotContext,
  { turn, field }: { turn: Turn; field: Field },
): Promise<void> {
  const isOpen = turn.kind === 'taken' || turn.kind === 'refused';
  if (keyOf(ctx) === undefined || !isOpen) return showTurn(deps, ctx, turn);
  const { view } = turn;
  const notes = turn.kind === 'refused' ? [refusalWords(view, turn.refusal, ctx)] : [];
  const { words, keyboard } = await screenOf(deps, ctx, view, { notes });
  const before = await read(deps, ctx);
  const shown = JSON.stringify([words, keyboard]);
  const messageId = !before
    ? (await say(ctx, words, { keyboard })).message_id
    : before.shown === shown
      ? before.messageId
      : await editShown(ctx, { messageId: before.messageId, words, keyboard });
  const path = before?.path ?? field.path;
  await write(deps, ctx, { path, draftId: view.draft.id, messageId, isTold: false, shown });
  expect(ctx, view.draft);
}
