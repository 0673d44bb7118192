/** One call that came in: what the pace is judged by. */
export interface Arrival {
  /** On the sandbox's clock, Unix ms. */
  readonly at: number;
  /** On the machine's clock, Unix ms with fractions. */
  readonly wallAt: number;
  readonly path: string;
  readonly query: string;
  readonly hasPartner: boolean;
  /** Absent while it is worked on, and when no answer was given. */
  status?: number;
}

const linesKept = 20_000;

export function createArrivals() {
  let lines: Arrival[] = [];
  return {
    add(line: Arrival): Arrival {
      lines.push(line);
      if (lines.length > linesKept * 1.2) lines = lines.slice(-linesKept);
      return line;
    },
    list: (): readonly Arrival[] => lines.slice(-linesKept),
    clear: () => {
      lines = [];
    },
  };
}
