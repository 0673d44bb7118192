import { type Api, InputFile } from 'grammy';
import type {
  InlineKeyboardMarkup,
  InputMediaAudio,
  InputMediaDocument,
  InputMediaPhoto,
  InputMediaVideo,
  Message,
} from 'grammy/types';
import type { Locale } from '#kernel';
import type { Files, StoredFile } from '#modules/files';
import { join, type Words } from '#surfaces/bot/ui';
import { audioFacts, captionOf, nameOf, telegramOf, videoFacts } from './facts.ts';
import { type Form, fitsUpload, formOf, knownId } from './form.ts';
import { messages } from './messages.ts';
import { isGoneFile, isRefusedForm } from './verdict.ts';

export interface MediaDeps {
  api: Api;
  files: Pick<Files, 'open' | 'setTelegram'>;
  /** Where a file too big for Telegram can be had; undefined: nowhere outside. */
  linkTo: (file: StoredFile) => string | undefined;
}

export interface Shipment {
  chatId: number;
  locale: Locale;
  files: readonly StoredFile[];
  isOriginal: boolean;
  caption?: Words | undefined;
  keyboard?: InlineKeyboardMarkup | undefined;
  /** Each call after the first takes its turn. */
  turn: () => Promise<void>;
}

type Source = { form: Form; media: InputFile | string; isUpload: boolean };
/** Ways to send it, the best first: what is refused goes the next way. */
type Way = () => Promise<Source>;

/** One file or one album, in the best form that Telegram takes. Returns the ids of its messages. */
export async function sendMedia(deps: MediaDeps, shipment: Shipment): Promise<number[]> {
  const { files } = shipment;
  if (files.length > 1) {
    const sent = await sendAlbum(deps, shipment);
    if (sent) return sent;
  }
  const ids: number[] = [];
  for (const [at, file] of files.entries()) {
    if (at > 0) await shipment.turn();
    const isLast = at === files.length - 1;
    ids.push(
      await sendFile(deps, file, {
        ...shipment,
        caption: at === 0 ? shipment.caption : undefined,
        keyboard: isLast ? shipment.keyboard : undefined,
      }),
    );
  }
  return ids;
}

function waysOf(deps: MediaDeps, file: StoredFile, isOriginal: boolean): Way[] {
  const form = formOf(file, isOriginal);
  const known = knownId(file, form);
  const upload =
    (as: Form): Way =>
    async () => ({
      form: as,
      media: new InputFile((await deps.files.open(file)).stream, nameOf(file)),
      isUpload: true,
    });
  return [
    ...(known === undefined ? [] : [async () => ({ form, media: known, isUpload: false })]),
    ...(fitsUpload(file) ? [upload(form)] : []),
    ...(fitsUpload(file) && form !== 'document' ? [upload('document')] : []),
  ];
}

async function sendFile(deps: MediaDeps, file: StoredFile, shipment: Shipment): Promise<number> {
  for (const way of waysOf(deps, file, shipment.isOriginal)) {
    try {
      const source = await way();
      const message = await showingUpload(deps, shipment.chatId, source, () =>
        sendAs(deps, file, { source, shipment }),
      );
      if (source.isUpload) await keepId(deps, { file, isOriginal: shipment.isOriginal }, message);
      return message.message_id;
    } catch (error) {
      if (isGoneFile(error)) break;
      if (!isRefusedForm(error)) throw error;
      await shipment.turn();
    }
  }
  return sendLink(deps, file, shipment);
}

function sendAs(
  { api }: MediaDeps,
  file: StoredFile,
  { source, shipment }: { source: Source; shipment: Shipment },
): Promise<Message> {
  const { chatId, keyboard } = shipment;
  const options = {
    ...captionOf(shipment.caption),
    ...(keyboard && { reply_markup: keyboard }),
  };
  const { media, form } = source;
  switch (form) {
    case 'photo':
      return api.sendPhoto(chatId, media, options);
    case 'video':
      return api.sendVideo(chatId, media, { ...options, ...videoFacts(file) });
    case 'animation':
      return api.sendAnimation(chatId, media, options);
    case 'audio':
      return api.sendAudio(chatId, media, { ...options, ...audioFacts(file) });
    case 'document':
      return api.sendDocument(chatId, media, {
        ...options,
        disable_content_type_detection: true,
      });
  }
}

