import type { Task } from '#sandbox/kie/world';
import type { KieControl } from './control.ts';

interface ClockInput {
  readonly advance?: number;
  readonly freeze?: boolean;
  readonly run?: boolean;
}

/** POST /control/<word> with a JSON object: the words of `KieControl`. */
export function createControlHttp(control: KieControl) {
  const { clock, balance, tasks, arrivals, callbacks, ...acts } = control;
  const words: Readonly<Record<string, (input: never) => unknown>> = {
    ...acts,
    balance: () => ({ credits: balance() }),
    tasks: () => ({ tasks: tasks().map(told) }),
    arrivals: () => ({ arrivals: arrivals() }),
    callbacks: () => ({ callbacks: callbacks() }),
    clock({ advance, freeze, run }: ClockInput) {
      if (freeze === true) clock.freeze();
      if (run === true) clock.run();
      if (advance !== undefined) clock.advance(advance);
      return { now: clock.now() };
    },
  };
  return async (word: string, body: Record<string, unknown>): Promise<unknown> => {
    const act = Object.hasOwn(words, word) ? words[word] : undefined;
    if (act === undefined) throw new Error(`there is no control word ${word}`);
    return act(trusted(body));
  };
}

const told = ({ model, ...task }: Task) => ({ ...task, model: model.id });

// The control API is for tests whose authors read its types; what they send is taken as it is.
const trusted = (body: Record<string, unknown>): never => body as never;
