/** A JSON object of the Bot API whose inside is nobody's business here. */
export type Json = { readonly [key: string]: unknown };

export interface User {
  readonly id: number;
  readonly is_bot: boolean;
  readonly first_name: string;
  readonly last_name?: string;
  readonly username?: string;
  readonly language_code?: string;
  readonly is_premium?: boolean;
}

export type ChatType = 'private' | 'group' | 'supergroup' | 'channel';

export interface Chat {
  readonly id: number;
  readonly type: ChatType;
  readonly title?: string;
  readonly username?: string;
  readonly first_name?: string;
  readonly last_name?: string;
  readonly is_forum?: true;
}

export interface MessageEntity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
  readonly user?: User;
  readonly language?: string;
  readonly custom_emoji_id?: string;
  readonly unix_time?: number;
  readonly date_time_format?: string;
}

export interface InlineKeyboardButton {
  readonly text: string;
  readonly icon_custom_emoji_id?: string;
  readonly style?: string;
  readonly url?: string;
  readonly callback_data?: string;
  readonly web_app?: { readonly url: string };
  readonly copy_text?: { readonly text: string };
  readonly pay?: boolean;
  readonly [action: string]: unknown;
}

export interface InlineKeyboardMarkup {
  readonly inline_keyboard: readonly (readonly InlineKeyboardButton[])[];
}

export interface KeyboardButton {
  readonly text: string;
  readonly [action: string]: unknown;
}

export interface ReplyKeyboardMarkup {
  readonly keyboard: readonly (readonly KeyboardButton[])[];
  readonly is_persistent?: boolean;
  readonly resize_keyboard?: boolean;
  readonly one_time_keyboard?: boolean;
  readonly input_field_placeholder?: string;
  readonly selective?: boolean;
}

export interface ReplyKeyboardRemove {
  readonly remove_keyboard: true;
  readonly selective?: boolean;
}

export interface ForceReply {
  readonly force_reply: true;
  readonly input_field_placeholder?: string;
  readonly selective?: boolean;
}

export type ReplyMarkup =
  | InlineKeyboardMarkup
  | ReplyKeyboardMarkup
  | ReplyKeyboardRemove
  | ForceReply;

export interface FileFacts {
  readonly file_id: string;
  readonly file_unique_id: string;
  readonly file_size?: number;
}

export interface PhotoSize extends FileFacts {
  readonly width: number;
  readonly height: number;
}

export interface MediaFile extends FileFacts {
  readonly file_name?: string;
  readonly mime_type?: string;
  readonly width?: number;
  readonly height?: number;
  readonly duration?: number;
  /** The side of a video note. */
  readonly length?: number;
  readonly performer?: string;
  readonly title?: string;
  readonly thumbnail?: PhotoSize;
}

/** What a message says: everything but who, where and when. */
export interface MessageContent {
  readonly text?: string;
  readonly entities?: readonly MessageEntity[];
  readonly link_preview_options?: Json;
  readonly photo?: readonly PhotoSize[];
  readonly video?: MediaFile;
  readonly animation?: MediaFile;
  readonly audio?: MediaFile;
  readonly document?: MediaFile;
  readonly voice?: MediaFile;
  readonly video_note?: MediaFile;
  readonly sticker?: MediaFile & Json;
  readonly caption?: string;
  readonly caption_entities?: readonly MessageEntity[];
  readonly show_caption_above_media?: true;
  readonly has_media_spoiler?: true;
  readonly media_group_id?: string;
  readonly paid_media?: Json;
  readonly rich_message?: Json;
  readonly contact?: Json;
  readonly location?: Json;
  readonly venue?: Json;
  readonly dice?: Json;
  readonly poll?: Json;
  readonly invoice?: Json;
  readonly successful_payment?: Json;
  readonly refunded_payment?: Json;
  readonly web_app_data?: { readonly data: string; readonly button_text: string };
  readonly new_chat_members?: readonly User[];
  readonly left_chat_member?: User;
  readonly group_chat_created?: true;
  readonly supergroup_chat_created?: true;
  readonly migrate_to_chat_id?: number;
  readonly migrate_from_chat_id?: number;
  readonly pinned_message?: Json;
  readonly forum_topic_created?: Json;
  readonly forum_topic_edited?: Json;
  readonly forum_topic_closed?: Json;
  readonly forum_topic_reopened?: Json;
}

export interface Message extends MessageContent {
  readonly message_id: number;
  readonly message_thread_id?: number;
  readonly is_topic_message?: true;
  readonly from?: User;
  readonly chat: Chat;
  readonly date: number;
  readonly edit_date?: number;
  readonly forward_origin?: Json;
  readonly reply_to_message?: Message;
  readonly quote?: Json;
  readonly via_bot?: User;
  readonly has_protected_content?: true;
  readonly effect_id?: string;
  readonly is_paid_post?: true;
  readonly reply_markup?: InlineKeyboardMarkup;
}

export interface BotCommand {
  readonly command: string;
  readonly description: string;
}

export type MenuButton =
  | { readonly type: 'commands' | 'default' }
  | { readonly type: 'web_app'; readonly text: string; readonly web_app: { readonly url: string } };
