// The state of the little Telegram: people, bots, chats, messages, files. Ids never go back.
export { addBot, botUser, type NewBot, type ReplyCall } from './bots.ts';
export type { CallbackAnswer, Callbacks } from './callbacks.ts';
export { changeMessage, removeMessages, showEdit } from './change.ts';
export { commandsFor, commandsKey, menuButtonFor } from './commands.ts';
export { type ClientListener, createWorld, type WorldHandle } from './create.ts';
export {
  botsOf,
  createDialog,
  createGroup,
  findDialog,
  findGroupByUsername,
  groupNoun,
  isPresent,
  type NewGroup,
  privateDialog,
  setMember,
} from './dialogs.ts';
export { addMessage, type NewMessage, nextMessageId, withoutReply } from './messages.ts';
export { addPerson, type NewPerson, toPrivateChat } from './people.ts';
export {
  type Charge,
  type Checkout,
  enter,
  entriesOf,
  type InvoiceTerms,
  type StarsEntry,
  type Subscription,
} from './stars.ts';
export type {
  Bot,
  BotProfile,
  Changed,
  Dialog,
  FileKind,
  FileRecord,
  Files,
  Member,
  MemberStatus,
  NewFile,
  NewUpdate,
  Person,
  StoredMessage,
  Topic,
  World,
  WorldRules,
} from './types.ts';
export { botsSeeing, endDraft, showMessage, toClientMessage } from './visible.ts';
