import { type Credits, creditsOf } from '#kernel';
import type { BatchCounts, BatchRow } from './store/index.ts';

export type BatchKind = BatchRow['kind'];

/** Generations confirmed together. Each has its own hold and its own fate. */
export interface Batch {
  id: string;
  /** What people see. */
  number: number;
  userId: string;
  chatId: string | undefined;
  kind: BatchKind;
  size: number;
  total: Credits;
  createdAt: Date;
  endedAt: Date | undefined;
}

export interface BatchProgress {
  done: number;
  failed: number;
  cancelled: number;
  live: number;
  captured: Credits;
}

export const toBatch = (row: BatchRow): Batch => ({
  id: row.id,
  number: row.number,
  userId: row.userId,
  chatId: row.chatId ?? undefined,
  kind: row.kind,
  size: row.size,
  total: creditsOf(row.totalMc),
  createdAt: row.createdAt,
  endedAt: row.endedAt ?? undefined,
});

export const toProgress = ({ capturedMc, ...counts }: BatchCounts): BatchProgress => ({
  ...counts,
  captured: creditsOf(capturedMc),
});
