import type { PendingUpdate } from '#sandbox/telegram/updates';
import type {
  Changed,
  Dialog,
  FileRecord,
  Member,
  Person,
  StarsEntry,
  StoredMessage,
  Topic,
} from '#sandbox/telegram/world';
import type { BotCommand, Chat, MenuButton, ReplyKeyboardMarkup } from '../types.ts';

/** One line of the journal. Applied in order they give the world back. */
export type JournalRecord =
  | { readonly k: 'number'; readonly name: string; readonly upTo: number }
  | { readonly k: 'person'; readonly person: Person }
  | { readonly k: 'bot'; readonly bot: BotRecord }
  | { readonly k: 'dialog'; readonly bot: number | null; readonly dialog: DialogRecord }
  | {
      readonly k: 'message';
      readonly bot: number | null;
      readonly chat: number;
      readonly stored: StoredMessage;
    }
  | {
      readonly k: 'deleted';
      readonly bot: number | null;
      readonly chat: number;
      readonly ids: readonly number[];
    }
  | { readonly k: 'stars'; readonly bot: number; readonly entry: StarsEntry }
  | { readonly k: 'file'; readonly file: FileRecord }
  | { readonly k: 'updates'; readonly bot: number; readonly updates: readonly PendingUpdate[] }
  | { readonly k: 'taken'; readonly bot: number; readonly ids: readonly number[] };

export interface BotRecord {
  readonly token: string;
  readonly commands: readonly (readonly [string, readonly BotCommand[]])[];
  readonly texts: readonly (readonly [string, string])[];
  readonly menuButton?: MenuButton | undefined;
  readonly allowed?: readonly string[] | undefined;
  readonly webhook?: {
    readonly url: string;
    readonly secretToken?: string | undefined;
    readonly maxConnections: number;
    readonly ipAddress?: string | undefined;
    readonly fixedAddress?: string | undefined;
    /** base64 */
    readonly certificate?: string | undefined;
  };
}

export interface DialogRecord {
  readonly chat: Chat;
  readonly started: boolean;
  readonly blocked: boolean;
  readonly pinned: readonly number[];
  readonly topics: readonly Topic[];
  readonly members: readonly Member[];
  readonly migratedTo?: number | undefined;
  readonly deleted?: boolean | undefined;
  readonly description?: string | undefined;
  readonly replyKeyboard?: ReplyKeyboardMarkup | undefined;
  readonly menuButton?: MenuButton | undefined;
}

export function toRecord(what: Changed): JournalRecord {
  switch (what.kind) {
    case 'person':
      return { k: 'person', person: what.person };
    case 'bot': {
      const { bot } = what;
      const config = bot.inbox.webhook.config();
      return {
        k: 'bot',
        bot: {
          token: bot.token,
          commands: [...bot.commands],
          texts: [...bot.texts],
          menuButton: bot.menuButton,
          allowed: bot.inbox.queue.allowed(),
          ...(config === undefined
            ? {}
            : {
                webhook: {
                  url: config.url,
                  secretToken: config.secretToken,
                  maxConnections: config.maxConnections,
                  ipAddress: config.ipAddress,
                  fixedAddress: config.fixedAddress,
                  certificate: config.certificate?.toString('base64'),
                },
              }),
        },
      };
    }
    case 'update':
      return { k: 'updates', bot: what.bot.id, updates: [what.update] };
    case 'taken':
      return { k: 'taken', bot: what.bot.id, ids: what.ids };
    case 'stars':
      return { k: 'stars', bot: what.bot.id, entry: what.entry };
    case 'dialog':
      return { k: 'dialog', bot: what.bot?.id ?? null, dialog: toDialogRecord(what.dialog) };
    case 'message':
      return {
        k: 'message',
        bot: what.bot?.id ?? null,
        chat: what.dialog.chat.id,
        stored: what.stored,
      };
    case 'deleted':
      return { k: 'deleted', bot: what.bot?.id ?? null, chat: what.dialog.chat.id, ids: what.ids };
  }
}

const toDialogRecord = (dialog: Dialog): DialogRecord => ({
  chat: dialog.chat,
  started: dialog.started,
  blocked: dialog.blocked,
  pinned: dialog.pinned,
  topics: [...dialog.topics.values()],
  members: [...dialog.members.values()],
  migratedTo: dialog.migratedTo,
  deleted: dialog.deleted,
  description: dialog.description,
  replyKeyboard: dialog.replyKeyboard,
  menuButton: dialog.menuButton,
});
