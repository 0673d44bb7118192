// Models as data: what there is, how it is asked, what it costs, what is on sale. Pure but for reading its own
// files once; never sells a model without a known price, never starts with a broken catalogue.

export { readParamTexts, readRawModels } from './built-in.ts';
export {
  type Catalogue,
  type CatalogueDeps,
  CatalogueError,
  createCatalogue,
  type WhyNotSold,
} from './catalogue.ts';
export { checkModels, type Mistake } from './check.ts';
export { type Form, fieldsOf, limitsOf, start } from './form/index.ts';
export { type Group, groups, type Kind } from './kinds.ts';
export type { Model } from './model.ts';
export type { Unit } from './price/price.ts';
export type { Quote, Terms } from './quote.ts';
