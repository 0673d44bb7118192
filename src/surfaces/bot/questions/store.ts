import type { ConversationData, VersionedState } from '@grammyjs/conversations';
import { z } from 'zod';
import { AppError, type Clock } from '#kernel';
import type { Kv } from '#platform/kv';
import { currentScope } from '#surfaces/bot/api';
import type { BotContext } from '#surfaces/bot/context';

/** What was asked, kept beside the conversation: if its state is gone, the question is still known. */
export interface Asked {
  name: string;
  askedAt: number;
  /** Whom it was put to: after /delete_me the same Telegram id may be somebody new. */
  userId?: string | undefined;
}

type State = VersionedState<ConversationData>;

interface Held {
  version: number;
  asked: Asked | undefined;
}

const stored = z.object({
  asked: z
    .object({ name: z.string(), askedAt: z.number(), userId: z.string().optional() })
    .optional(),
  state: z.looseObject({ version: z.array(z.unknown()) }).optional(),
  by: z.number().optional(),
});

const keepMs = 7 * 24 * 60 * 60 * 1000;
// As long as the inbox may run an update again; after that its mark has nothing to say.
const emptyMs = 48 * 60 * 60 * 1000;

// The plugin's own default is the chat, which some updates lack: all of those would share one state.
export const keyOf = (ctx: BotContext): string => String(ctx.from?.id ?? ctx.chatId);

const storageKey = (key: string) => `question:${key}`;

export function createQuestionStore({ kv, clock }: { kv: Kv; clock: Clock }) {
  const held = new WeakMap<BotContext, Held>();
  const asked = (ctx: BotContext) => held.get(ctx)?.asked;

  // Compare-and-set: a process that lost its seat must not overwrite what its successor wrote. A failed
  // update leaves all as it was: it is either run again or the person may answer again.
  const save = async (ctx: BotContext, value: object, forMs: number): Promise<void> => {
    if (currentScope()?.thrown !== undefined) return;
    const written = { ...value, by: ctx.update.update_id };
    const version = await kv.set(storageKey(keyOf(ctx)), written, {
      version: held.get(ctx)?.version ?? 0,
      expiresAt: new Date(clock.now().getTime() + forMs),
    });
    if (version === undefined) throw new AppError('conflict', { what: 'question' });
  };

  const peek = async (ctx: BotContext) =>
    stored.safeParse((await kv.get(storageKey(keyOf(ctx))))?.value).data;

  return {
    asked,
    setAsked: (ctx: BotContext, question: Asked | undefined): void => {
      held.set(ctx, { version: held.get(ctx)?.version ?? 0, asked: question });
    },
    /** An earlier run of this message came to its end: all was said and written, only the inbox was not told. */
    isDone: async (ctx: BotContext): Promise<boolean> =>
      isRunAgain(ctx) && (await peek(ctx))?.by === ctx.update.update_id,
    /** Whom an earlier run of this message found asked. */
    askerId: async (ctx: BotContext): Promise<string | undefined> =>
      isRunAgain(ctx) ? (await peek(ctx))?.asked?.userId : undefined,
    clear: (key: string): Promise<void> => kv.delete(storageKey(key)),

    adapter: {
      read: async (ctx: BotContext): Promise<State | undefined> => {
        const entry = await kv.get(storageKey(keyOf(ctx)));
        if (!entry) return undefined;
        const { data: value } = stored.safeParse(entry.value);
        held.set(ctx, { version: entry.version, asked: value?.asked });
        return asState(value?.state);
      },
      write: (ctx: BotContext, state: State) => save(ctx, { asked: asked(ctx), state }, keepMs),
      // An empty value for a while: a delete could not compare.
      delete: (ctx: BotContext) => save(ctx, {}, emptyMs),
    },
  };
}

const isRunAgain = (ctx: BotContext): boolean =>
  ctx.message !== undefined && (currentScope()?.attempt ?? 1) > 1;

// Written by the plugin itself, which checks the version it stands in.
const asState = (state: z.infer<typeof stored>['state']) => state as State | undefined;
