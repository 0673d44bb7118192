// Reply markups, read in the three steps of the real thing: API server, TDLib, core; each with its own texts. Pure.
export { MarkupError } from './fields.ts';
export {
  type MarkupPlace,
  type ParsedInline,
  type ParsedMarkup,
  type ParsedReplyKeyboard,
  parseMarkup,
} from './markup.ts';
