import { type Act, sayText } from '#sandbox/telegram/acts';
import type { Transcript } from './transcript.ts';
import type { Injected, InjectTexts, OfBot } from './types.ts';

interface Waiting {
  readonly since: number;
  readonly resolve: (ms: number) => void;
}

/** Many texts at once, and the time until each user hears from the bot: for benches. */
export function createInjector(deps: {
  transcript: Transcript;
  actOf: (input: OfBot) => Act;
}): (input: InjectTexts) => Injected {
  const waiting = new Map<number, Waiting[]>();
  let stopListening: (() => void) | undefined;

  const listen = () => {
    stopListening ??= deps.transcript.onEntry((entry) => {
      if (entry.kind !== 'call' || entry.chat === undefined) return;
      const [first, ...rest] = waiting.get(entry.chat) ?? [];
      if (first === undefined) return;
      first.resolve(performance.now() - first.since);
      if (rest.length > 0) waiting.set(entry.chat, rest);
      else waiting.delete(entry.chat);
      if (waiting.size > 0) return;
      stopListening?.();
      stopListening = undefined;
    });
  };

  return (input) => {
    const act = deps.actOf(input);
    const ids: number[] = [];
    const answers: Promise<number>[] = [];
    listen();
    for (const { user, text } of input.texts) {
      const { promise, resolve } = Promise.withResolvers<number>();
      const queue = waiting.get(user) ?? [];
      waiting.set(user, queue);
      queue.push({ since: performance.now(), resolve });
      answers.push(promise);
      sayText(act, { user, text });
      ids.push(act.bot.inbox.queue.lastId());
    }
    return { update_ids: ids, firstAnswers: Promise.all(answers) };
  };
}
