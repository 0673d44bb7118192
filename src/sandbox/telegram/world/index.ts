// The state of the little Telegram: people, bots, chats, messages, files. Ids never go back.
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
