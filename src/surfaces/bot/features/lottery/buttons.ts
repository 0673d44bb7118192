import { defineButton, part } from '#surfaces/bot/ui';

export const menuButton = defineButton('lo', {});
export const homeButton = defineButton('lh', {});
export const adviseButton = defineButton('la', {});
export const quickButton = defineButton('lq', { wish: part.word });
export const listButton = defineButton('ll', { purpose: part.word, page: part.number });
/** `from` is the wish the list was made of, so that the way back leads there. */
export const cardButton = defineButton('lc', { id: part.word, from: part.word });
/** The same card as a message of its own: what was answered stays. */
export const openButton = defineButton('lk', { id: part.word });
export const tiersButton = defineButton('lt', { id: part.word, page: part.number });
export const drawsButton = defineButton('lr', { id: part.word, page: part.number });
export const statisticsButton = defineButton('ls', { id: part.word });
export const numbersButton = defineButton('lg', { id: part.word, kind: part.word });
export const pictureButton = defineButton('lp', { kind: part.word, id: part.word });
export const todayButton = defineButton('ld', { page: part.number });
export const newsButton = defineButton('ln', { page: part.number });
export const pauseButton = defineButton('lz', { term: part.word });
export const pauseSureButton = defineButton('ly', { term: part.word });
export const adultButton = defineButton('l8', { to: part.word });
export const minorButton = defineButton('l7', {});

/** What a list of lotteries is opened for. */
export const purposes = ['card', 'draws', 'statistics', 'numbers'] as const;
export type Purpose = (typeof purposes)[number];
export const isPurpose = (word: string): word is Purpose =>
  purposes.some((purpose) => purpose === word);

/** Quick choices: by budget, by speed, by size of prize, by odds. */
export const wishes = [
  'b50',
  'b100',
  'b200',
  'fast',
  'evening',
  'tv',
  'instant',
  'big',
  'small',
  'flat',
  'any',
  'main',
] as const;
export type Wish = (typeof wishes)[number];
export const isWish = (word: string): word is Wish => wishes.some((wish) => wish === word);
