import { join } from 'node:path';
import {
  type Bot,
  type Changed,
  type Dialog,
  entriesOf,
  type FileRecord,
  type NewBot,
  type WorldHandle,
} from '#sandbox/telegram/world';
import { createJournalFile } from './file.ts';
import { type JournalRecord, toRecord } from './records.ts';
import { restore } from './restore.ts';

export interface Journal {
  saved(what: Changed): void;
  savedFile(file: FileRecord): void;
  reserve(counter: string, upTo: number): void;
  /** Reads the world back; from then on everything is written. */
  open(deps: { handle: WorldHandle; launch: (bot: NewBot) => Bot }): void;
  /** Writes the world anew, with the exact numbers. */
  close(): Promise<void>;
  /** The world was emptied: so is the journal. */
  cleared(): void;
}

/** Without a directory nothing is kept. */
export function createJournal(dataDir: string | undefined): Journal {
  const file =
    dataDir === undefined ? undefined : createJournalFile(join(dataDir, 'journal.ndjson'));
  let handle: WorldHandle | undefined;

  const append = (record: JournalRecord) => {
    if (file === undefined || handle === undefined) return;
    if (file.isLong()) file.rewrite(snapshot(handle, reservedOf(handle)));
    file.append(record);
  };

  return {
    saved: (what) => {
      if (handle !== undefined) append(toRecord(what));
    },
    savedFile: (record) => append({ k: 'file', file: record }),
    reserve(name, upTo) {
      if (handle !== undefined) file?.appendNow({ k: 'number', name, upTo });
    },
    open(deps) {
      if (file === undefined) return;
      restore(deps, file.read());
      handle = deps.handle;
      file.rewrite(snapshot(handle, reservedOf(handle)));
    },
    async close() {
      if (file === undefined || handle === undefined) return;
      const open = handle;
      handle = undefined;
      await file.flush();
      file.rewrite(snapshot(open, open.counters.exact()));
    },
    cleared() {
      if (file === undefined || handle === undefined) return;
      file.forget();
      file.rewrite(snapshot(handle, reservedOf(handle)));
    },
  };
}

const reservedOf = (handle: WorldHandle) => handle.counters.reserved();

function* snapshot(
  { world, files }: WorldHandle,
  numbers: Readonly<Record<string, number>>,
): Generator<JournalRecord> {
  for (const [name, upTo] of Object.entries(numbers)) yield { k: 'number', name, upTo };
  for (const person of world.people.values()) yield toRecord({ kind: 'person', person });
  for (const file of files.all()) yield { k: 'file', file };
  for (const bot of world.bots.values()) {
    yield toRecord({ kind: 'bot', bot });
    for (const entry of entriesOf(bot.stars)) yield toRecord({ kind: 'stars', bot, entry });
    for (const dialog of bot.dialogs.values()) yield* ofDialog(bot, dialog);
  }
  for (const dialog of world.groups.values()) yield* ofDialog(undefined, dialog);
  for (const bot of world.bots.values())
    yield { k: 'updates', bot: bot.id, updates: [...bot.inbox.queue.pending().values()] };
}

function* ofDialog(bot: Bot | undefined, dialog: Dialog): Generator<JournalRecord> {
  yield toRecord({ kind: 'dialog', bot, dialog });
  for (const stored of dialog.messages.values())
    yield toRecord({ kind: 'message', bot, dialog, stored });
}
