import {
  addMessage,
  type Dialog,
  removeMessages,
  showMessage,
  type Topic,
} from '#sandbox/telegram/world';
import type { MessageContent } from '../types.ts';
import { type ApiCall, type ApiGroup, badRequest } from './call.ts';
import { has, integer, text } from './params.ts';
import { findWritableChat, type Place } from './target.ts';

const iconColors = [7322096, 16766590, 13338331, 9367192, 16749490, 16478047];
const maxNameLength = 128;

function findForum(call: ApiCall): Place {
  const place = findWritableChat(call);
  const { chat, members } = place.dialog;
  const isForum =
    chat.type === 'private' ? call.bot.profile.has_topics_enabled : chat.is_forum === true;
  if (!isForum) throw badRequest('the chat is not a forum');
  const status = members.get(call.bot.id)?.status;
  if (chat.type !== 'private' && status !== 'administrator' && status !== 'creator')
    throw badRequest('not enough rights to manage topics');
  return place;
}

function readName(call: ApiCall): string {
  const name = text(call, 'name').trim();
  return [...name].slice(0, maxNameLength).join('');
}

function createForumTopic(call: ApiCall): object {
  const name = readName(call);
  const place = findForum(call);
  if (name === '') throw badRequest('title must be non-empty');
  const color = has(call, 'icon_color') ? integer(call, 'icon_color') : (iconColors[0] ?? 0);
  if (!iconColors.includes(color)) throw badRequest('invalid topic icon color specified');
  const icon = text(call, 'icon_custom_emoji_id');
  const shown = {
    name,
    icon_color: color,
    ...(icon === '' ? {} : { icon_custom_emoji_id: icon }),
  };
  const stored = addMessage(call.world, place, {
    from: call.bot.user,
    bot: call.bot,
    content: { forum_topic_created: shown },
    opensTopic: true,
  });
  const threadId = stored.message.message_id;
  place.dialog.topics.set(threadId, { thread_id: threadId, ...shown, closed: false });
  notice(call, place);
  if (place.owner !== undefined) showMessage(call.world, place.owner, place.dialog, stored);
  return { message_thread_id: threadId, ...shown };
}

const notice = (call: ApiCall, { owner, dialog }: Place): void =>
  call.world.saved({ kind: 'dialog', bot: owner, dialog });

function findTopic(call: ApiCall, dialog: Dialog): Topic {
  const topic = dialog.topics.get(integer(call, 'message_thread_id'));
  if (topic === undefined) throw badRequest('message thread not found');
  return topic;
}

function say(call: ApiCall, place: Place, what: { topic: Topic; content: MessageContent }): void {
  const stored = addMessage(call.world, place, {
    from: call.bot.user,
    bot: call.bot,
    content: what.content,
    threadId: what.topic.thread_id,
  });
  notice(call, place);
  if (place.owner !== undefined) showMessage(call.world, place.owner, place.dialog, stored);
}

function editForumTopic(call: ApiCall): true {
  const place = findForum(call);
  const topic = findTopic(call, place.dialog);
  const name = has(call, 'name') ? readName(call) : topic.name;
  const icon = has(call, 'icon_custom_emoji_id') ? text(call, 'icon_custom_emoji_id') : undefined;
  if (name === topic.name && (icon === undefined || icon === topic.icon_custom_emoji_id))
    throw badRequest('TOPIC_NOT_MODIFIED');
  topic.name = name;
  if (icon !== undefined) topic.icon_custom_emoji_id = icon;
  say(call, place, { topic, content: { forum_topic_edited: { name } } });
  return true;
}

const setClosed =
  (closed: boolean) =>
  (call: ApiCall): true => {
    const place = findForum(call);
    if (place.owner !== undefined) throw badRequest('the chat is not a supergroup forum');
    const topic = findTopic(call, place.dialog);
    if (topic.closed === closed) throw badRequest('TOPIC_NOT_MODIFIED');
    topic.closed = closed;
    const content = closed ? { forum_topic_closed: {} } : { forum_topic_reopened: {} };
    say(call, place, { topic, content });
    return true;
  };

function deleteForumTopic(call: ApiCall): true {
  const place = findForum(call);
  const topic = findTopic(call, place.dialog);
  place.dialog.topics.delete(topic.thread_id);
  const ids = [...place.dialog.messages.values()]
    .filter(({ message }) => message.message_thread_id === topic.thread_id)
    .map(({ message }) => message.message_id);
  removeMessages(call.world, place, ids);
  notice(call, place);
  return true;
}

function unpinAllForumTopicMessages(call: ApiCall): true {
  const place = findForum(call);
  const { dialog } = place;
  const topic = findTopic(call, dialog);
  const kept = dialog.pinned.filter(
    (id) => dialog.messages.get(id)?.message.message_thread_id !== topic.thread_id,
  );
  dialog.pinned.splice(0, dialog.pinned.length, ...kept);
  notice(call, place);
  return true;
}

export const topicMethods: ApiGroup = {
  createForumTopic,
  editForumTopic,
  closeForumTopic: setClosed(true),
  reopenForumTopic: setClosed(false),
  deleteForumTopic,
  unpinAllForumTopicMessages,
};
