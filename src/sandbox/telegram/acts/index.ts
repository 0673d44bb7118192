// What a person does in the app. Every act changes the world and puts the updates a bot would get into its queue.

export { announce } from './announce.ts';
export { stopDraft } from './draft.ts';
export { deleteGroup, makeGroup, upgradeGroup } from './groups.ts';
export { setBlocked, setBotStatus, setUserStatus } from './membership.ts';
export { type Pay, pay } from './pay.ts';
export type { Act, Sending } from './place.ts';
export { type PressButton, pressButton } from './press.ts';
export { ActRefused } from './refusal.ts';
export {
  deleteAsUser,
  editText,
  type SayText,
  type StartBot,
  say,
  sayText,
  startBot,
} from './say.ts';
export { changeStars, note, sayService } from './stars.ts';
export { changeSubscription, resumeRenewals } from './subscription.ts';
export { createTopic, deleteTopic } from './topics.ts';
export { type Upload, uploadFiles } from './upload.ts';
export { type Vote, vote } from './vote.ts';
export {
  type OpenWebApp,
  openWebApp,
  type SendWebAppData,
  sendWebAppData,
} from './web-app.ts';
