import {
  codePoints,
  FormatError,
  type FormattedText,
  formatCaption,
  formatMessage,
  formatText,
  type TextToFormat,
} from '#sandbox/telegram/format';
import { MarkupError, type ParsedMarkup, parseMarkup } from '#sandbox/telegram/markup';
import type { MessageEntity } from '../types.ts';
import { type ApiCall, badRequest } from './call.ts';
import { integer, text } from './params.ts';

const rulesOf = ({ world, bot }: ApiCall) => ({
  findUser: (id: number) => (id === bot.id ? bot.user : world.people.get(id)?.user),
  localUrls: world.rules.localUrls,
});

/** The parts of a call that say how a text is marked up; entities that are no JSON count as absent. */
function toFormat(call: ApiCall, name: string, entitiesName: string): TextToFormat {
  const entities = call.params[entitiesName];
  return {
    text: text(call, name),
    parseMode: text(call, 'parse_mode'),
    entities: typeof entities === 'string' ? parseOrNothing(entities) : entities,
  };
}

function parseOrNothing(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

function orRefuse<T>(format: () => T): T {
  try {
    return format();
  } catch (error) {
    throw error instanceof FormatError || error instanceof MarkupError
      ? badRequest(error.message)
      : error;
  }
}

/** `text` of sendMessage and editMessageText. */
export const readText = (call: ApiCall, isEdit: boolean): FormattedText =>
  orRefuse(() =>
    formatMessage(toFormat(call, 'text', 'entities'), { ...rulesOf(call), edit: isEdit }),
  );

const draftLimit = 4096;

/** `text` of a draft: may be empty. */
export function readDraftText(call: ApiCall): FormattedText {
  const formatted = orRefuse(() => formatText(toFormat(call, 'text', 'entities'), rulesOf(call)));
  if (codePoints(formatted.text) > draftLimit) throw badRequest('message is too long');
  return formatted;
}

export function readCaption(call: ApiCall): {
  caption?: string;
  caption_entities?: readonly MessageEntity[];
} {
  const formatted = orRefuse(() =>
    formatCaption(toFormat(call, 'caption', 'caption_entities'), rulesOf(call)),
  );
  if (formatted.text === '') return {};
  return {
    caption: formatted.text,
    ...(formatted.entities.length === 0 ? {} : { caption_entities: formatted.entities }),
  };
}

/** Parsed and checked; `inlineOnly` for edits. Which checks apply depends on the chat it goes to. */
export function readMarkup(
  call: ApiCall,
  more: { inlineOnly?: boolean; invoice?: boolean } = {},
): ParsedMarkup | undefined {
  const place = {
    privateChat: integer(call, 'chat_id') > 0,
    localUrls: call.world.rules.localUrls,
    ...more,
  };
  return orRefuse(() => parseMarkup(call.params.reply_markup, place));
}

export const textContent = ({ text: said, entities }: FormattedText) => ({
  text: said,
  ...(entities.length === 0 ? {} : { entities }),
});
