// What people give and what is made for them: a row each, the bytes in DATA_DIR/files. Must never happen: somebody
// else's file, half a file, a result whose row says stored and whose bytes are not there, a link into our own network.
import type { Readable } from 'node:stream';
import { AppError } from '#kernel';
import { afterCommit, type Tx } from '#platform/db';
import { addInput, type InputGiven } from './add-input.ts';
import { addLink, type LinkGiven } from './add-link.ts';
import { cleanup } from './cleanup.ts';
import type { FilesDeps } from './deps.ts';
import { type Expected, expectResults } from './expect-results.ts';
import { createFetchMeans } from './fetch-means.ts';
import { fetchAgain, fetchResult } from './fetch-result.ts';
import { type FileRole, type StoredFile, type TelegramFile, toFile } from './file.ts';
import { daysAfter } from './moments.ts';
import {
  deleteFile,
  deleteOfUser,
  extendFiles,
  findByTelegram,
  findFileRow,
  lockFileRow,
  readFiles,
  readOfGeneration,
  readPage,
  updateFile,
} from './store/files.ts';

export type { FilesCleaned } from './cleanup.ts';
export type { FilesDeps } from './deps.ts';
export type { ResultMedia } from './expect-results.ts';
export {
  type FileKind,
  type FileRole,
  type FileState,
  parseRef,
  refOf,
  type StoredFile,
  type TelegramFile,
  type TelegramForm,
} from './file.ts';
export { createDiskStorage } from './storage/disk.ts';
export type { FileStorage } from './storage/storage.ts';

export interface OpenFile {
  stream: Readable;
  sizeBytes: number;
  mimeType: string;
}

export interface FilesPage {
  /** Newest first. */
  files: StoredFile[];
  /** Ask with `before` for what is older; undefined at the end. */
  next: number | undefined;
}

export type Files = ReturnType<typeof createFiles>;

const pageSize = 20;
const mostFiles = 100;

export function createFiles(deps: FilesDeps) {
  const means = { ...deps, ...createFetchMeans(deps) };
  const find = async (by: { userId: string; fileId: string }): Promise<StoredFile | undefined> => {
    const row = await findFileRow(deps.db, by.fileId);
    return row?.userId === by.userId ? toFile(row) : undefined;
  };

  /** Throws `gone` when the bytes are here no more and the provider has none either. */
  const open = async ({ id }: Pick<StoredFile, 'id'>): Promise<OpenFile> => {
    const row = await findFileRow(deps.db, id);
    if (!row) throw new AppError('not_found', { fileId: id });
    if (row.state !== 'stored') throw new AppError('gone', { fileId: id });
    const mimeType = row.mimeType ?? 'application/octet-stream';
    const opened = await deps.storage.open(id);
    if (opened) return { ...opened, mimeType };
    deps.log.warn({ fileId: id }, 'the bytes of a file are missing');
    if (row.role === 'input') throw new AppError('gone', { fileId: id });
    await fetchAgain(means, row);
    const again = await deps.storage.open(id);
    if (!again) throw new AppError('gone', { fileId: id });
    return { ...again, mimeType };
  };

  const dropAfter = (tx: Tx, ids: readonly string[]) =>
    afterCommit(tx, () => {
      // Bytes that stay, because this process ends here, are found by cleanup.
      for (const id of ids)
        deps.storage
          .remove(id)
          .catch((err) => deps.log.warn({ err, fileId: id }, 'bytes were not removed'));
    });

  return {
    addInput: (given: InputGiven): Promise<StoredFile> => addInput(deps, given),
    addLink: (given: LinkGiven): Promise<StoredFile> => addLink(deps, given),
    /** The same thing sent again need not be downloaded again. */
    findInput: async (by: {
      userId: string;
      uniqueId: string;
    }): Promise<StoredFile | undefined> => {
      const row = await findByTelegram(deps.db, by);
      return row && toFile(row);
    },

    expectResults: async (tx: Tx, input: Expected): Promise<StoredFile[]> =>
      (await expectResults(deps, tx, [input])).flat(),
    /** Of several generations; the results of each. */
    expectAll: (tx: Tx, inputs: readonly Expected[]): Promise<StoredFile[][]> =>
      expectResults(deps, tx, inputs),
    fetchResult: (fileId: string): Promise<StoredFile> => fetchResult(means, fileId),
    /** Results in their order, whatever their state. */
    ofGeneration: async (generationId: string): Promise<StoredFile[]> =>
      (await readOfGeneration(deps.db, { generationId, role: 'result' })).map(toFile),
    /** The cover of a result, if its bytes are here. */
    previewOf: async (result: Pick<StoredFile, 'generationId' | 'position'>) => {
      const { generationId, position } = result;
      if (generationId === undefined) return undefined;
      const rows = await readOfGeneration(deps.db, { generationId, role: 'preview' });
      const row = rows.find((one) => one.position === position && one.state === 'stored');
      return row && toFile(row);
    },

    find,
    get: async (by: { userId: string; fileId: string }): Promise<StoredFile> => {
      const file = await find(by);
      if (!file) throw new AppError('not_found', { fileId: by.fileId });
      return file;
    },
    /** For the product's own hand; whoever acts for a person asks `get`. */
    getMany: async (fileIds: readonly string[]): Promise<StoredFile[]> =>
      fileIds.length === 0 ? [] : (await readFiles(deps.db, fileIds)).map(toFile),
    list: async (page: {
      userId: string;
      role: FileRole;
      before?: number | undefined;
      limit?: number | undefined;
    }): Promise<FilesPage> => {
      const { limit = pageSize } = page;
      if (!Number.isInteger(limit) || limit < 1 || limit > mostFiles)
        throw new AppError('bad_request', { limit });
      const rows = await readPage(deps.db, { ...page, limit: limit + 1 });
      const files = rows.slice(0, limit).map(toFile);
      return { files, next: rows.length > limit ? files.at(-1)?.number : undefined };
    },

    open,
    readBytes: async (file: Pick<StoredFile, 'id'>): Promise<Buffer<ArrayBuffer>> => {
      const { stream } = await open(file);
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk);
      return Buffer.concat(chunks);
    },

    setTelegram: async (fileId: string, telegram: TelegramFile): Promise<void> => {
      await updateFile(deps.db, fileId, {
        telegramFileId: telegram.fileId,
        telegramUniqueId: telegram.uniqueId ?? null,
        telegramAs: telegram.as,
      });
    },
    /** Somebody counts on these bytes from now on for as long as on new ones. */
    markUsed: async (
      input: { userId: string; fileIds: readonly string[] },
      writer: Parameters<typeof extendFiles>[0] = deps.db,
    ): Promise<void> => {
      const until = daysAfter(deps.clock.now(), deps.retentionDays);
      await extendFiles(writer, { ids: input.fileIds, userId: input.userId, until });
    },

    remove: (by: { userId: string; fileId: string }): Promise<void> =>
      deps.db.transaction(async (tx) => {
        const row = await lockFileRow(tx, by.fileId);
        if (row?.userId !== by.userId) throw new AppError('not_found', { fileId: by.fileId });
        await deleteFile(tx, by.fileId);
        dropAfter(tx, [by.fileId]);
      }),
    forget: async (tx: Tx, userId: string): Promise<void> =>
      dropAfter(tx, await deleteOfUser(tx, userId)),
    cleanup: (options?: { dryRun?: boolean }) => cleanup(deps, options),
  };
}
