import { endDraft } from '#sandbox/telegram/world';
import type { Json } from '../types.ts';
import { type Act, placeOf } from './place.ts';
import { ActRefused } from './refusal.ts';

/** Telegram only stops showing the draft: what the bot does about its work is the bot's business. */
export function stopDraft({ world, bot }: Act, input: { user: number; draft_id: number }): void {
  const { dialog } = placeOf(world, bot, { user: input.user });
  const { draft } = dialog;
  if (draft === undefined || draft.draft_id !== input.draft_id || !draft.can_stop) {
    throw new ActRefused('there is no such draft to stop');
  }
  const payload: Json = {
    chat: dialog.chat,
    ...(draft.message_thread_id === undefined
      ? {}
      : { message_thread_id: draft.message_thread_id }),
    draft_id: draft.draft_id,
  };
  bot.push({ kind: 'stopped_message_generation', payload, lane: `chat:${dialog.chat.id}` });
  if (draft.keep_on_stop !== true) endDraft(world, bot, dialog);
  else {
    dialog.draft = { ...draft, can_stop: false };
    world.emit(bot, input.user, { type: 'draft', ...dialog.draft });
  }
}
