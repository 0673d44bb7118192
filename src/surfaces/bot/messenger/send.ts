import { createHash } from 'node:crypto';
import { type Api, GrammyError, InputFile } from 'grammy';
import type { InlineKeyboardMarkup } from 'grammy/types';
import type { Clock } from '#kernel';
import type { Outbox, OutboxMessage } from '#modules/notifications';
import { toFormatted, type Words } from '#surfaces/bot/ui';
import { captionOf } from './facts.ts';
import { type MediaDeps, sendMedia } from './media.ts';
import type { Addressee, Part, Rendered } from './message.ts';
import { messages } from './messages.ts';
import type { Pace } from './pace.ts';

export interface SendDeps extends MediaDeps {
  clock: Clock;
  outbox: Outbox;
  /** Of edits in one chat; undefined: one may be made now. */
  edits: Pace;
  /** A further call to this chat waits for its turn. */
  turn: (chatId: number) => Promise<void>;
}

export interface Sending {
  row: OutboxMessage;
  to: Addressee;
}

/** False: nothing had to be said to Telegram. */
export async function send(
  deps: SendDeps,
  { row, to }: Sending,
  rendered: Rendered,
): Promise<boolean> {
  switch (rendered.kind) {
    case 'nothing':
      await deps.outbox.drop(row, rendered.reason);
      return false;
    case 'once':
      return sendOnce(deps, { row, to }, rendered);
    case 'live':
      return sendLive(deps, { row, to }, rendered);
    case 'last':
      return sendLast(deps, { row, to }, rendered);
  }
}

async function sendOnce(
  deps: SendDeps,
  { row, to }: Sending,
  { parts, replaces }: Extract<Rendered, { kind: 'once' }>,
): Promise<boolean> {
  const sent = [...row.messageIds];
  for (const [at, part] of parts.slice(sent.length).entries()) {
    if (at > 0) await deps.turn(to.chatId);
    sent.push(await sendPart(deps, to, part));
    // Also after the last: whatever happens while the status is tidied away, nothing is sent again.
    if (sent.length < parts.length || replaces !== undefined) await deps.outbox.partSent(row, sent);
  }
  if (replaces !== undefined) await tidy(deps, to, replaces);
  await deps.outbox.sent(row, sent);
  return true;
}

async function sendPart(deps: SendDeps, to: Addressee, part: Part): Promise<number[]> {
  const { chatId, locale } = to;
  switch (part.kind) {
    case 'text':
      return [await sayText(deps.api, chatId, part)];
    case 'media':
      return sendMedia(deps, { ...part, chatId, locale, turn: () => deps.turn(chatId) });
    case 'text-file': {
      const file = new InputFile(new TextEncoder().encode(part.text), part.fileName);
      const { message_id } = await deps.api.sendDocument(chatId, file, {
        ...captionOf(part.caption),
        ...(part.keyboard && { reply_markup: part.keyboard }),
      });
      return [message_id];
    }
  }
}

interface Shown {
  words: Words;
  keyboard?: InlineKeyboardMarkup | undefined;
}

async function sayText(
  api: Api,
  chatId: number,
  { words, keyboard, isSilent = false }: Shown & { isSilent?: boolean },
): Promise<number> {
  const { text, entities } = toFormatted(words);
  const { message_id } = await api.sendMessage(chatId, text, {
    ...(entities.length > 0 && { entities }),
    ...(keyboard && { reply_markup: keyboard }),
    ...(isSilent && { disable_notification: true }),
    link_preview_options: { is_disabled: true },
  });
  return message_id;
}

/** False: the message is gone, or was never one that can be edited. */
async function editText(
  api: Api,
  { chatId, messageId }: { chatId: number; messageId: number },
  { words, keyboard }: Shown,
): Promise<boolean> {
  const { text, entities } = toFormatted(words);
  try {
    await api.editMessageText(chatId, messageId, text, {
      ...(entities.length > 0 && { entities }),
      ...(keyboard && { reply_markup: keyboard }),
      link_preview_options: { is_disabled: true },
    });
    return true;
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
}

const goneTexts = ['message to edit not found', "message can't be edited", 'MESSAGE_ID_INVALID'];

const isGone = (error: unknown): boolean =>
  error instanceof GrammyError && goneTexts.some((text) => error.description.includes(text));

async function sendLive(
  deps: SendDeps,
  { row, to }: Sending,
  rendered: Extract<Rendered, { kind: 'live' }>,
): Promise<boolean> {
  const { api, outbox, clock, edits } = deps;
  const lookAt = new Date(clock.now().getTime() + rendered.lookInMs);
  const mark = markOf(rendered);
  const messageId = row.messageIds.at(-1)?.at(-1);
  if (messageId !== undefined && row.shown === mark) {
    await outbox.shown(row, { messageIds: row.messageIds, shown: mark, lookAt });
    return false;
  }
  if (messageId !== undefined) {
    const waitMs = edits.take(String(to.chatId));
    if (waitMs > 0) {
      // What is not shown now is shown with the next edit, as it is then.
      const later = new Date(clock.now().getTime() + waitMs);
      await outbox.later(row, { dueAt: later });
      return false;
    }
    if (await editText(api, { chatId: to.chatId, messageId }, rendered)) {
      await outbox.shown(row, { messageIds: [[messageId]], shown: mark, lookAt });
      return true;
    }
    await deps.turn(to.chatId);
  }
  // The phone rings for the result, not for the waiting.
  const said = await sayText(api, to.chatId, { ...rendered, isSilent: true });
  await outbox.shown(row, { messageIds: [[said]], shown: mark, lookAt });
  return true;
}

async function sendLast(
  deps: SendDeps,
  { row, to }: Sending,
  { words, keyboard }: Extract<Rendered, { kind: 'last' }>,
): Promise<boolean> {
  const { api, outbox } = deps;
  const messageId = row.messageIds.at(-1)?.at(-1);
  if (words === undefined) {
    if (messageId !== undefined) await putAway(api, to, messageId);
    await outbox.sent(row, row.messageIds);
    return false;
  }
  const shown = { words, keyboard };
  const isEdited =
    messageId !== undefined &&
    (row.shown === markOf(shown) || (await editText(api, { chatId: to.chatId, messageId }, shown)));
  const last = isEdited ? messageId : await sayText(api, to.chatId, shown);
  await outbox.sent(row, [[last]]);
  return true;
}

/** The result has come: its status is of no use any more. */
async function tidy(deps: SendDeps, to: Addressee, subjectId: string): Promise<void> {
  const status = await deps.outbox.findStatus(subjectId);
  const messageId = status?.messageIds.at(-1)?.at(-1);
  if (messageId !== undefined) await putAway(deps.api, to, messageId);
  await deps.outbox.endStatus(subjectId);
}

/** Telegram deletes nothing older than two days: such a status stays, and says that it is over. */
async function putAway(api: Api, { chatId, locale }: Addressee, messageId: number): Promise<void> {
  try {
    await api.deleteMessage(chatId, messageId);
  } catch (error) {
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
    if (!error.description.includes("can't be deleted")) return;
    const words = messages[locale].over;
    // Whether that can be shown is of no weight: the result is in the chat already.
    await editText(api, { chatId, messageId }, { words }).catch((failure: unknown) => {
      if (!(failure instanceof GrammyError) || failure.error_code !== 400) throw failure;
    });
  }
}

const markOf = ({ words, keyboard }: Shown): string =>
  createHash('sha256')
    .update(JSON.stringify([toFormatted(words), keyboard ?? null]))
    .digest('base64url')
    .slice(0, 22);
