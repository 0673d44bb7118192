import { isAppError } from '#kernel';
import { type Catalogue, type Field, fieldsOf, type Model, start } from '#modules/catalogue';
import { refOf, type StoredFile } from '#modules/files';
import type { BotContext } from '#surfaces/bot/context';
import { say, show, toast } from '#surfaces/bot/ui';
import { fileGroupButton, fileModelButton } from './buttons.ts';
import type { CreateDeps } from './deps.ts';
import { fileErrorWords, showView } from './desk.ts';
import { inRows, label } from './keyboard.ts';
import { messages } from './messages.ts';
import { carriedBy, keepSent } from './sent-file.ts';

const mostModels = 12;

export const mediaOf = ({ widget }: Field) =>
  widget.kind === 'media' ? widget.media : widget.kind === 'list' ? widget.media : undefined;

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
    const t = messages[ctx.locale];
    const carried = carriedBy(ctx.message);
    if (!carried) return;
    const file = await keepSent(deps, ctx.user.id, carried).catch((error: unknown) => {
      if (!isAppError(error) || !(error.code in t.fileErrors)) throw error;
      return error.code;
    });
    if (typeof file === 'string') {
      await say(ctx, fileErrorWords(file, ctx), { replyTo: ctx.msgId });
      return;
    }
    await offer(ctx, file, ctx.msgId);
  };

  const offer = async (
    ctx: BotContext,
    file: StoredFile,
    replyTo: number | undefined = undefined,
  ): Promise<void> => {
    const t = messages[ctx.locale];
    const buttons = takers(catalogue, file.kind).map(({ group }) =>
      fileGroupButton.make(label(group.title[ctx.locale]), { file: file.id, group: group.id }),
    );
    await say(ctx, buttons.length > 0 ? t.sentFile[file.kind] : t.nothingTakes, {
      replyTo,
      keyboard: { inline_keyboard: inRows(buttons, 2) },
    });
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
      const file = await find(ctx, fileId);
      const model = showcase.modelBy(key);
      const place = file && model && placeFor(catalogue, model, file.kind);
      if (!file) return;
      if (!model || !place) {
        await toast(ctx, messages[ctx.locale].goneModel);
        return;
      }
      await deps.welcome(ctx.user);
      const caption = captionOf(ctx);
      const asksWords = fieldsOf(catalogue.form(model.id), start()).some(
        ({ name, widget }) => name === 'prompt' && widget.kind === 'text',
      );
      const ref = refOf(file);
      const view = await studio.openDraft({
        userId: ctx.user.id,
        modelId: model.id,
        input: {
          ...(asksWords && caption !== undefined && { prompt: caption }),
          [place.name]: place.widget.kind === 'list' ? [ref] : ref,
        },
        by: String(ctx.update.update_id),
      });
      await showView(deps, ctx, view);
    },
  };
}

/** The words that came with the file: our offer is a reply to it. */
function captionOf(ctx: BotContext): string | undefined {
  const message = ctx.callbackQuery?.message;
  const replied = message && 'reply_to_message' in message ? message.reply_to_message : undefined;
  const caption = replied?.caption?.trim();
  return caption === undefined || caption === '' ? undefined : caption;
}
