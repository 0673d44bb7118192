import { randomBytes } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { AppError, type Clock } from '#kernel';
import type { Bytes, Draft, FileStorage, KeptFile } from './storage.ts';

export interface DiskDeps {
  /** DATA_DIR/files. */
  dir: string;
  clock: Clock;
  openFile?: typeof open;
}

// The front of an id is the time: its end spreads files evenly over 256 folders.
const folderOf = (id: string): string => id.slice(-2);
const folderPattern = /^[0-9a-f]{2}$/;
const draftsFolder = 'drafts';

/** A draft is written aside, synced and renamed: a kill or a full disk leaves no half file under an id. */
export function createDiskStorage({ dir, clock, openFile = open }: DiskDeps): FileStorage {
  const pathOf = (id: string) => join(dir, folderOf(id), id);
  const drafts = join(dir, draftsFolder);

  return {
    draft: async (bytes, { maxBytes }) => {
      const path = join(drafts, randomBytes(12).toString('hex'));
      const file = await inFolder(drafts, () => openFile(path, 'wx+')).catch(refuseFull);
      try {
        const count = { sizeBytes: 0 };
        await file.writeFile(counted(bytes, maxBytes, count)).catch(refuseFull);
        const now = clock.now();
        await file.utimes(now, now);
        await file.sync().catch(refuseFull);
        return toDraft({ file, path, sizeBytes: count.sizeBytes, pathOf });
      } catch (error) {
        await file.close();
        await rm(path, { force: true });
        throw error;
      }
    },

    open: async (id) => {
      const path = pathOf(id);
      const found = await stat(path).catch(missing);
      if (!found) return undefined;
      // Opened when the first byte is wanted: whoever never reads it, holds nothing open.
      return {
        stream: Readable.from(bytesOf(path), { objectMode: false }),
        sizeBytes: found.size,
      };
    },

    remove: async (id) => {
      const wasThere = (await stat(pathOf(id)).catch(missing)) !== undefined;
      await rm(pathOf(id), { force: true });
      return wasThere;
    },

    async *list() {
      const folders = (await readdir(dir).catch(missing)) ?? [];
      for (const folder of folders.filter((name) => folderPattern.test(name)).sort())
        for (const id of await readdir(join(dir, folder))) {
          const found = await stat(join(dir, folder, id)).catch(missing);
          if (found) yield toKept(id, found);
        }
    },

    listDrafts: async (before) => {
      const names = (await readdir(drafts).catch(missing)) ?? [];
      const found = await Promise.all(
        names.map(async (name) => ({ name, at: await stat(join(drafts, name)).catch(missing) })),
      );
      return found.filter(({ at }) => at && at.mtime < before).map(({ name }) => name);
    },

    removeDraft: (name) => rm(join(drafts, name), { force: true }),
  };
}

function toDraft(input: {
  file: FileHandle;
  path: string;
  sizeBytes: number;
  pathOf: (id: string) => string;
}): Draft {
  const { file, path, sizeBytes, pathOf } = input;
  let isOver = false;
  let keptAs: string | undefined;
  return {
    sizeBytes,
    read: async (position, length) => {
      const buffer = Buffer.alloc(Math.max(0, Math.min(length, sizeBytes - position)));
      const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
      return buffer.subarray(0, bytesRead);
    },
    keep: async (id) => {
      if (keptAs === id) return;
      const target = pathOf(id);
      const folder = join(target, '..');
      await inFolder(folder, () => rename(path, target)).catch(refuseFull);
      isOver = true;
      await file.close();
      await syncFolder(folder);
      keptAs = id;
    },
    drop: async () => {
      if (isOver) return;
      isOver = true;
      await file.close();
      await rm(path, { force: true });
    },
  };
}

async function* bytesOf(path: string): AsyncGenerator<Buffer> {
  yield* createReadStream(path);
}

async function* counted(bytes: Bytes, maxBytes: number, count: { sizeBytes: number }) {
  for await (const chunk of bytes instanceof Uint8Array ? [bytes] : bytes) {
    count.sizeBytes += chunk.length;
    if (count.sizeBytes > maxBytes) throw new AppError('file_too_big', { maxBytes });
    yield chunk;
  }
}

/** The folder is made when it is missed: it nearly always is there. */
async function inFolder<T>(folder: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    missing(error);
  }
  await mkdir(folder, { recursive: true });
  return act();
}

/** So that the name, too, outlives a loss of power. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, constants.O_RDONLY);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

function missing(error: unknown): undefined {
  if (codeOf(error) === 'ENOENT') return undefined;
  throw error;
}

function refuseFull(cause: unknown): never {
  if (codeOf(cause) === 'ENOSPC' || codeOf(cause) === 'EDQUOT')
    throw new AppError('storage_full', {}, { cause });
  throw cause;
}

const toKept = (id: string, found: { mtime: Date; size: number }): KeptFile => ({
  id,
  changedAt: found.mtime,
  sizeBytes: found.size,
});
