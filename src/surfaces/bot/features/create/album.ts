import { z } from 'zod';
import type { BotContext } from '#surfaces/bot/context';
import { editShown, say } from '#surfaces/bot/ui';
import type { CreateDeps } from './deps.ts';
import type { Screen } from './keyboard.ts';
import { messages } from './messages.ts';

// An album comes as several messages within a moment; there is no sign of its end.
const keepMs = 60 * 60 * 1000;

const record = z.object({
  /** The form that its pictures go to, and the field that took them. */
  draftId: z.string().optional(),
  path: z.string().optional(),
  messageId: z.number(),
  /** That the rest of it is of no use here. */
  isTold: z.boolean(),
  /** What stands in the answer now: the same again would be no edit. */
  shown: z.string(),
  fileIds: z.array(z.string()),
  /** Why others were not taken, in words. */
  refused: z.array(z.string()),
});
export type Album = z.infer<typeof record>;

const keyOf = (ctx: BotContext) =>
  ctx.message?.media_group_id === undefined
    ? undefined
    : `draft_album:${ctx.chatId}:${ctx.message.media_group_id}`;

const filesKey = (fileId: string) => `draft_album:${fileId}`;

export const isAlbum = (ctx: BotContext): boolean => keyOf(ctx) !== undefined;

/** What is known of the album that this message belongs to. */
export async function readAlbum({ kv }: CreateDeps, ctx: BotContext): Promise<Album | undefined> {
  const key = keyOf(ctx);
  return key === undefined ? undefined : record.safeParse((await kv.get(key))?.value).data;
}

export async function keepAlbum(
  { kv, clock }: CreateDeps,
  ctx: BotContext,
  album: Album,
): Promise<void> {
  const key = keyOf(ctx);
  const expiresAt = new Date(clock.now().getTime() + keepMs);
  if (key === undefined) return;
  await kv.set(key, album, { expiresAt });
  const [first] = album.fileIds;
  // Buttons carry the first of its files; the others are found by it.
  if (first !== undefined && album.fileIds.length > 1)
    await kv.set(filesKey(first), album.fileIds, { expiresAt });
}

/** All files of the album that this one leads; itself when it came alone. */
export async function filesLedBy({ kv }: CreateDeps, fileId: string): Promise<string[]> {
  const known = z.array(z.string()).safeParse((await kv.get(filesKey(fileId)))?.value).data;
  return known ?? [fileId];
}

/** One more of an album: taken, or not and why. */
export function grown(
  before: Pick<Album, 'fileIds' | 'refused'> | undefined,
  { fileId, why }: { fileId?: string | undefined; why?: string | undefined },
): Pick<Album, 'fileIds' | 'refused'> {
  const { fileIds = [], refused = [] } = before ?? {};
  return {
    fileIds: fileId === undefined ? fileIds : [...new Set([...fileIds, fileId])],
    refused: why === undefined ? refused : [...refused, why],
  };
}

/** How many were taken and why others were not; one by itself just says why. */
export function refusedWords(
  { fileIds, refused }: Pick<Album, 'fileIds' | 'refused'>,
  { locale }: BotContext,
): string[] {
  const [only] = refused;
  if (only === undefined) return [];
  if (fileIds.length === 0 && refused.length === 1) return [only];
  const reasons = [...new Set(refused)].map((why) => ({
    why,
    count: refused.filter((one) => one === why).length,
  }));
  return [messages[locale].albumTaken(fileIds.length, refused.length, reasons)];
}

/** One answer for the whole album, rewritten as its pictures come in. */
export async function answerOnce(
  deps: CreateDeps,
  ctx: BotContext,
  {
    screen,
    before,
    ...album
  }: Omit<Album, 'messageId' | 'shown' | 'isTold'> & {
    screen: Screen;
    before: Album | undefined;
    replyTo?: number | undefined;
  },
): Promise<void> {
  const { words, keyboard } = screen;
  const { replyTo, ...kept } = album;
  const shown = JSON.stringify([words, keyboard]);
  const messageId = !before
    ? (await say(ctx, words, { keyboard, replyTo })).message_id
    : before.shown === shown
      ? before.messageId
      : await editShown(ctx, { messageId: before.messageId, words, keyboard });
  await keepAlbum(deps, ctx, { ...kept, messageId, isTold: before?.isTold ?? false, shown });
}
