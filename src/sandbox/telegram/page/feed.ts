import type { Message } from './types.ts';

/** The known messages of a chat, in the order of ids, each id once. */
export type Feed = readonly Message[];

const byId = (a: Message, b: Message) => a.message_id - b.message_id;

/** Adds what is new and replaces what is known; a message equal to what we have stays the same object. */
export function merge(feed: Feed, incoming: readonly Message[]): Feed {
  if (incoming.length === 0) return feed;
  const last = feed.at(-1);
  const [only] = incoming;
  if (incoming.length === 1 && only && (!last || only.message_id > last.message_id))
    return [...feed, only];
  const known = new Map(feed.map((message) => [message.message_id, message]));
  for (const message of incoming) {
    const before = known.get(message.message_id);
    if (!before || JSON.stringify(before) !== JSON.stringify(message))
      known.set(message.message_id, message);
  }
  return [...known.values()].sort(byId);
}

export function without(feed: Feed, ids: readonly number[]): Feed {
  const gone = new Set(ids);
  return feed.filter((message) => !gone.has(message.message_id));
}

/**
 * After a break in the connection: `page` is the newest page, so it decides what exists from its first message on.
 * When it does not reach back to what we know there is a hole, and only the page is certain.
 */
export function reconcile(feed: Feed, page: readonly Message[], hasMore: boolean): Feed {
  const first = page[0]?.message_id;
  if (first === undefined) return hasMore ? feed : [];
  const reaches = feed.some((message) => message.message_id >= first);
  if (hasMore && !reaches) return page;
  const older = hasMore ? feed.filter((message) => message.message_id < first) : [];
  const known = new Map(feed.map((message) => [message.message_id, message]));
  const kept = page.map((message) => {
    const before = known.get(message.message_id);
    return before && JSON.stringify(before) === JSON.stringify(message) ? before : message;
  });
  return [...older, ...kept];
}

export type Row =
  | { readonly kind: 'day'; readonly key: string; readonly date: number }
  | { readonly kind: 'service'; readonly key: string; readonly message: Message }
  | {
      readonly kind: 'bubble';
      readonly key: string;
      readonly messages: readonly [Message, ...Message[]];
      /** First and last of a run by the same author: they carry the gap and the tail. */
      readonly first: boolean;
      readonly last: boolean;
    };

const RUN_SECONDS = 5 * 60;

const serviceFields = [
  'successful_payment',
  'refunded_payment',
  'web_app_data',
  'write_access_allowed',
  'pinned_message',
  'new_chat_members',
  'left_chat_member',
  'group_chat_created',
  'forum_topic_created',
  'forum_topic_edited',
  'forum_topic_closed',
  'forum_topic_reopened',
] as const;

export const isService = (message: Message): boolean =>
  serviceFields.some((field) => Reflect.get(message, field) !== undefined);

const dayOf = (unix: number) => new Date(unix * 1000).toDateString();

/** What is drawn for the messages: day lines, service lines, bubbles; an album is one bubble. */
export function toRows(feed: Feed): Row[] {
  const rows: Row[] = [];
  const groups: [Message, ...Message[]][] = [];
  for (const message of feed) {
    const group = groups.at(-1);
    const album = message.media_group_id;
    if (group && album !== undefined && group[0].media_group_id === album) group.push(message);
    else groups.push([message]);
  }
  groups.forEach((messages, index) => {
    const [head] = messages;
    const before = groups[index - 1]?.[0];
    const after = groups[index + 1]?.[0];
    if (!before || dayOf(before.date) !== dayOf(head.date))
      rows.push({ kind: 'day', key: `day-${dayOf(head.date)}`, date: head.date });
    const key = `m${head.message_id}`;
    if (isService(head)) rows.push({ kind: 'service', key, message: head });
    else
      rows.push({
        kind: 'bubble',
        key,
        messages,
        first: !isSameRun(before, head),
        last: !isSameRun(head, after),
      });
  });
  return rows;
}

function isSameRun(a: Message | undefined, b: Message | undefined): boolean {
  if (!a || !b || isService(a) || isService(b)) return false;
  return (
    a.client.own === b.client.own &&
    b.date - a.date < RUN_SECONDS &&
    dayOf(a.date) === dayOf(b.date)
  );
}
