import { MarkupError, parseMarkup } from '#sandbox/telegram/markup';
import { type ApiCall, badRequest } from './call.ts';
import { integer, isObject } from './params.ts';

const most = 8;

/** Buttons inside a rich message (10.3): 1–8 in a block, a `link` style more, else like inline ones. */
export function checkRichButtons(call: ApiCall, value: unknown): void {
  if (!Array.isArray(value) || value.length === 0 || value.length > most) {
    throw badRequest(`can't parse rich message: there must be 1-${most} buttons`);
  }
  const row = value.map((button: unknown) => {
    if (!isObject(button)) return button;
    const { style, ...rest } = button;
    const text = typeof button.text === 'string' ? button.text : 'x';
    return { ...rest, text, ...(style === undefined || style === 'link' ? {} : { style }) };
  });
  try {
    parseMarkup(
      { inline_keyboard: [row] },
      { privateChat: integer(call, 'chat_id') > 0, localUrls: call.world.rules.localUrls },
    );
  } catch (error) {
    throw error instanceof MarkupError ? badRequest(error.message) : error;
  }
}
