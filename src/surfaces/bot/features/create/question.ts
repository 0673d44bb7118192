import { type Asking, answerTo, outside, type Question } from '#surfaces/bot/questions';
import type { CreateDeps } from './deps.ts';
import { questionName } from './desk.ts';
import { take } from './take.ts';

/** Waits for one message and hands it to the draft; what is asked, and of which draft, stands in the draft's row. */
export function createDraftQuestion(deps: CreateDeps): Question {
  return {
    name: questionName,
    run: async (asking: Asking, _first, { isAnswered }) => {
      if (!isAnswered) await answerTo(asking);
      const isTaken = await outside(asking, (ctx) => take(deps, ctx));
      // The draft was ordered, dropped or put aside elsewhere: the message is for somebody else.
      if (!isTaken) await asking.halt({ next: true });
    },
  };
}