async function sendLink(
  { api, linkTo }: MediaDeps,
  file: StoredFile,
  { chatId, locale, keyboard, caption }: Shipment,
): Promise<number> {
  const isGone = file.state === 'gone';
  const url = isGone ? undefined : linkTo(file);
  const t = messages[locale];
  const told = isGone ? t.gone : url === undefined ? t.noWay : t.tooBig(url);
  const { text, entities } = join(caption === undefined ? [told] : [told, caption], '\n\n');
  const message = await api.sendMessage(chatId, text, {
    ...(entities.length > 0 && { entities }),
    ...(keyboard && { reply_markup: keyboard }),
    link_preview_options: { is_disabled: true },
  });
  return message.message_id;
}

type AlbumItem = InputMediaPhoto | InputMediaVideo | InputMediaAudio | InputMediaDocument;

/** Undefined: Telegram does not take them together. */
async function sendAlbum(deps: MediaDeps, shipment: Shipment): Promise<number[] | undefined> {
  const { chatId, files, isOriginal, caption } = shipment;
  try {
    const sources: Source[] = [];
    for (const file of files) {
      const [best] = waysOf(deps, file, isOriginal);
      if (!best) return undefined;
      sources.push(await best());
    }
    const items = sources.map((source, at) => {
      const file = files[at];
      return {
        ...toItem(source),
        ...(file && source.form === 'video' && videoFacts(file)),
        ...(file && source.form === 'audio' && audioFacts(file)),
        ...(at === 0 && captionOf(caption)),
      };
    });
    const first = sources.find(({ isUpload }) => isUpload) ?? sources[0];
    if (!first) return undefined;
    const sent = await showingUpload(deps, chatId, first, () =>
      deps.api.sendMediaGroup(chatId, asAlbum(items)),
    );
    for (const [at, message] of sent.entries()) {
      const file = files[at];
      if (file && sources[at]?.isUpload) await keepId(deps, { file, isOriginal }, message);
    }
    return sent.map(({ message_id }) => message_id);
  } catch (error) {
    if (!isRefusedForm(error) && !isGoneFile(error)) throw error;
    await shipment.turn();
    return undefined;
  }
}

const toItem = ({ form, media }: Source): AlbumItem =>
  form === 'animation' ? { type: 'document', media } : { type: form, media };

// Whoever laid the album out put only those together that may be: the types of grammY cannot follow.
const asAlbum = (items: AlbumItem[]) => items as InputMediaPhoto[];

async function keepId(
  { files }: MediaDeps,
  { file, isOriginal }: { file: StoredFile; isOriginal: boolean },
  message: Message,
): Promise<void> {
  const found = telegramOf(message);
  // The id of a preview is worth more: originals are asked for now and then.
  if (found && !(isOriginal && file.telegram)) await files.setTelegram(file.id, found);
}

const actions = {
  photo: 'upload_photo',
  video: 'upload_video',
  animation: 'upload_video',
  audio: 'upload_document',
  document: 'upload_document',
} as const;
// Telegram shows an action for five seconds.
const actionEveryMs = 4_000;

/** Says that something is on its way for as long as it is. */
async function showingUpload<T>(
  { api }: MediaDeps,
  chatId: number,
  source: Source,
  send: () => Promise<T>,
): Promise<T> {
  if (!source.isUpload) return send();
  const show = () => {
    api.sendChatAction(chatId, actions[source.form]).catch(() => undefined);
  };
  show();
  const timer = setInterval(show, actionEveryMs);
  try {
    return await send();
  } finally {
    clearInterval(timer);
  }
}
