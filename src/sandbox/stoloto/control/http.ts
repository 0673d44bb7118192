import type { StolotoControl } from './control.ts';

interface ClockInput {
  readonly advance?: number;
  readonly freeze?: boolean;
  readonly run?: boolean;
}

/** POST /control/<word> with a JSON object: the words of `StolotoControl`. */
export function createControlHttp(control: StolotoControl) {
  const { clock, arrivals, ...acts } = control;
  const words: Readonly<Record<string, (input: never) => unknown>> = {
    ...acts,
    arrivals: () => ({ arrivals: arrivals() }),
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

// The control API is for tests whose authors read its types; what they send is taken as it is.
const trusted = (body: Record<string, unknown>): never => body as never;
