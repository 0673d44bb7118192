import type { InlineKeyboardButton } from '../types.ts';
import type { ButtonPlace } from './button.ts';
import { MarkupError } from './fields.ts';

// Not documented, but widely observed.
const buttonsInRow = 8;
const buttonsInKeyboard = 100;
const markupLimitBytes = 10_240;
const callbackDataLimitBytes = 64;
const copyTextLimit = 256;

/** The last step: what Telegram's core refuses, in its codes. */
export function checkInlineKeyboard(
  rows: readonly (readonly InlineKeyboardButton[])[],
  place: ButtonPlace & { readonly invoice?: boolean },
): void {
  const all = rows.flat();
  if (rows.some((row) => row.length > buttonsInRow) || all.length > buttonsInKeyboard) {
    throw new MarkupError('Reply markup is too long');
  }
  for (const button of all) checkAction(button, place);
  const first = all[0];
  if (all.some((button) => button.pay === true && button !== first)) {
    throw new MarkupError('BUTTON_POS_INVALID');
  }
  if (place.invoice === true && first?.pay !== true)
    throw new MarkupError('REPLY_MARKUP_BUY_EMPTY');
  if (Buffer.byteLength(JSON.stringify(rows)) > markupLimitBytes) {
    throw new MarkupError('Reply markup is too long');
  }
}

function checkAction(
  button: InlineKeyboardButton,
  place: ButtonPlace & { readonly invoice?: boolean },
): void {
  if (button.callback_data !== undefined) {
    if (Buffer.byteLength(button.callback_data) > callbackDataLimitBytes) {
      throw new MarkupError('BUTTON_DATA_INVALID');
    }
  }
  if (button.copy_text !== undefined) {
    const length = [...button.copy_text.text].length;
    if (length < 1 || length > copyTextLimit) throw new MarkupError('BUTTON_COPY_TEXT_INVALID');
  }
  if (button.pay === true && place.invoice !== true) throw new MarkupError('BUTTON_TYPE_INVALID');
  if (button.web_app !== undefined && !place.privateChat) {
    throw new MarkupError('BUTTON_TYPE_INVALID');
  }
  // The server asks for a domain linked to the bot, which nobody can link here: only --local-urls lets it pass.
  if ('login_url' in button && !place.localUrls) throw new MarkupError('BOT_DOMAIN_INVALID');
  if ('callback_game' in button) throw new MarkupError('BUTTON_TYPE_INVALID');
}
