import { albumMethods } from './album.ts';
import { botMethods } from './bot.ts';
import type { ApiGroup, ApiHandler } from './call.ts';
import { callbackMethods } from './callbacks.ts';
import { chatMethods } from './chats.ts';
import { commandMethods } from './commands.ts';
import { copyMethods } from './copies.ts';
import { draftMethods } from './drafts.ts';
import { editMethods } from './edits.ts';
import { fileMethods } from './files.ts';
import { invoiceMethods } from './invoices.ts';
import { mediaMethods } from './media.ts';
import { mediaEditMethods } from './media-edit.ts';
import { messageMethods } from './messages.ts';
import { paidMediaMethods } from './paid-media.ts';
import { pinMethods } from './pins.ts';
import { pollMethods } from './polls.ts';
import { profileMethods } from './profile.ts';
import { richMethods } from './rich.ts';
import { starMethods } from './stars.ts';
import { thingMethods } from './things.ts';
import { topicMethods } from './topics.ts';
import { updateMethods } from './updates.ts';
import { webAppMethods } from './web-app.ts';
import { webhookMethods } from './webhooks.ts';

/** Every method this server knows; all others answer `Not Found: method not found`. */
const apiGroups: readonly ApiGroup[] = [
  botMethods,
  updateMethods,
  webhookMethods,
  messageMethods,
  editMethods,
  callbackMethods,
  commandMethods,
  profileMethods,
  chatMethods,
  copyMethods,
  pinMethods,
  topicMethods,
  thingMethods,
  mediaMethods,
  albumMethods,
  mediaEditMethods,
  fileMethods,
  pollMethods,
  draftMethods,
  richMethods,
  invoiceMethods,
  starMethods,
  paidMediaMethods,
  webAppMethods,
];

export interface ApiMethod {
  readonly name: string;
  readonly handler: ApiHandler;
}

/** By lower-cased name: the Bot API does not care about case. */
export const apiMethods: ReadonlyMap<string, ApiMethod> = new Map(
  apiGroups.flatMap((group) =>
    Object.entries(group).map(
      ([name, handler]) => [name.toLowerCase(), { name, handler }] as const,
    ),
  ),
);
