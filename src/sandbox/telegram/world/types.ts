import type { SandboxClock } from '#sandbox/clock';
import type { BotInbox, PendingUpdate } from '#sandbox/telegram/updates';
import type { ClientAction, ClientDraft, ClientEvent } from '../client-types.ts';
import type {
  BotCommand,
  Chat,
  Json,
  MenuButton,
  Message,
  PhotoSize,
  ReplyKeyboardMarkup,
  ReplyMarkup,
  User,
} from '../types.ts';
import type { Callbacks } from './callbacks.ts';
import type { StarBook, StarsEntry } from './stars.ts';

export interface StoredMessage {
  /** As the Bot API shows it. Never changed in place: an edit puts a new object here. */
  message: Message;
  /** The bot that wrote it; undefined when a person did. */
  readonly botId: number | undefined;
  /** The whole markup as sent: a reply keyboard or force reply makes a message uneditable. */
  markup: ReplyMarkup | undefined;
  paid?: boolean;
  /** What purchased_paid_media will tell the bot; never shown to anybody. */
  paidMediaPayload?: string;
  /** Of a poll: numbers of options by user id. */
  votes?: Readonly<Record<string, readonly number[]>>;
  /** The bot's own reaction. */
  reaction?: string | undefined;
}

/** One chat as a bot knows it: a private one belongs to a bot, a group to all bots. */
export interface Dialog {
  chat: Chat;
  /** In the order of ids. */
  readonly messages: Map<number, StoredMessage>;
  /** Private: the user has pressed Start (or written) at least once. */
  started: boolean;
  /** Private: the user blocked the bot. */
  blocked: boolean;
  readonly pinned: number[];
  /** Private topics and forum topics by thread id. */
  readonly topics: Map<number, Topic>;
  /** Deleted topics whose messages land in the main chat instead of being refused, as was seen for a while. */
  readonly leakyTopics: Set<number>;
  readonly members: Map<number, Member>;
  /** A group that became a supergroup. */
  migratedTo?: number;
  deleted?: boolean;
  description?: string;
  draft: ClientDraft | undefined;
  action: ClientAction | undefined;
  replyKeyboard: ReplyKeyboardMarkup | undefined;
  menuButton: MenuButton | undefined;
}

export interface Topic {
  readonly thread_id: number;
  name: string;
  icon_color: number;
  icon_custom_emoji_id?: string;
  closed: boolean;
}

export type MemberStatus =
  | 'creator'
  | 'administrator'
  | 'member'
  | 'restricted'
  | 'left'
  | 'kicked';

export interface Member {
  readonly user: User;
  status: MemberStatus;
}

export interface Person {
  user: User;
  deactivated: boolean;
  stars: number;
}

export interface BotProfile {
  first_name: string;
  username: string;
  can_join_groups: boolean;
  can_read_all_group_messages: boolean;
  has_topics_enabled: boolean;
  allows_users_to_create_topics: boolean;
}

export interface Bot {
  readonly id: number;
  readonly token: string;
  readonly profile: BotProfile;
  user: User;
  /** Private chats by user id. */
  readonly dialogs: Map<number, Dialog>;
  /** `scope key|language` → commands. */
  readonly commands: Map<string, readonly BotCommand[]>;
  /** `name|ru`, `description|`, `short_description|en` → text. */
  readonly texts: Map<string, string>;
  menuButton: MenuButton | undefined;
  readonly adminRights: Map<'groups' | 'channels', Json>;
  /** Invoices, payments and what they brought. */
  readonly stars: StarBook;
  /** Mini Apps opened with a query_id, and by whom. */
  readonly webAppQueries: Map<string, number>;
  readonly inbox: BotInbox;
  /** `logOut` and `close` hold a bot back until then (unix ms). */
  closedUntil: number;
  /** Under strict timing: sooner conflicts wait, sooner setWebhooks are refused. */
  nextConflictAt: number;
  nextWebhookAt: number;
  readonly launchedAt: number;
  /** Puts an update into the bot's queue unless allowed_updates leaves its kind out; undefined then. */
  push(update: NewUpdate): number | undefined;
}

