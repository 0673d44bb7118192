import { defineButton, part } from '#surfaces/bot/ui';

/** The idea itself is not stored: the offer is a reply to it, so a press brings it along. */
export const offerButton = defineButton('as', { action: part.word });
