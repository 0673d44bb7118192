import { z } from 'zod';
import { AppError } from '#kernel';
import type { ChatRow } from './store.ts';

export type ChatType = ChatRow['type'];

/** Of a media chat: what its next order begins with, by parameter. */
const mediaSettings = z.record(z.string().min(1).max(100), z.json());

const settingsOf = { media: mediaSettings } as const satisfies Record<ChatType, z.ZodType>;

export type Settings = z.infer<typeof mediaSettings>;

export interface Chat {
  id: string;
  number: number;
  userId: string;
  type: ChatType;
  name: string;
  modelId: string | undefined;
  settings: Settings;
  requests: number;
  files: number;
  createdAt: Date;
  updatedAt: Date;
}

const longestName = 200;
const mostSettingsBytes = 20_000;

export function parseName(text: string): string {
  const name = text.replaceAll('\u0000', '').toWellFormed().trim();
  if (name === '' || name.length > longestName)
    throw new AppError('bad_request', { reason: 'name', most: longestName });
  return name;
}

export function parseSettings(type: ChatType, value: unknown): Settings {
  const parsed = settingsOf[type].safeParse(value);
  const json = JSON.stringify(parsed.data ?? null);
  // PostgreSQL's jsonb refuses these two, and nobody means them.
  const isKept = !/\\u0000|\\ud[89a-f]/i.test(json) && json.length <= mostSettingsBytes;
  if (!parsed.success || !isKept) throw new AppError('bad_request', { reason: 'settings' });
  return parsed.data;
}

export const toChat = (
  row: ChatRow,
  { requests, files }: { requests: number; files: number } = { requests: 0, files: 0 },
): Chat => ({
  id: row.id,
  number: row.number,
  userId: row.userId,
  type: row.type,
  name: row.name,
  modelId: row.modelId ?? undefined,
  settings: settingsOf[row.type].parse(row.settings),
  requests,
  files,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
});
