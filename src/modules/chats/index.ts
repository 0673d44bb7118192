// Talks with a purpose, each with its own name and settings. So far of one type: media, where generations are
// gathered. Must never happen: something of one person in a chat of another.
import { AppError, type Clock, newId } from '#kernel';
import type { Generations } from '#modules/generation';
import type { Db, Tx } from '#platform/db';
import {
  type Chat,
  type ChatType,
  parseName,
  parseSettings,
  type Settings,
  toChat,
} from './chat.ts';
import {
  type ChatChange,
  deleteChat,
  deleteOfUser,
  findChatRow,
  insertChat,
  listChatRows,
  listIdsOfUser,
  updateChat,
} from './store.ts';

export type { Chat, ChatType, Settings } from './chat.ts';

export interface ChatsDeps {
  db: Db;
  clock: Clock;
  generation: Pick<Generations, 'countOfChats' | 'leaveChat'>;
}

export interface NewChat {
  userId: string;
  type: ChatType;
  name: string;
  modelId?: string | undefined;
  settings?: Settings | undefined;
}

/** Absent: stays as it is. */
export interface ChatEdit {
  userId: string;
  chatId: string;
  name?: string | undefined;
  /** Null: none is offered first any more. */
  modelId?: string | null | undefined;
  settings?: Settings | undefined;
}

export interface ChatsPage {
  /** Newest first. */
  chats: Chat[];
  /** Ask with `before` for what is older; undefined at the end. */
  next: number | undefined;
}

type ById = { userId: string; chatId: string };

export type Chats = ReturnType<typeof createChats>;

const pageSize = 50;
const mostOnPage = 100;

export function createChats({ db, clock, generation }: ChatsDeps) {
  const counted = async (rows: Parameters<typeof toChat>[0][]): Promise<Chat[]> => {
    const counts = await generation.countOfChats(rows.map(({ id }) => id));
    return rows.map((row) => toChat(row, counts.get(row.id)));
  };
  const find = async (by: { userId: string } & ({ chatId: string } | { number: number })) => {
    const row = await findChatRow(db, by);
    return row && (await counted([row]))[0];
  };
  const get = async (by: ById | { userId: string; number: number }): Promise<Chat> => {
    const chat = await find(by);
    if (!chat) throw new AppError('not_found', { ...by });
    return chat;
  };

  return {
    create: async ({ userId, type, name, modelId, settings = {} }: NewChat): Promise<Chat> => {
      const now = clock.now();
      const row = await insertChat(db, {
        id: newId(now.getTime()),
        userId,
        type,
        name: parseName(name),
        modelId,
        settings: parseSettings(type, settings),
        createdAt: now,
        updatedAt: now,
      });
      return toChat(row, undefined);
    },
    find,
    get,
    list: async (query: {
      userId: string;
      type?: ChatType | undefined;
      before?: number | undefined;
      limit?: number | undefined;
    }): Promise<ChatsPage> => {
      const { limit = pageSize } = query;
      if (!Number.isInteger(limit) || limit < 1 || limit > mostOnPage)
        throw new AppError('bad_request', { limit });
      const rows = await listChatRows(db, { ...query, limit: limit + 1 });
      const chats = await counted(rows.slice(0, limit));
      return { chats, next: rows.length > limit ? chats.at(-1)?.number : undefined };
    },
    edit: async ({ userId, chatId, name, modelId, settings }: ChatEdit): Promise<Chat> => {
      const { type } = await get({ userId, chatId });
      const change: ChatChange = {
        updatedAt: clock.now(),
        ...(name !== undefined && { name: parseName(name) }),
        ...(modelId !== undefined && { modelId }),
        ...(settings !== undefined && { settings: parseSettings(type, settings) }),
      };
      const row = await updateChat(db, { userId, chatId, change });
      const [chat] = row ? await counted([row]) : [];
      if (!chat) throw new AppError('not_found', { chatId });
      return chat;
    },
    /** What was made in it stays in My works. */
    remove: ({ userId, chatId }: ById): Promise<void> =>
      db.transaction(async (tx) => {
        if (!(await findChatRow(tx, { userId, chatId })))
          throw new AppError('not_found', { chatId });
        await generation.leaveChat(tx, chatId);
        await deleteChat(tx, { userId, chatId });
      }),
    forget: async (tx: Tx, userId: string): Promise<void> => {
      for (const { id } of await listIdsOfUser(tx, userId)) await generation.leaveChat(tx, id);
      await deleteOfUser(tx, userId);
    },
  };
}
