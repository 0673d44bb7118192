import type { InlineKeyboardMarkup } from 'grammy/types';
import type { Locale } from '#kernel';
import type { StoredFile } from '#modules/files';
import type { OutboxMessage } from '#modules/notifications';
import type { Words } from '#surfaces/bot/ui';

/** One call to Telegram. A message of several parts goes on after the last one that arrived. */
export type Part =
  | { kind: 'text'; words: Words; keyboard?: InlineKeyboardMarkup | undefined }
  /** What may stand in one album; with a keyboard, one file only. */
  | {
      kind: 'media';
      files: readonly StoredFile[];
      /** As files, byte for byte. */
      isOriginal: boolean;
      caption?: Words | undefined;
      keyboard?: InlineKeyboardMarkup | undefined;
    }
  /** A text too long for a message. */
  | {
      kind: 'text-file';
      text: string;
      fileName: string;
      caption?: Words | undefined;
      keyboard?: InlineKeyboardMarkup | undefined;
    };

/** What a row of the outbox has to say now. */
export type Rendered =
  /** Said once. The status of the subject it replaces is tidied away. */
  | { kind: 'once'; parts: readonly Part[]; replaces?: string | undefined }
  /** Stands in the chat and is edited in place; looked at again after a while. */
  | {
      kind: 'live';
      words: Words;
      keyboard?: InlineKeyboardMarkup | undefined;
      lookInMs: number;
    }
  /** The last look of what was live; no words: the message goes away. */
  | { kind: 'last'; words?: Words | undefined; keyboard?: InlineKeyboardMarkup | undefined }
  /** There is nothing to be said any more. */
  | { kind: 'nothing'; reason: string };

export interface Addressee {
  chatId: number;
  /** An admin need not be a user. */
  userId: string | undefined;
  locale: Locale;
}

/** From current rows, in the language of the person; the row itself holds no word. */
export type Render = (message: OutboxMessage, to: Addressee) => Promise<Rendered>;
