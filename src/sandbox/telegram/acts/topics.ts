import { addMessage, removeMessages, showMessage, type Topic } from '#sandbox/telegram/world';
import { announce } from './announce.ts';
import { type Act, type Actor, placeOf } from './place.ts';
import { ActRefused } from './refusal.ts';

const firstIconColor = 7322096;

/** What the app does when a person opens a new topic. */
export function createTopic({ world, bot }: Act, input: Actor & { name: string }): Topic {
  const place = placeOf(world, bot, input);
  const { dialog, owner, person } = place;
  const isAllowed =
    owner === undefined
      ? dialog.chat.is_forum === true
      : bot.profile.has_topics_enabled && bot.profile.allows_users_to_create_topics;
  if (!isAllowed) throw new ActRefused('topics cannot be made here');
  const stored = addMessage(world, place, {
    from: person.user,
    bot: undefined,
    content: { forum_topic_created: { name: input.name, icon_color: firstIconColor } },
    opensTopic: true,
  });
  const topic: Topic = {
    thread_id: stored.message.message_id,
    name: input.name,
    icon_color: firstIconColor,
    closed: false,
  };
  dialog.topics.set(topic.thread_id, topic);
  world.saved({ kind: 'dialog', bot: owner, dialog });
  announce(world, place, stored, 'message');
  if (owner !== undefined) showMessage(world, owner, dialog, stored);
  return topic;
}

/** The bot is not told: it finds out when it writes there. */
export function deleteTopic(
  { world, bot }: Act,
  input: Actor & { message_thread_id: number; silently?: boolean | undefined },
): void {
  const place = placeOf(world, bot, input);
  const { dialog, owner } = place;
  if (!dialog.topics.delete(input.message_thread_id))
    throw new ActRefused(`there is no topic ${input.message_thread_id}`);
  if (input.silently === true) dialog.leakyTopics.add(input.message_thread_id);
  const ids = [...dialog.messages.values()]
    .filter(({ message }) => message.message_thread_id === input.message_thread_id)
    .map(({ message }) => message.message_id);
  removeMessages(world, place, ids);
  world.saved({ kind: 'dialog', bot: owner, dialog });
}
