import type { Update } from 'grammy/types';

/** Left out, Telegram would keep what an earlier program asked for. */
export const allowedUpdates: readonly Exclude<keyof Update, 'update_id'>[] = [
  'message',
  'edited_message',
  'callback_query',
  'my_chat_member',
  'pre_checkout_query',
  'purchased_paid_media',
  'subscription',
  'stopped_message_generation',
];
