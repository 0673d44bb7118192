// The state of the little Telegram: people, bots, chats, messages, files. Ids never go back.
export { addBot, botUser, type NewBot } from './bots.ts';
export type { CallbackAnswer } from './callbacks.ts';
export { changeMessage, removeMessages, showEdit } from './change.ts';
export { commandsFor, commandsKey, menuButtonFor } from './commands.ts';
export { createWorld, type WorldHandle } from './create.ts';
export {
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
export { addMessage, keepMessage } from './messages.ts';
export { addPerson, type NewPerson } from './people.ts';
export { countVotes, optionsOf } from './polls.ts';
export {
  type Charge,
  enter,
  entriesOf,
  type InvoiceTerms,
  type StarsEntry,
} from './stars.ts';
export type {
  Bot,
  BotProfile,
  Changed,
  Dialog,
  FileKind,
  FileRecord,
  Member,
  MemberStatus,
  NewFile,
  NewUpdate,
  Person,
  StoredMessage,
  Topic,
  World,
} from './types.ts';
export { botsSeeing, endDraft, showMessage, toClientMessage } from './visible.ts';
