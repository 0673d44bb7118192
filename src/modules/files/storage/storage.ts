import type { Readable } from 'node:stream';

export type Bytes = Uint8Array | AsyncIterable<Uint8Array>;

/** Bytes on their way in. Nobody sees them before `keep`, which makes them the file's at once and whole. */
export interface Draft {
  readonly sizeBytes: number;
  read(position: number, length: number): Promise<Buffer>;
  /** Under the same id it may be kept again: nothing changes. */
  keep(id: string): Promise<void>;
  /** After `keep` it does nothing. */
  drop(): Promise<void>;
}

export interface KeptFile {
  id: string;
  changedAt: Date;
  sizeBytes: number;
}

/** Where bytes lie. A file is whole or not there. */
export interface FileStorage {
  /** Throws file_too_big, storage_full. */
  draft(bytes: Bytes, options: { maxBytes: number }): Promise<Draft>;
  open(id: string): Promise<{ stream: Readable; sizeBytes: number } | undefined>;
  /** Whether there was one. */
  remove(id: string): Promise<boolean>;
  list(): AsyncIterable<KeptFile>;
  listDrafts(before: Date): Promise<string[]>;
  removeDraft(name: string): Promise<void>;
}
