import type { ApiFailure } from '#sandbox/telegram/api';

/** Which calls are struck: all of them when nothing is named. */
export interface FaultTarget {
  readonly method?: string | undefined;
  readonly chat?: number | undefined;
  readonly bot?: number | undefined;
  /** How many calls; 1 unless said. */
  readonly times?: number | undefined;
}

export type Fault =
  | { readonly kind: 'fail'; readonly failure: ApiFailure }
  | { readonly kind: 'delay'; readonly ms: number }
  /** The effect happens, then the socket is cut. */
  | { readonly kind: 'lose' }
  /** Nothing happens and nobody answers, until released. */
  | { readonly kind: 'hang'; readonly released: Promise<void> };

export interface Faults {
  add(target: FaultTarget, fault: Fault): void;
  /** Every fault that strikes this call, each used up by one. */
  take(call: { method: string; chat: number | undefined; bot: number }): readonly Fault[];
  /** Resolves when a call is struck next. */
  struck(): Promise<void>;
  clear(): void;
}

interface Armed {
  readonly target: FaultTarget;
  readonly fault: Fault;
  left: number;
}

const none: readonly Fault[] = [];

export function createFaults(): Faults {
  let armed: Armed[] = [];
  const onStrike = new Set<() => void>();
  return {
    add: (target, fault) => void armed.push({ target, fault, left: target.times ?? 1 }),
    take(call) {
      if (armed.length === 0) return none;
      const taken: Fault[] = [];
      for (const each of armed) {
        if (!strikes(each.target, call)) continue;
        // Two failures armed one after the other strike two calls.
        if (each.fault.kind !== 'delay' && taken.some(({ kind }) => kind !== 'delay')) continue;
        each.left -= 1;
        taken.push(each.fault);
      }
      armed = armed.filter(({ left }) => left > 0);
      if (taken.length === 0) return none;
      for (const resolve of onStrike) resolve();
      onStrike.clear();
      return taken;
    },
    struck: () => new Promise((resolve) => void onStrike.add(resolve)),
    clear() {
      armed = [];
    },
  };
}

const strikes = (
  { method, chat, bot }: FaultTarget,
  call: { method: string; chat: number | undefined; bot: number },
): boolean =>
  (method === undefined || method.toLowerCase() === call.method.toLowerCase()) &&
  (chat === undefined || chat === call.chat) &&
  (bot === undefined || bot === call.bot);
