import { defineButton, part } from '#surfaces/bot/ui';

const draft = { draft: part.id, rev: part.number };

/** A form for the model of this key. */
export const startButton = defineButton('ds', { key: part.word });
export const resumeButton = defineButton('dr', { draft: part.id });
export const dropButton = defineButton('dd', { draft: part.id });
/** The same again, as a form filled in. */
export const likeButton = defineButton('dg', { draft: part.id });
/** The parameter that stands at this place of the panel or the group. */
export const fieldButton = defineButton('df', { ...draft, field: part.number });
export const optionButton = defineButton('do', { ...draft, option: part.number });
export const itemButton = defineButton('di', { ...draft, item: part.number });
/** Turns the pages of what is asked; nothing is answered. */
export const pageButton = defineButton('dp', { ...draft, page: part.number });
export const moveButton = defineButton('dm', { ...draft, move: part.word });
export const worksButton = defineButton('dw', { ...draft, before: part.number });
export const fileButton = defineButton('dx', { ...draft, file: part.id });
/** `price`: what was seen, in thousandths; more than that is not taken without being asked. */
export const confirmButton = defineButton('dc', {
  draft: part.id,
  price: part.number,
  rev: part.number,
});
/** As it was before it told the price. */
export const pricelessConfirmButton = defineButton('dc', draft);
/** So many of the same. */
export const seriesCountButton = defineButton('nc', { ...draft, count: part.number });
/** The parameter that gets several values, by its place among those that can. */
export const seriesParamButton = defineButton('np', { ...draft, field: part.number });
export const seriesValueButton = defineButton('nv', { ...draft, option: part.number });
export const seriesModelButton = defineButton('nm', {
  ...draft,
  key: part.word,
  page: part.number,
});
export const presetButton = defineButton('dl', { preset: part.id });
export const forgetPresetButton = defineButton('dk', { preset: part.id });
/** The file that was just sent, for a group of models and for one of them. */
export const fileGroupButton = defineButton('fg', { file: part.id, group: part.word });
export const fileModelButton = defineButton('fm', { file: part.id, key: part.word });
/** The file that came while something else was asked, for a field of the form; not bound to a rev, the form may go on. */
export const giveButton = defineButton('dv', {
  draft: part.id,
  file: part.id,
  field: part.number,
});
/** The link that came while words were asked, for a field of the form. */
export const linkButton = defineButton('dj', { draft: part.id, field: part.number });
/** What else can be made of a file. */
export const otherUseButton = defineButton('fo', { file: part.id });
/** The same answers for another model. */
export const switchButton = defineButton('dz', { draft: part.id, key: part.word });
