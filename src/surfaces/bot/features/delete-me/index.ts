// /delete_me: asks for a typed word, then everything known about the person is gone.
import { Composer } from 'grammy';
import type { BotContext } from '#surfaces/bot/context';
import type { Question, Questions } from '#surfaces/bot/questions';

export { messages as deleteMeMessages } from './messages.ts';
export { createDeleteQuestion } from './question.ts';

export function createDeleteMe(deps: {
  questions: Questions;
  question: Question;
}): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command('delete_me', (ctx) => deps.questions.ask(ctx, deps.question));
  return composer;
}
