// What a handler holds: grammY's context, the person, their language.
import type { ConversationFlavor } from '@grammyjs/conversations';
import type { MenuFlavor } from '@grammyjs/menu';
import type { Context } from 'grammy';
import type { Locale } from '#kernel';
import type { User } from '#modules/users';
import type { Screens } from '#surfaces/bot/ui';

interface Known {
  user: User;
  locale: Locale;
}

interface Passing {
  screens?: Screens;
  /** This update is a command, and a question was waiting: it has been left. */
  hasLeftQuestion?: boolean;
  /** What the next message is for, once this update is over. */
  nextQuestion?: { name: string; isAsked: boolean };
  /** The form that this command took the next message from. */
  pausedDraft?: { id: string; modelId: string };
}

export type BotContext = ConversationFlavor<Context & Known & Passing>;

export type MenuContext = BotContext & MenuFlavor;

/** Inside a conversation: made anew at every replay, so only plain data. */
export type QuestionContext = Context & Known;
