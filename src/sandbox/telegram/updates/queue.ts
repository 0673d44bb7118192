import type { SandboxClock } from '#sandbox/clock';
import type { NewUpdate } from '#sandbox/telegram/world';

export interface PendingUpdate {
  readonly id: number;
  readonly kind: string;
  readonly lane: string;
  readonly expiresAt: number;
  readonly update: { readonly update_id: number; readonly [kind: string]: unknown };
}

/** The unconfirmed updates of one bot, oldest first. */
export interface UpdateQueue {
  push(update: NewUpdate): number | undefined;
  pending(): Map<number, PendingUpdate>;
  confirmBefore(updateId: number): void;
  /** Forgets all but the newest `count`. */
  keepLast(count: number): void;
  drop(updateId: number): void;
  clear(): void;
  /** Undefined: the default, all but three kinds. Applied when an update is made, not when it is fetched. */
  allow(kinds: readonly string[] | undefined): void;
  allowed(): readonly string[] | undefined;
  /** Called after every push until it is taken back. */
  onPush(listener: (update: PendingUpdate) => void): () => void;
  /** Back from the journal: not told to it again. */
  load(update: PendingUpdate): void;
  /** The id given last; 0 before the first. */
  lastId(): number;
}

export const updateKinds = [
  'message',
  'edited_message',
  'channel_post',
  'edited_channel_post',
  'business_connection',
  'business_message',
  'edited_business_message',
  'deleted_business_messages',
  'guest_message',
  'message_reaction',
  'message_reaction_count',
  'inline_query',
  'chosen_inline_result',
  'callback_query',
  'shipping_query',
  'pre_checkout_query',
  'purchased_paid_media',
  'poll',
  'poll_answer',
  'my_chat_member',
  'chat_member',
  'chat_join_request',
  'chat_boost',
  'removed_chat_boost',
  'managed_bot',
  'subscription',
  'stopped_message_generation',
] as const;

const notByDefault = ['chat_member', 'message_reaction', 'message_reaction_count'];

const secondMs = 1000;
const dayMs = 24 * 3600 * secondMs;
const lifetimes: Readonly<Record<string, number>> = {
  callback_query: 150 * secondMs,
  pre_checkout_query: 150 * secondMs,
  shipping_query: 150 * secondMs,
  inline_query: 30 * secondMs,
  chosen_inline_result: 600 * secondMs,
};

export interface QueueDeps {
  readonly clock: SandboxClock;
  readonly nextUpdateId: () => number;
  readonly pushed: (update: PendingUpdate) => void;
  /** Confirmed, delivered or dropped; what is too old goes without a word. */
  readonly taken: (updateIds: readonly number[]) => void;
}

export function createUpdateQueue(deps: QueueDeps): UpdateQueue {
  const updates = new Map<number, PendingUpdate>();
  const listeners = new Set<(update: PendingUpdate) => void>();
  let allowed: readonly string[] | undefined;
  let lastId = 0;
  let nextExpiry = Number.POSITIVE_INFINITY;

  const isAllowed = (kind: string) =>
    allowed === undefined ? !notByDefault.includes(kind) : allowed.includes(kind);

  const expire = () => {
    const now = deps.clock.now();
    if (now < nextExpiry) return;
    nextExpiry = Number.POSITIVE_INFINITY;
    for (const [id, { expiresAt }] of updates)
      if (expiresAt <= now) updates.delete(id);
      else nextExpiry = Math.min(nextExpiry, expiresAt);
  };

  const take = (ids: readonly number[]) => {
    const found = ids.filter((id) => updates.delete(id));
    if (found.length > 0) deps.taken(found);
  };

  return {
    push({ kind, payload, lane, lifetimeMs = lifetimes[kind] ?? dayMs }) {
      if (!isAllowed(kind)) return undefined;
      const id = deps.nextUpdateId();
      lastId = id;
      const expiresAt = deps.clock.now() + lifetimeMs;
      const pending = { id, kind, lane, expiresAt, update: { update_id: id, [kind]: payload } };
      nextExpiry = Math.min(nextExpiry, expiresAt);
      updates.set(id, pending);
      deps.pushed(pending);
      for (const listener of listeners) listener(pending);
      return id;
    },
    pending() {
      expire();
      return updates;
    },
    confirmBefore(updateId) {
      const ids: number[] = [];
      for (const id of updates.keys()) {
        if (id >= updateId) break;
        ids.push(id);
      }
      take(ids);
    },
    keepLast: (count) => take([...updates.keys()].slice(0, Math.max(0, updates.size - count))),
    drop: (id) => take([id]),
    clear: () => take([...updates.keys()]),
    allow(kinds) {
      allowed = kinds;
    },
    allowed: () => allowed,
    onPush(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    load(update) {
      nextExpiry = Math.min(nextExpiry, update.expiresAt);
      updates.set(update.id, update);
      for (const listener of listeners) listener(update);
    },
    lastId: () => lastId,
  };
}
