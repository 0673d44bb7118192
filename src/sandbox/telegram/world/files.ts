import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileKind, FileRecord, Files, NewFile } from './types.ts';

const folders: Record<FileKind, string> = {
  Photo: 'photos',
  Video: 'videos',
  Animation: 'animations',
  Audio: 'music',
  Document: 'documents',
  Voice: 'voice',
  VideoNote: 'video_notes',
  Sticker: 'stickers',
  Thumbnail: 'thumbnails',
};

// Without a directory bytes live in memory; past this the oldest are forgotten, as Telegram may lose a file.
const memoryBytes = 512 * 1024 * 1024;
const recordsKept = 50_000;
const diskBytes = 4 * 1024 * 1024 * 1024;
/** What the Bot API promises; a bot must ask again afterwards. */
const linkMs = 3_600_000;

export interface FilesDeps {
  readonly dataDir: string | undefined;
  readonly now: () => number;
  readonly nextNumber: (counter: string) => number;
  readonly saved: (record: FileRecord) => void;
}

export interface LoadableFiles extends Files {
  load(record: FileRecord): void;
  all(): Iterable<FileRecord>;
  clear(): void;
}

export function createFiles({ dataDir, now, nextNumber, saved }: FilesDeps): LoadableFiles {
  const records = new Map<string, FileRecord>();
  const paths = new Map<string, FileRecord>();
  const linksUntil = new Map<string, number>();
  const bytesOf = new Map<string, Buffer>();
  let held = 0;

  let onDisk = 0;

  const keep = (record: FileRecord) => {
    records.set(record.file_id, record);
    paths.set(`${record.bot_id}/${record.file_path}`, record);
    if (ownsBytes(record)) onDisk += record.file_size;
    for (const old of records.values()) {
      if (records.size <= recordsKept && onDisk <= diskBytes) break;
      forget(old);
    }
  };
  const ownsBytes = (record: FileRecord) => dataDir !== undefined && record.bytes_of === undefined;
  const forget = (old: FileRecord) => {
    records.delete(old.file_id);
    linksUntil.delete(old.file_id);
    paths.delete(`${old.bot_id}/${old.file_path}`);
    if (!ownsBytes(old)) return;
    onDisk -= old.file_size;
    const path = diskPath(old);
    if (path !== undefined) rm(path, { force: true }).catch(() => undefined);
  };
  const keepBytes = (id: string, bytes: Buffer) => {
    bytesOf.set(id, bytes);
    held += bytes.length;
    for (const [oldest, old] of bytesOf) {
      if (held <= memoryBytes || oldest === id) break;
      bytesOf.delete(oldest);
      held -= old.length;
    }
  };
  const diskPath = (record: FileRecord) =>
    dataDir === undefined ? undefined : join(dataDir, 'files', record.file_unique_id);

  const store = async (record: FileRecord, bytes: Buffer) => {
    const path = diskPath(record);
    if (path === undefined || dataDir === undefined) return keepBytes(record.file_id, bytes);
    await mkdir(join(dataDir, 'files'), { recursive: true });
    await writeFile(path, bytes);
  };

  return {
    async add({ bytes, ...facts }: NewFile) {
      const number = nextNumber('file');
      const record: FileRecord = {
        ...facts,
        file_id: fileId(facts.kind, facts.bot_id, number),
        file_unique_id: `AQAD${digest(`unique ${number}`).slice(0, 12)}`,
        file_size: bytes.length,
        file_path: `${folders[facts.kind]}/file_${number}${extensionOf(facts)}`,
      };
      if (record.bytes_of === undefined) await store(record, bytes);
      keep(record);
      saved(record);
      return record;
    },
    find: (id) => records.get(id),
    findByPath(bot, path) {
      const record = paths.get(`${bot.id}/${path}`);
      const until = linksUntil.get(record?.file_id ?? '') ?? Number.POSITIVE_INFINITY;
      return until < now() ? undefined : record;
    },
    renewLink: ({ file_id }) => void linksUntil.set(file_id, now() + linkMs),
    async read(view) {
      const record = view.bytes_of === undefined ? view : records.get(view.bytes_of);
      if (record === undefined) return undefined;
      const path = diskPath(record);
      if (path === undefined) return bytesOf.get(record.file_id);
      return readFile(path).catch(() => undefined);
    },
    load: keep,
    all: () => records.values(),
    clear() {
      for (const record of records.values()) forget(record);
      bytesOf.clear();
      held = 0;
    },
  };
}

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url');

const prefixes: Partial<Record<FileKind, string>> = {
  Photo: 'AgACAgI',
  Video: 'BAACAgI',
  Animation: 'CgACAgI',
  Audio: 'CQACAgI',
  Document: 'BQACAgI',
  Voice: 'AwACAgI',
  VideoNote: 'DQACAgI',
  Sticker: 'CAACAgI',
  Thumbnail: 'AAMCAgI',
};

const fileId = (kind: FileKind, botId: number, number: number): string =>
  `${prefixes[kind] ?? 'AAACAgI'}AAxk${number.toString(36)}A${digest(`${kind} ${botId} ${number}`)}`;

const extensions: Readonly<Record<string, string>> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/webp': '.webp',
  'image/gif': '.gif',
  'video/mp4': '.mp4',
  'audio/mpeg': '.mp3',
  'audio/ogg': '.oga',
  'application/pdf': '.pdf',
};

function extensionOf(facts: { file_name?: string; mime_type: string }): string {
  const own = /\.[A-Za-z0-9]{1,8}$/.exec(facts.file_name ?? '')?.[0];
  return extensions[facts.mime_type] ?? own ?? '';
}
