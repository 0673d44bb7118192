import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { JournalRecord } from './records.ts';

/** An append-only file of lines. Ordinary lines are written in batches, reservations before they are used. */
export interface JournalFile {
  read(): JournalRecord[];
  append(record: JournalRecord): void;
  /** On disk when the call returns. */
  appendNow(record: JournalRecord): void;
  /** Puts the world as it is in place of the lines on disk; what waits is written after it, so that no order is lost. */
  rewrite(records: Iterable<JournalRecord>): void;
  /** Lines that wait are not written any more. */
  forget(): void;
  /** Grown so far past the last rewrite that another is worth it. */
  isLong(): boolean;
  /** Resolves when all lines are on disk. */
  flush(): Promise<void>;
}

const shortestWorthRewriting = 16 * 1024 * 1024;

export function createJournalFile(path: string): JournalFile {
  let waiting: string[] = [];
  let writing: Promise<void> = Promise.resolve();
  let isScheduled = false;
  let size = 0;
  let sizeAfterRewrite = 0;

  const toLine = (record: JournalRecord) => {
    const line = `${JSON.stringify(record)}\n`;
    size += line.length;
    return line;
  };
  const takeWaiting = () => {
    const lines = waiting.join('');
    waiting = [];
    return lines;
  };
  const write = () => {
    isScheduled = false;
    writing = writing.then(async () => {
      const lines = takeWaiting();
      if (lines !== '') await appendFile(path, lines);
    });
  };

  return {
    read() {
      mkdirSync(dirname(path), { recursive: true });
      if (statSync(path, { throwIfNoEntry: false }) === undefined) return [];
      const text = readFileSync(path, 'utf8');
      size = text.length;
      return text.split('\n').flatMap(parseLine);
    },
    append(record) {
      waiting.push(toLine(record));
      if (isScheduled) return;
      isScheduled = true;
      setImmediate(write);
    },
    appendNow(record) {
      appendFileSync(path, toLine(record));
    },
    forget: () => void takeWaiting(),
    rewrite(records) {
      size = 0;
      const lines: string[] = [];
      for (const record of records) lines.push(toLine(record));
      const fresh = `${path}.new`;
      writeFileSync(fresh, lines.join(''));
      renameSync(fresh, path);
      sizeAfterRewrite = size;
    },
    isLong: () => size > Math.max(shortestWorthRewriting, 3 * sizeAfterRewrite),
    async flush() {
      write();
      await writing;
    },
  };
}

// The last line of a killed process may be half of one.
function parseLine(line: string): JournalRecord[] {
  if (line === '') return [];
  try {
    return [JSON.parse(line)];
  } catch {
    return [];
  }
}
