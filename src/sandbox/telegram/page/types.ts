// What the page reads of a Bot API message. The server sends messages as a bot would get them, plus `client`.
export interface User {
  id: number;
  first_name: string;
  last_name?: string;
  username?: string;
  language_code?: string;
  is_bot?: boolean;
}

export interface Entity {
  type: string;
  offset: number;
  length: number;
  url?: string;
  user?: User;
  language?: string;
  custom_emoji_id?: string;
  unix_time?: number;
  date_time_format?: string;
}

export type ButtonStyle = 'danger' | 'success' | 'primary';

export interface InlineButton {
  text: string;
  style?: ButtonStyle;
  callback_data?: string;
  url?: string;
  login_url?: { url: string };
  copy_text?: { text: string };
  web_app?: { url: string };
  pay?: boolean;
  disabled?: object;
  switch_inline_query?: string;
  switch_inline_query_current_chat?: string;
}

export interface KeyboardButton {
  text: string;
  style?: ButtonStyle;
  web_app?: { url: string };
  request_contact?: boolean;
  request_location?: boolean;
}

export interface ReplyKeyboard {
  keyboard?: (KeyboardButton | string)[][];
  resize_keyboard?: boolean;
  one_time_keyboard?: boolean;
  is_persistent?: boolean;
  input_field_placeholder?: string;
  remove_keyboard?: boolean;
  force_reply?: boolean;
  message_id?: number;
}

export interface FileFact {
  file_id: string;
  file_name?: string;
  mime_type?: string;
  file_size?: number;
  width?: number;
  height?: number;
  duration?: number;
  title?: string;
  performer?: string;
  emoji?: string;
  is_animated?: boolean;
  is_video?: boolean;
}

export interface MediaFact {
  file_id: string;
  url: string;
  mime_type?: string;
  file_name?: string;
  file_size?: number;
  width?: number;
  height?: number;
  duration?: number;
}

export interface Origin {
  type: string;
  sender_user?: User;
  sender_user_name?: string;
  chat?: { title?: string };
  sender_chat?: { title?: string };
}

export interface Message {
  message_id: number;
  date: number;
  from?: User;
  edit_date?: number;
  media_group_id?: string;
  text?: string;
  entities?: Entity[];
  caption?: string;
  caption_entities?: Entity[];
  show_caption_above_media?: boolean;
  has_media_spoiler?: boolean;
  photo?: FileFact[];
  video?: FileFact;
  animation?: FileFact;
  audio?: FileFact;
  voice?: FileFact;
  video_note?: FileFact;
  document?: FileFact;
  sticker?: FileFact;
  location?: { latitude: number; longitude: number };
  venue?: { title: string; address: string; location: { latitude: number; longitude: number } };
  contact?: { phone_number: string; first_name: string; last_name?: string };
  dice?: { emoji: string; value: number };
  poll?: { question: string; options: { text: string }[] };
  invoice?: { title: string; description: string; currency: string; total_amount: number };
  successful_payment?: { currency: string; total_amount: number };
  refunded_payment?: { currency: string; total_amount: number };
  web_app_data?: { button_text: string; data: string };
  write_access_allowed?: object;
  pinned_message?: object;
  reply_to_message?: Message;
  quote?: { text: string };
  forward_origin?: Origin;
  reply_markup?: { inline_keyboard?: InlineButton[][] };
  client?: { own?: boolean; read?: boolean; paid?: boolean; media?: MediaFact[] };
}

export interface Command {
  command: string;
  description: string;
}

export interface MenuButton {
  type: string;
  text?: string;
  web_app?: { url: string };
}

export interface Bot {
  id: number;
  first_name: string;
  username: string;
  description?: string;
  short_description?: string;
}

export interface Draft {
  draft_id: number;
  text: string;
  entities?: Entity[];
  can_stop?: boolean;
  until?: number;
}

export interface ChatState {
  bot: Bot;
  commands: Command[];
  menu_button?: MenuButton;
  messages: Message[];
  has_more: boolean;
  draft?: Draft | null;
  action?: { action: string; until?: number } | string | null;
  reply_keyboard?: ReplyKeyboard | null;
  blocked: boolean;
  stars_balance: number;
}

export type ClientEvent =
  | { type: 'message'; message: Message }
  | { type: 'edit'; message: Message }
  | { type: 'delete'; message_ids: number[] }
  | { type: 'action'; action: string; until: number }
  | ({ type: 'draft' } & Draft)
  | { type: 'draft_end'; draft_id: number }
  | {
      type: 'callback_answer';
      callback_query_id: string;
      text?: string;
      show_alert?: boolean;
      url?: string;
    }
  | { type: 'commands'; commands: Command[] }
  | { type: 'menu_button'; menu_button: MenuButton }
  | { type: 'reply_keyboard'; reply_keyboard: ReplyKeyboard | null }
  | { type: 'payment'; message_id: number; state: 'paid' | 'failed'; error?: string }
  | { type: 'blocked'; blocked: boolean }
  | { type: 'toast'; text: string };
