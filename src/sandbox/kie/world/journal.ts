/** One call that came in, with its times: what the limits and the benches look at. */
export interface Arrival {
  /** On the sandbox's clock, Unix ms. */
  readonly at: number;
  /** On the machine's clock, Unix ms with fractions. */
  readonly wallAt: number;
  readonly path: string;
  model?: string | undefined;
  taskId?: string | undefined;
  callBackUrl?: string | undefined;
  /** The code in the answer; absent while it is worked on. */
  code?: number;
  fault?: string;
}

/** One try to deliver a callback. */
export interface CallbackTry {
  readonly at: number;
  readonly taskId: string;
  readonly url: string;
  readonly attempt: number;
  readonly status?: number | undefined;
  readonly outcome: 'accepted' | 'refused' | 'unreachable' | 'dropped' | 'held';
}

/** The newest, oldest out first. */
export interface Lines<T> {
  add(line: T): T;
  list(): readonly T[];
  clear(): void;
}

export function createLines<T>(limit: number): Lines<T> {
  let lines: T[] = [];
  return {
    add(line) {
      lines.push(line);
      if (lines.length > limit * 1.2) lines = lines.slice(-limit);
      return line;
    },
    list: () => lines.slice(-limit),
    clear: () => {
      lines = [];
    },
  };
}
