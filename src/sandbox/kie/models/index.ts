// What can be ordered, and what it costs: the reference catalogue, unchanged.
export { createModels, type Model, type Models } from './models.ts';
export { priceOf } from './price.ts';
