import { openWebApp, pay, sendWebAppData, stopDraft, uploadFiles } from '#sandbox/telegram/acts';
import type { MoreActs } from '#sandbox/telegram/client';

export const moreActs: MoreActs = {
  pay,
  stopDraft,
  openWebApp,
  sendWebAppData,
  upload: uploadFiles,
};
