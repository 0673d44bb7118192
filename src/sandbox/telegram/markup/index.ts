// Reply markups, read in the three steps of the real thing: API server, TDLib, core; each with its own texts. Pure.
export { MarkupError } from './fields.ts';
export {
  type MarkupPlace,
  type ParsedMarkup,
  parseMarkup,
} from './markup.ts';
