import { ActRefused, pay, stopDraft, uploadFiles } from '#sandbox/telegram/acts';
import type { MoreActs } from '#sandbox/telegram/client';

const notYet = (): never => {
  throw new ActRefused('the sandbox cannot do this yet');
};

export const moreActs: MoreActs = {
  pay,
  stopDraft,
  openWebApp: notYet,
  sendWebAppData: notYet,
  upload: uploadFiles,
};
