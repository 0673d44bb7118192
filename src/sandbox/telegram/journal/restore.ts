import type { PendingUpdate } from '#sandbox/telegram/updates';
import {
  type Bot,
  createDialog,
  type Dialog,
  enter,
  keepMessage,
  type NewBot,
  type WorldHandle,
} from '#sandbox/telegram/world';
import type { BotRecord, DialogRecord, JournalRecord } from './records.ts';

export interface RestoreDeps {
  readonly handle: WorldHandle;
  readonly launch: (bot: NewBot) => Bot;
}

/** Makes the world what the lines say. */
export function restore(deps: RestoreDeps, records: readonly JournalRecord[]): void {
  const waiting = new Map<number, Waiting>();
  for (const record of records)
    if (record.k === 'updates' || record.k === 'taken') count(waiting, record);
    else apply(deps, record);
  // At the end: a webhook sends what is loaded at once.
  for (const bot of deps.handle.world.bots.values())
    for (const update of waiting.get(bot.id)?.values() ?? []) bot.inbox.queue.load(update);
}

type Waiting = Map<number, PendingUpdate>;
type UpdatesRecord = Extract<JournalRecord, { k: 'updates' | 'taken' }>;

function count(waiting: Map<number, Waiting>, record: UpdatesRecord): void {
  const updates = waiting.get(record.bot) ?? new Map();
  waiting.set(record.bot, updates);
  if (record.k === 'updates') for (const update of record.updates) updates.set(update.id, update);
  else for (const id of record.ids) updates.delete(id);
}

function apply(
  { handle, launch }: RestoreDeps,
  record: Exclude<JournalRecord, UpdatesRecord>,
): void {
  const { world } = handle;
  const botOf = (id: number) => [...world.bots.values()].find((bot) => bot.id === id);
  switch (record.k) {
    case 'number':
      handle.counters.load(record.name, record.upTo);
      return;
    case 'person':
      world.people.set(record.person.user.id, record.person);
      return;
    case 'bot':
      restoreBot(
        world.bots.get(record.bot.token) ?? launch({ token: record.bot.token }),
        record.bot,
      );
      return;
    case 'dialog': {
      const dialogs = record.bot === null ? world.groups : botOf(record.bot)?.dialogs;
      if (dialogs !== undefined) restoreDialog(dialogs, record.dialog);
      return;
    }
    case 'message': {
      const dialogs = record.bot === null ? world.groups : botOf(record.bot)?.dialogs;
      const { message } = record.stored;
      if (dialogs === undefined) return;
      const dialog = dialogs.get(record.chat) ?? createDialog(message.chat);
      dialogs.set(record.chat, dialog);
      keepMessage(dialog, record.stored);
      return;
    }
    case 'deleted': {
      const dialogs = record.bot === null ? world.groups : botOf(record.bot)?.dialogs;
      for (const id of record.ids) dialogs?.get(record.chat)?.messages.delete(id);
      return;
    }
    case 'stars': {
      const bot = botOf(record.bot);
      if (bot !== undefined) enter(bot.stars, record.entry);
      return;
    }
    case 'file':
      handle.files.load(record.file);
      return;
  }
}

function restoreBot(bot: Bot, record: BotRecord): void {
  bot.commands.clear();
  for (const [key, commands] of record.commands) bot.commands.set(key, commands);
  bot.texts.clear();
  for (const [key, text] of record.texts) bot.texts.set(key, text);
  bot.user = { ...bot.user, first_name: bot.texts.get('name|') ?? bot.profile.first_name };
  bot.menuButton = record.menuButton;
  bot.inbox.queue.allow(record.allowed);
  const { webhook } = record;
  bot.inbox.webhook.set(
    webhook === undefined
      ? undefined
      : {
          url: webhook.url,
          secretToken: webhook.secretToken,
          maxConnections: webhook.maxConnections,
          ipAddress: webhook.ipAddress,
          fixedAddress: webhook.fixedAddress,
          certificate:
            webhook.certificate === undefined
              ? undefined
              : Buffer.from(webhook.certificate, 'base64'),
        },
  );
}

function restoreDialog(dialogs: Map<number, Dialog>, record: DialogRecord): void {
  const dialog = dialogs.get(record.chat.id) ?? createDialog(record.chat);
  dialogs.set(record.chat.id, dialog);
  dialog.chat = record.chat;
  dialog.started = record.started;
  dialog.blocked = record.blocked;
  dialog.pinned.splice(0, dialog.pinned.length, ...record.pinned);
  dialog.topics.clear();
  for (const topic of record.topics) dialog.topics.set(topic.thread_id, topic);
  dialog.members.clear();
  for (const member of record.members) dialog.members.set(member.user.id, member);
  if (record.migratedTo !== undefined) dialog.migratedTo = record.migratedTo;
  if (record.deleted !== undefined) dialog.deleted = record.deleted;
  if (record.description !== undefined) dialog.description = record.description;
  dialog.replyKeyboard = record.replyKeyboard;
  dialog.menuButton = record.menuButton;
}
