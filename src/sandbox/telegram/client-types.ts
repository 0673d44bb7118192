// What the chat page and the server say to each other under /client/*. Types only: the page imports them with `import type`.
import type {
  BotCommand,
  Json,
  MenuButton,
  Message,
  MessageEntity,
  ReplyKeyboardMarkup,
  User,
} from './types.ts';

export type ClientUser = Pick<User, 'id' | 'first_name' | 'last_name' | 'username'> & {
  readonly language_code: string;
};

export interface ClientMedia {
  readonly file_id: string;
  /** Relative to the server: /client/file/<file_id> */
  readonly url: string;
  readonly mime_type: string;
  readonly file_name?: string;
  readonly file_size?: number;
  readonly width?: number;
  readonly height?: number;
  readonly duration?: number;
}

export interface ClientMessage extends Message {
  readonly client: {
    /** Written by the user who looks at the page. */
    readonly own: boolean;
    readonly read?: boolean;
    readonly paid?: boolean;
    /** The bot's reaction to this message. */
    readonly reaction?: string;
    readonly media?: readonly ClientMedia[];
    /** A force_reply asks for an answer to this message. */
    readonly force_reply?: { readonly input_field_placeholder?: string };
  };
}

export interface ClientDraft {
  readonly draft_id: number;
  readonly text: string;
  readonly entities: readonly MessageEntity[];
  readonly can_stop: boolean;
  readonly keep_on_stop?: true;
  readonly message_thread_id?: number;
  /** Of sendRichMessageDraft; then the text is its plain reading. */
  readonly rich_message?: Json;
  /** Unix ms. */
  readonly until: number;
}

export interface ClientAction {
  readonly action: string;
  /** Unix ms. */
  readonly until: number;
}

export interface ClientBot {
  readonly id: number;
  readonly first_name: string;
  readonly username: string;
  readonly description?: string;
  readonly short_description?: string;
}

export interface ClientState {
  readonly bot: ClientBot;
  readonly commands: readonly BotCommand[];
  readonly menu_button: MenuButton;
  /** The last 100, oldest first. */
  readonly messages: readonly ClientMessage[];
  readonly has_more: boolean;
  readonly draft?: ClientDraft;
  readonly action?: ClientAction;
  readonly reply_keyboard?: ReplyKeyboardMarkup;
  readonly blocked: boolean;
  readonly stars_balance: number;
}

export type ClientEvent =
  | { readonly type: 'message'; readonly message: ClientMessage }
  | { readonly type: 'edit'; readonly message: ClientMessage }
  | { readonly type: 'delete'; readonly message_ids: readonly number[] }
  | ({ readonly type: 'action' } & ClientAction)
  | { readonly type: 'action_end' }
  | ({ readonly type: 'draft' } & ClientDraft)
  | { readonly type: 'draft_end'; readonly draft_id: number }
  | {
      readonly type: 'callback_answer';
      readonly callback_query_id: string;
      readonly text?: string;
      readonly show_alert: boolean;
      readonly url?: string;
    }
  | { readonly type: 'commands'; readonly commands: readonly BotCommand[] }
  | { readonly type: 'menu_button'; readonly menu_button: MenuButton }
  | { readonly type: 'reply_keyboard'; readonly reply_keyboard: ReplyKeyboardMarkup | null }
  | {
      readonly type: 'payment';
      readonly message_id: number;
      readonly state: 'paid' | 'failed';
      readonly error?: string;
    }
  | {
      /** Of an invoice link: what openInvoice of a Mini App waits for. */
      readonly type: 'link_payment';
      readonly slug: string;
      readonly state: 'paid' | 'failed';
      readonly error?: string;
    }
  | { readonly type: 'stars'; readonly stars_balance: number }
  | { readonly type: 'blocked'; readonly blocked: boolean }
  | { readonly type: 'toast'; readonly text: string };

export interface ClientUsers {
  readonly users: readonly ClientUser[];
}

export interface ClientMessages {
  /** Oldest first. */
  readonly messages: readonly ClientMessage[];
  readonly has_more: boolean;
}
