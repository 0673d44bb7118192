import { type Catalogue, type Field, fieldsOf, type Model, start } from '#modules/catalogue';
import { refOf, type StoredFile } from '#modules/files';
import { mark } from '#surfaces/bot/api';
import type { BotContext } from '#surfaces/bot/context';
import { say, show, toast } from '#surfaces/bot/ui';
import { type Album, answerOnce, grown, keepAlbum, readAlbum, refusedWords } from './album.ts';
import { fileGroupButton, fileModelButton } from './buttons.ts';
import type { CreateDeps } from './deps.ts';
import { fileErrorWords, showView } from './desk.ts';
import { filesOf, offerPlace } from './given-file.ts';
import { inRows, label, type Screen } from './keyboard.ts';
import { lines, messages } from './messages.ts';
import { mediaOf } from './rows.ts';
import { type Carried, carriedBy, keepOr, recall } from './sent-file.ts';

const mostModels = 12;

/** Where a model takes a file of this kind: the first place that must be filled, else the first that may. */
function placeFor(catalogue: Catalogue, model: Model, kind: StoredFile['kind']): Field | undefined {
  const fields = fieldsOf(catalogue.form(model.id), start()).filter(
    (field) => field.relevant && !field.deprecated && mediaOf(field) === kind,
  );
  return fields.find(({ required }) => required) ?? fields[0];
}

/** Models that can start from such a file, by what people want to make. */
function takers(catalogue: Catalogue, kind: StoredFile['kind']) {
  return catalogue
    .groups()
    .map(({ group, models }) => ({
      group,
      models: models.filter((model) => {
        const place = placeFor(catalogue, model, kind);
        // To draw from words needs no picture, though some models take one beside them.
        return place !== undefined && (place.required || !group.kinds.includes('text-to-image'));
      }),
    }))
    .filter(({ models }) => models.length > 0);
}

export interface SentMedia {
  /** A file that came with no dialogue open: what can be made of it, at once. */
  take: (ctx: BotContext) => Promise<void>;
  offer: (ctx: BotContext, file: StoredFile) => Promise<void>;
  pressOther: (ctx: BotContext, fileId: string) => Promise<void>;
  pressGroup: (ctx: BotContext, pressed: { file: string; group: string }) => Promise<void>;
  pressModel: (ctx: BotContext, pressed: { file: string; key: string }) => Promise<void>;
}