/** An update without its id: exactly one kind. */
export interface NewUpdate {
  readonly kind: string;
  readonly payload: Json;
  /** Where a webhook keeps order: `chat:1`, `user:1`. */
  readonly lane: string;
  /** Lives 24 h unless said otherwise. */
  readonly lifetimeMs?: number;
}

export interface FileRecord {
  readonly file_id: string;
  readonly file_unique_id: string;
  readonly bot_id: number;
  /** Fixed for life: a Photo is never sent as a Document. */
  readonly kind: FileKind;
  readonly file_size: number;
  readonly file_path: string;
  readonly mime_type: string;
  readonly file_name?: string;
  readonly width?: number;
  readonly height?: number;
  readonly duration?: number;
  readonly performer?: string;
  readonly title?: string;
  /** A photo's smaller pictures; the largest knows them. */
  readonly sizes?: readonly PhotoSize[];
  readonly thumbnail?: PhotoSize;
  /** The file_id of the file that holds the bytes, when this one is only another view of it. */
  readonly bytes_of?: string;
}

export type FileKind =
  | 'Photo'
  | 'Video'
  | 'Animation'
  | 'Audio'
  | 'Document'
  | 'Voice'
  | 'VideoNote'
  | 'Sticker'
  | 'Thumbnail';

export type NewFile = Omit<FileRecord, 'file_id' | 'file_unique_id' | 'file_size' | 'file_path'> & {
  readonly bytes: Buffer;
};

export interface Files {
  add(file: NewFile): Promise<FileRecord>;
  find(fileId: string): FileRecord | undefined;
  findByPath(bot: Bot, filePath: string): FileRecord | undefined;
  /** getFile was called: the link lives from now. */
  renewLink(file: FileRecord): void;
  /** Undefined when the bytes are gone. */
  read(file: FileRecord): Promise<Buffer | undefined>;
}

export interface WorldRules {
  /** http on loopback and any port are good enough for web_app buttons and webhooks. */
  readonly localUrls: boolean;
  readonly rateLimits: boolean;
  readonly strictTiming: boolean;
}

export interface World {
  readonly clock: SandboxClock;
  readonly rules: WorldRules;
  readonly bots: Map<string, Bot>;
  readonly people: Map<number, Person>;
  readonly groups: Map<number, Dialog>;
  readonly files: Files;
  readonly callbacks: Callbacks;
  /** Never the same twice, never smaller than before, also after a restart. */
  nextNumber(counter: string): number;
  /** To every page that shows this user's private chat with this bot. */
  emit(bot: Bot, userId: number, event: ClientEvent): void;
  isWatched(bot: Bot, userId: number): boolean;
  /** The journal writes what changed; call it after changing a dialog, a person, a bot or a message by hand. */
  saved(what: Changed): void;
}

export type Changed =
  | { readonly kind: 'person'; readonly person: Person }
  | { readonly kind: 'bot'; readonly bot: Bot }
  | { readonly kind: 'update'; readonly bot: Bot; readonly update: PendingUpdate }
  | { readonly kind: 'taken'; readonly bot: Bot; readonly ids: readonly number[] }
  | { readonly kind: 'stars'; readonly bot: Bot; readonly entry: StarsEntry }
  | { readonly kind: 'dialog'; readonly bot: Bot | undefined; readonly dialog: Dialog }
  | {
      readonly kind: 'message';
      readonly bot: Bot | undefined;
      readonly dialog: Dialog;
      readonly stored: StoredMessage;
    }
  | {
      readonly kind: 'deleted';
      readonly bot: Bot | undefined;
      readonly dialog: Dialog;
      readonly ids: readonly number[];
    };
