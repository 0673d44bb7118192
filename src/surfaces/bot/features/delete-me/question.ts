import { type Clock, locales } from '#kernel';
import type { Account } from '#modules/account';
import type { QuestionContext } from '#surfaces/bot/context';
import { type Asking, answerTo, outside, type Question } from '#surfaces/bot/questions';
import { say } from '#surfaces/bot/ui';
import { messages } from './messages.ts';

export interface DeleteMeDeps {
  account: Pick<Account, 'forget'>;
  clock: Clock;
}

const answerWithinMs = 60 * 60 * 1000;
const mostTries = 3;

// Either word will do: people switch languages between the question and the answer.
const isTheWord = (text: string | undefined) =>
  locales.some((locale) => messages[locale].word === text?.trim().toUpperCase());

export function createDeleteQuestion(deps: DeleteMeDeps): Question {
  const forget = (asking: Asking, askedAt: number): Promise<'done' | 'late'> =>
    outside(asking, async (ctx) => {
      if (deps.clock.now().getTime() - askedAt > answerWithinMs) return 'late';
      // The commands of this chat were set when a language was chosen, or for an admin.
      const hasOwn = ctx.user.chosenLocale !== undefined || ctx.user.role === 'admin';
      if (hasOwn && ctx.chatId !== undefined)
        await ctx.api.deleteMyCommands({ scope: { type: 'chat', chat_id: ctx.chatId } });
      await deps.account.forget(ctx.user.id);
      return 'done';
    });

  return {
    name: 'delete_me',
    run: async (asking, first, { askedAt, isAnswered }) => {
      const t = messages[first.locale];
      if (!isAnswered) await say(first, t.ask(t.word));
      let answer: QuestionContext = isAnswered ? first : await answerTo(asking);
      for (let tries = 1; !isTheWord(answer.message?.text); tries += 1) {
        if (tries === mostTries) {
          await say(answer, t.kept);
          return;
        }
        await say(answer, t.notTheWord(t.word));
        answer = await answerTo(asking);
      }
      await say(answer, t[await forget(asking, askedAt)]);
    },
  };
}