export function createSentMedia(deps: CreateDeps): SentMedia {
  const { catalogue, studio, files, showcase } = deps;
  const find = async (ctx: BotContext, fileId: string): Promise<StoredFile | undefined> => {
    const file = await files.find({ userId: ctx.user.id, fileId });
    if (file?.state === 'stored') return file;
    await toast(ctx, messages[ctx.locale].sentFileGone, { isAlert: true });
    return undefined;
  };

  const take = async (ctx: BotContext): Promise<void> => {
    const carried = carriedBy(ctx.message);
    if (!carried) return;
    const before = await readAlbum(deps, ctx);
    if (before?.draftId !== undefined)
      return takeForForm(deps, ctx, { album: before, draftId: before.draftId, carried });
    const file = await keepOr(deps, ctx.user.id, carried);
    const album =
      typeof file === 'string'
        ? grown(before, { why: fileErrorWords(file, ctx) })
        : grown(before, { fileId: file.id });
    const [first] = album.fileIds;
    const lead =
      first === undefined ? undefined : await files.find({ userId: ctx.user.id, fileId: first });
    const screen = offerScreen(ctx, lead, album);
    await answerOnce(deps, ctx, { ...album, before, screen, replyTo: ctx.msgId });
  };

  const offerScreen = (
    ctx: BotContext,
    file: StoredFile | undefined,
    album: Pick<Album, 'fileIds' | 'refused'>,
  ): Screen => {
    const t = messages[ctx.locale];
    const refused = refusedWords(album, ctx);
    if (!file) return { words: lines(refused), keyboard: { inline_keyboard: [] } };
    const buttons = takers(catalogue, file.kind).map(({ group }) =>
      fileGroupButton.make(label(group.title[ctx.locale]), { file: file.id, group: group.id }),
    );
    const count = album.fileIds.length;
    const asked = count > 1 ? t.sentFiles(count) : t.sentFile[file.kind];
    return {
      words: lines([...refused, buttons.length > 0 ? asked : t.nothingTakes], '\n\n'),
      keyboard: { inline_keyboard: inRows(buttons, 2) },
    };
  };

  const offer = async (ctx: BotContext, given: StoredFile): Promise<void> => {
    const file = given.state === 'stored' ? given : await recall(deps, given);
    if (typeof file === 'string') {
      const why = file === 'gone' ? messages[ctx.locale].sentFileGone : fileErrorWords(file, ctx);
      return toast(ctx, why, { isAlert: true });
    }
    const { words, keyboard } = offerScreen(ctx, file, { fileIds: [file.id], refused: [] });
    await say(ctx, words, { keyboard });
  };

  return {
    take,
    offer: (ctx, file) => offer(ctx, file),
    pressOther: async (ctx, fileId) => {
      const file = await find(ctx, fileId);
      if (file) await offer(ctx, file);
    },
    pressGroup: async (ctx, { file: fileId, group: groupId }) => {
      const t = messages[ctx.locale];
      const file = await find(ctx, fileId);
      const found = file && takers(catalogue, file.kind).find(({ group }) => group.id === groupId);
      if (!file || !found) return;
      const orders = await studio.popular();
      const models = found.models
        .toSorted((a, b) => (orders.get(b.id) ?? 0) - (orders.get(a.id) ?? 0))
        .slice(0, mostModels);
      const buttons = models.map((model) => [
        fileModelButton.make(showcase.label(model, ctx.locale), {
          file: file.id,
          key: showcase.keyOf(model),
        }),
      ]);
      await show(ctx, t.pickModel(found.group.title[ctx.locale]), {
        keyboard: { inline_keyboard: buttons },
      });
    },
    pressModel: async (ctx, { file: fileId, key }) => {
      const t = messages[ctx.locale];
      const file = await find(ctx, fileId);
      const model = showcase.modelBy(key);
      const place = file && model && placeFor(catalogue, model, file.kind);
      if (!file) return;
      if (!model || !place) {
        await toast(ctx, t.goneModel);
        return;
      }
      await deps.welcome(ctx.user);
      const caption = captionOf(ctx);
      const asksWords = fieldsOf(catalogue.form(model.id), start()).some(
        ({ name, widget }) => name === 'prompt' && widget.kind === 'text',
      );
      const refs = (await filesOf(deps, ctx, fileId))
        .filter(({ kind }) => kind === file.kind)
        .map(refOf);
      const [ref = refOf(file)] = refs;
      const most = place.widget.kind === 'list' ? (place.widget.max ?? refs.length) : 1;
      const view = await studio.openDraft({
        userId: ctx.user.id,
        modelId: model.id,
        input: {
          ...(asksWords && caption !== undefined && { prompt: caption }),
          [place.name]: place.widget.kind === 'list' ? refs.slice(0, most) : ref,
        },
        by: String(ctx.update.update_id),
      });
      const notes = refs.length > most ? [t.tookSome(most, refs.length)] : [];
      await showView(deps, ctx, view, { notes });
    },
  };
}

/** The rest of an album that a form is taking or has taken. */
async function takeForForm(
  deps: CreateDeps,
  ctx: BotContext,
  { album, draftId, carried }: { album: Album; draftId: string; carried: Carried },
): Promise<void> {
  if (album.path === undefined) {
    const turn = await deps.studio.view({ userId: ctx.user.id, draftId });
    if (turn.kind === 'taken') return offerPlace(deps, ctx, { view: turn.view, carried, told: '' });
  }
  if (album.isTold) mark({ outcome: 'ignored' });
  else await say(ctx, messages[ctx.locale].oneFile);
  await keepAlbum(deps, ctx, { ...album, isTold: true });
}

/** The words that came with the file: our offer is a reply to it. */
function captionOf(ctx: BotContext): string | undefined {
  const message = ctx.callbackQuery?.message;
  const replied = message && 'reply_to_message' in message ? message.reply_to_message : undefined;
  const caption = replied?.caption?.trim();
  return caption === undefined || caption === '' ? undefined : caption;
}
