// Models as data: what there is, how it is asked, what it costs, what is on sale. Pure but for reading its own
// files once and for what was hidden since; never sells a model without a known price, never starts with a broken catalogue.

export { readParamTexts, readRawModels } from './built-in.ts';
export {
  type Catalogue,
  type CatalogueDeps,
  CatalogueError,
  createCatalogue,
  type WhyNotSold,
} from './catalogue.ts';
export { checkModels, type Mistake } from './check.ts';
export {
  add,
  answer,
  ask,
  back,
  current,
  type Dropped,
  done,
  edit,
  explain,
  type Field,
  type Form,
  fieldAt,
  fieldsOf,
  type Input,
  isList,
  isObject,
  type Json,
  leave,
  limitsOf,
  type Outcome,
  type Pasted,
  type Path,
  type Problem,
  parseJson,
  paste,
  type Question,
  remove,
  result,
  type State,
  skip,
  start,
  useDefaults,
  type Widget,
  type Words,
} from './form/index.ts';
export { optionPrices } from './from-price.ts';
export { type Group, groups, type Kind } from './kinds.ts';
export type { Model } from './model.ts';
export {
  createModelOverrides,
  type HiddenModel,
  type ModelOverrides,
  type OverridesDeps,
} from './overrides.ts';
export type { Unit } from './price/price.ts';
export { type BillLine, captured, type Quote, type Terms } from './quote.ts';
