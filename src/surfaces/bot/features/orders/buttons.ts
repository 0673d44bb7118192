import { defineButton, part } from '#surfaces/bot/ui';

const generation = { id: part.id };

// Letters of these actions stand in messages for ever: none may change its meaning.
export const cancelButton = defineButton('oc', generation);
export const cancelBatchButton = defineButton('bc', generation);
export const againButton = defineButton('oa', generation);
export const changeButton = defineButton('oe', generation);
export const variantsButton = defineButton('ov', generation);
export const useButton = defineButton('ou', generation);
export const originalButton = defineButton('oo', generation);
export const promptButton = defineButton('op', generation);
export const favouriteButton = defineButton('of', { ...generation, on: part.number });
export const removeButton = defineButton('od', generation);
export const removeYesButton = defineButton('ox', generation);
export const keepButton = defineButton('ok', generation);
export const retryButton = defineButton('or', generation);
export const otherModelButton = defineButton('om', generation);
/** The same wish to another model. */
export const modelButton = defineButton('ot', { ...generation, key: part.word });
/** The order behind a number of a batch. */
export const openButton = defineButton('on', generation);
/** `by`: what asked for it, pressed twice is ordered once; `price`: what was seen, in thousandths. */
const agreed = { ...generation, by: part.number, price: part.number };
export const orderAgainButton = defineButton('oy', agreed);
export const orderVariantsButton = defineButton('oz', { ...agreed, count: part.number });
/** As they were before they told the price: they ask anew. */
export const pricelessAgainButton = defineButton('oy', { ...generation, by: part.number });
export const pricelessVariantsButton = defineButton('oz', {
  ...generation,
  by: part.number,
  count: part.number,
});
export const retryFailedButton = defineButton('br', generation);
export const orderFailedButton = defineButton('by', agreed);
/** One of the results, for what can be made of it. */
export const useFileButton = defineButton('uf', { file: part.id });
/** A model that goes on from a task of its own family; `at`: which of the results. */
export const followButton = defineButton('uo', { ...generation, key: part.word, at: part.number });
