import type { InlineKeyboardButton, InlineKeyboardMarkup } from 'grammy/types';
import type { Locale } from '#kernel';
import type { StoredFile } from '#modules/files';
import type { Generation } from '#modules/generation';
import { type Addressee, layOut, type Part, type Rendered } from '#surfaces/bot/messenger';
import { clip, type Words } from '#surfaces/bot/ui';
import {
  againButton,
  changeButton,
  favouriteButton,
  originalButton,
  promptButton,
  removeButton,
  useButton,
  variantsButton,
} from './buttons.ts';
import type { FaceDeps } from './deps.ts';
import { headOf, lines, promptOf } from './describe.ts';
import { failedPart } from './failed.ts';
import { messages } from './messages.ts';
import { endedWords, statusOf } from './status.ts';
import { waysOn } from './ways.ts';

// Telegram shows less of a caption the longer it is; the whole prompt has a button.
const promptInCaption = 200;
const copyLimit = 256;
const textLimit = 3_500;

export type ResultKind = 'result' | 'late' | 'shown' | 'original';

/** What was made, with all that can be done with it. */
export async function renderResult(
  deps: FaceDeps,
  { generationId, as }: { generationId: string; as: ResultKind },
  to: Addressee,
): Promise<Rendered> {
  const { locale, userId } = to;
  const found =
    userId === undefined ? undefined : await deps.generation.find({ userId, generationId });
  if (!found || userId === undefined) return { kind: 'nothing', reason: 'gone' };
  const files = await listShown(deps, generationId);
  const isThere = files.length > 0 || found.resultText !== undefined;
  if (found.status !== 'COMPLETED' && !isThere)
    return { kind: 'once', parts: [await unfinishedPart(deps, found, locale)] };
  const isOriginal = as === 'original' || (await deps.studio.delivery(userId)) === 'original';
  const caption = captionOf(deps, found, { locale, isLate: as === 'late' });
  if (as === 'original') return { kind: 'once', parts: originalParts(files, { found, locale }) };
  const favourites = await deps.studio.favouritesAmong(userId, [generationId]);
  const keyboard = resultKeyboard(deps, found, {
    locale,
    files,
    isFavourite: favourites.has(generationId),
  });
  return {
    kind: 'once',
    parts: partsOf({ files, text: found.resultText, isOriginal }, { caption, keyboard, locale }),
    replaces: as === 'shown' ? undefined : generationId,
  };
}

/** Looked up before its end, or after another one than it was ordered for. */
async function unfinishedPart(deps: FaceDeps, found: Generation, locale: Locale): Promise<Part> {
  const t = messages[locale].buttons;
  const { id, status } = found;
  if (status === 'FAILED') return failedPart(deps, found, locale);
  if (status === 'CANCELLED')
    return {
      kind: 'text',
      words: endedWords(deps, found, locale),
      keyboard: {
        inline_keyboard: [[againButton.make(t.again, { id }), changeButton.make(t.change, { id })]],
      },
    };
  const { words, keyboard } = await statusOf(deps, found, locale);
  return { kind: 'text', words, keyboard };
}

/** What can still be sent: here, or in Telegram after its time here. */
export const listShown = async (
  { files }: Pick<FaceDeps, 'files'>,
  generationId: string,
): Promise<StoredFile[]> => (await files.ofGeneration(generationId)).filter(canShow);

export const canShow = ({ state, telegram }: StoredFile): boolean =>
  state === 'stored' || (state === 'gone' && telegram !== undefined);

function captionOf(
  deps: FaceDeps,
  found: Generation,
  { locale, isLate }: { locale: Locale; isLate: boolean },
): Words {
  const t = messages[locale];
  const prompt = promptOf(found);
  const paid = isLate || found.captured === undefined ? undefined : t.paid(found.captured);
  return lines([
    headOf(deps, found, locale),
    isLate ? t.lateTitle : paid,
    prompt === undefined ? undefined : t.prompt(clipped(prompt)),
  ]);
}

