// Texts of messages: parse modes and entities, read as strictly as Telegram reads them. Pure: knows no chat and no wire.
export type { FormattedText } from './entity.ts';
export { FormatError } from './error.ts';
export { findEntities } from './find.ts';
export {
  codePoints,
  formatCaption,
  formatMessage,
  formatText,
  type TextToFormat,
} from './format.ts';
export { checkLink, userOfLink } from './link.ts';
