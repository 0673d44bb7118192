/** How the next fitting call goes wrong. */
export type Fault =
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'html' | 'hang' | 'drop' }
  | { readonly kind: 'slow'; readonly ms: number }
  /** A draw in a shape nobody has seen. */
  | { readonly kind: 'shape'; readonly code: string; readonly number: number | undefined }
  /** A field is gone from everything that has it. */
  | { readonly kind: 'without'; readonly field: string };

export interface FaultTarget {
  /** A part of the path, such as `archive` or `tabs`. */
  readonly path?: string | undefined;
  /** Once unless said. */
  readonly times?: number | undefined;
}

export interface Faults {
  add(target: FaultTarget, fault: Fault): void;
  /** All that fit this call, each used up by one. */
  take(path: string): readonly Fault[];
  clear(): void;
}

export function createFaults(): Faults {
  let waiting: { target: FaultTarget; fault: Fault; left: number }[] = [];
  return {
    add: (target, fault) => void waiting.push({ target, fault, left: target.times ?? 1 }),
    take: (path) => {
      const fitting = waiting.filter(({ target }) => path.includes(target.path ?? ''));
      for (const one of fitting) one.left -= 1;
      waiting = waiting.filter(({ left }) => left > 0);
      return fitting.map(({ fault }) => fault);
    },
    clear: () => {
      waiting = [];
    },
  };
}
