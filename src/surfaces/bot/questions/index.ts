// A conversation asks one question: it asks, waits, stores the answer, ends. Nothing lives only in it: the
// question is remembered beside its state, and asked on with the same message if the state is gone.
import { type Conversation, conversations, createConversation } from '@grammyjs/conversations';
import type { NextFunction } from 'grammy';
import type { Clock } from '#kernel';
import type { Kv } from '#platform/kv';
import { currentScope, mark } from '#surfaces/bot/api';
import type { BotContext, QuestionContext } from '#surfaces/bot/context';
import { inTurn, stepOf } from '#surfaces/bot/ui';
import { createQuestionStore } from './store.ts';

export { keyOf } from './store.ts';

export type Asking = Conversation<BotContext, QuestionContext>;

export interface Question {
  name: string;
  /** Asks, unless the answer is already here; then waits, acts and ends. */
  run(asking: Asking, ctx: QuestionContext, start: Start): Promise<void>;
}

export interface Start {
  askedAt: number;
  /** The state was lost: `ctx` already holds the answer. */
  isAnswered: boolean;
}

export interface QuestionsDeps {
  kv: Kv;
  clock: Clock;
  questions: readonly Question[];
}

export type Questions = ReturnType<typeof createQuestions>;

// Raise when the steps of any question change: states of older code are then taken up by `resume`.
const version = 1;
const mostWaitMs = 7 * 24 * 60 * 60 * 1000;

export function createQuestions(deps: QuestionsDeps) {
  const store = createQuestionStore(deps);

  const enter = async (ctx: BotContext, name: string, start: Start): Promise<void> => {
    mark({ feature: name });
    store.setAsked(ctx, { name, askedAt: start.askedAt, userId: ctx.user.id });
    await ctx.conversation.enter(name, start);
  };

  /** True when there was something to leave. */
  const leave = async (ctx: BotContext): Promise<boolean> => {
    if (store.asked(ctx) === undefined) return false;
    store.setAsked(ctx, undefined);
    if (Object.keys(ctx.conversation.active()).length > 0) await ctx.conversation.exitAll();
    else await store.adapter.delete(ctx);
    return true;
  };

  const state = conversations<BotContext, QuestionContext>({
    storage: { type: 'context', version, adapter: store.adapter },
    plugins: (asking) => [
      async (ctx, next) => {
        const known = await asking.external(({ user, locale }) => ({ user, locale }));
        Object.assign(ctx, known);
        await next();
      },
    ],
  });

  // Seen before the plugin stores anything: after a failure it must not.
  const watch = async (_: BotContext, next: NextFunction): Promise<void> => {
    try {
      await next();
    } catch (error) {
      noteThrown(error);
      throw error;
    }
  };

  const builders = deps.questions.map(({ name, run }) =>
    stepOf(
      createConversation<BotContext, QuestionContext>(
        async (asking, ctx, start: Start) => {
          mark({ feature: name });
          await run(asking, ctx, start);
        },
        { id: name, maxMillisecondsToWait: mostWaitMs },
      ),
    ),
  );

  const isActive = (ctx: BotContext) => Object.keys(ctx.conversation.active()).length > 0;

  return {
    /** Before the person is recognised: who has just been forgotten must not be met by a second run. */
    onlyOnce: async (ctx: BotContext, next: NextFunction): Promise<void> => {
      if (!(await store.isDone(ctx))) await next();
    },
    askerId: store.askerId,
    state: inTurn(stepOf(state), watch),
    /** Before the builders: once the update is over, it enters or leaves what a handler wished for. */
    follow: async (ctx: BotContext, next: NextFunction): Promise<void> => {
      const wasActive = isActive(ctx);
      await next();
      const wish = ctx.nextQuestion;
      if (!wish) return;
      const isSame = store.asked(ctx)?.name === wish.name;
      if (wish.isAsked) {
        if (isActive(ctx) && isSame) return;
        if (isActive(ctx)) await ctx.conversation.exitAll();
        await enter(ctx, wish.name, { askedAt: deps.clock.now().getTime(), isAnswered: false });
        // A question that ended in this update has been put away by the plugin already.
      } else if (isSame && (isActive(ctx) || !wasActive)) await leave(ctx);
    },
    builders: inTurn(...builders),
    ask: (ctx: BotContext, question: Question): Promise<void> =>
      enter(ctx, question.name, { askedAt: deps.clock.now().getTime(), isAnswered: false }),
    leave,
    isAsked: (ctx: BotContext): boolean => store.asked(ctx) !== undefined,
    /** The state is gone but the question was asked: this message is its answer. */
    resume: async (ctx: BotContext): Promise<void> => {
      const asked = store.asked(ctx);
      const question = deps.questions.find(({ name }) => name === asked?.name);
      if (asked && question)
        await enter(ctx, question.name, { askedAt: asked.askedAt, isAnswered: true });
      else await leave(ctx);
    },
    /** Whatever was asked is forgotten, also when its state cannot even be read. */
    drop: (key: string): Promise<void> => store.clear(key),
  };
}

/** The next message of any kind; button presses pass by to their own handlers. */
export const answerTo = async (asking: Asking): Promise<QuestionContext> =>
  asking.waitFor('message', { next: true });

/** An outside touch. What it throws keeps its type for whoever decides about it, which the plugin would strip. */
export const outside = <R>(asking: Asking, task: (ctx: BotContext) => Promise<R>): Promise<R> =>
  asking.external(async (ctx) => {
    try {
      return await task(ctx);
    } catch (error) {
      noteThrown(error);
      throw error;
    }
  });

function noteThrown(error: unknown): void {
  const scope = currentScope();
  if (scope) scope.thrown ??= error;
}
