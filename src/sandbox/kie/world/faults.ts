/** How the next fitting call, task or callback goes wrong. */
export type Fault =
  | { readonly kind: 'refuse' | 'fail'; readonly code: number; readonly msg: string }
  | { readonly kind: 'never' | 'lose' | 'dropCallback' }
  | { readonly kind: 'late' | 'slow' | 'hide'; readonly ms: number }
  | { readonly kind: 'garbage'; readonly status: number; readonly body: string }
  | { readonly kind: 'duplicateCallback'; readonly copies: number };

export interface FaultTarget {
  /** The end of the path, such as `createTask` or `recordInfo`. */
  readonly path?: string | undefined;
  readonly model?: string | undefined;
  /** Once unless said. */
  readonly times?: number | undefined;
}

type Kind = Fault['kind'];
type OfKind<K extends Kind> = Extract<Fault, { kind: K }> | (Fault & { kind: K });

export interface Faults {
  add(target: FaultTarget, fault: Fault): void;
  /** The first that fits, used up by one. */
  take<K extends Kind>(kind: K, at: { path?: string; model?: string }): OfKind<K> | undefined;
  clear(): void;
}

export function createFaults(): Faults {
  let waiting: { target: FaultTarget; fault: Fault; left: number }[] = [];
  return {
    add: (target, fault) => void waiting.push({ target, fault, left: target.times ?? 1 }),
    take(kind, at) {
      const found = waiting.find(({ target, fault }) => {
        if (fault.kind !== kind) return false;
        if (target.path !== undefined && !at.path?.endsWith(target.path)) return false;
        return target.model === undefined || target.model === at.model;
      });
      if (found === undefined) return undefined;
      found.left -= 1;
      if (found.left <= 0) waiting = waiting.filter((one) => one !== found);
      return found.fault as OfKind<typeof kind>;
    },
    clear: () => {
      waiting = [];
    },
  };
}