const clipped = (text: string): string => clip(text.replace(/\s+/g, ' '), promptInCaption).text;

interface ResultKeys {
  locale: Locale;
  files: readonly StoredFile[];
  isFavourite: boolean;
}

export function resultKeyboard(
  deps: Pick<FaceDeps, 'catalogue'>,
  found: Generation,
  { locale, files, isFavourite }: ResultKeys,
): InlineKeyboardMarkup {
  const t = messages[locale].buttons;
  const { id } = found;
  const prompt = promptKey(found, locale);
  const hasFiles = files.length > 0;
  const canUse = hasFiles || waysOn(deps, found, files).length > 0;
  const rows: InlineKeyboardButton[][] = [
    [againButton.make(t.again, { id }), changeButton.make(t.change, { id })],
    [variantsButton.make(t.variants, { id }), ...(canUse ? [useButton.make(t.use, { id })] : [])],
    [...(hasFiles ? [originalButton.make(t.original, { id })] : []), ...prompt],
    [
      favouriteButton.make(isFavourite ? t.removeFavourite : t.addFavourite, {
        id,
        on: isFavourite ? 0 : 1,
      }),
      removeButton.make(t.remove, { id }),
    ],
  ];
  return { inline_keyboard: rows.filter((row) => row.length > 0) };
}

/** Copied at a touch; what is too long for that is sent. */
function promptKey(found: Generation, locale: Locale): InlineKeyboardButton[] {
  const text = messages[locale].buttons.prompt;
  const prompt = promptOf(found);
  if (prompt === undefined) return [];
  return Array.from(prompt).length <= copyLimit && prompt.length <= copyLimit
    ? [{ text, copy_text: { text: prompt } }]
    : [promptButton.make(text, { id: found.id })];
}

interface Frame {
  caption: Words;
  keyboard: InlineKeyboardMarkup;
  locale: Locale;
}

interface Made {
  files: readonly StoredFile[];
  text: string | undefined;
  isOriginal: boolean;
}

/** One file carries caption and buttons; several are an album or more, and the buttons follow. */
export function partsOf(
  { files, text, isOriginal }: Made,
  { caption, keyboard, locale }: Frame,
): Part[] {
  const albums = layOut(files, isOriginal);
  const texts = text === undefined ? [] : textParts(text, { caption, keyboard, locale });
  const [only] = albums;
  if (albums.length === 0) {
    if (texts.length > 0) return texts;
    return [{ kind: 'text', words: lines([caption, messages[locale].noFiles]), keyboard }];
  }
  if (albums.length === 1 && only?.length === 1 && texts.length === 0)
    return [{ kind: 'media', files: only, isOriginal, caption, keyboard }];
  const media: Part[] = albums.map((album, at) => ({
    kind: 'media',
    files: album,
    isOriginal,
    ...(at === 0 && { caption }),
  }));
  if (texts.length > 0) return [...media, ...texts];
  return [...media, { kind: 'text', words: messages[locale].whatNow, keyboard }];
}

function textParts(text: string, { caption, keyboard }: Frame): Part[] {
  if (text.length <= textLimit && !isData(text))
    return [{ kind: 'text', words: lines([caption, text], '\n\n'), keyboard }];
  return [{ ...textFile(text), caption, keyboard }];
}

/** Nobody wants to read it in a chat, but a program might. */
function isData(text: string): boolean {
  if (!/^\s*[{[]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const textFile = (text: string) => ({
  kind: 'text-file' as const,
  text,
  fileName: isData(text) ? 'result.json' : 'result.txt',
});

function originalParts(
  files: readonly StoredFile[],
  { found, locale }: { found: Generation; locale: Locale },
): Part[] {
  if (files.length === 0) {
    const text = found.resultText;
    return text === undefined
      ? [{ kind: 'text', words: messages[locale].noFiles }]
      : [textFile(text)];
  }
  return layOut(files, true).map((album) => ({ kind: 'media', files: album, isOriginal: true }));
}
