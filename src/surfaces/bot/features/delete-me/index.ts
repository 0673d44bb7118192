// /delete_me: asks for a typed word, then everything known about the person is gone.
import type { Question, Questions } from '#surfaces/bot/questions';
import { createEntrances, type Step } from '#surfaces/bot/ui';

export { messages as deleteMeMessages } from './messages.ts';
export { createDeleteQuestion } from './question.ts';

export function createDeleteMe(deps: { questions: Questions; question: Question }): Step {
  const entrances = createEntrances();
  entrances.onCommand('delete_me', (ctx) => deps.questions.ask(ctx, deps.question));
  return entrances.step;
}
