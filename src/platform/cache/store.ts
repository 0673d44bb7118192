import type { Stored } from './times.ts';

export type Target = { key: string } | { prefix: string };
export type Message =
  | { kind: 'loaded'; key: string; loadedAt: number }
  | { kind: 'failed'; key: string }
  | ({ kind: 'dropped' } & Target);
export type Failure = { code: string; retryAt: number };

export type Seen = { stored?: Stored; failure?: Failure; isLoading: boolean };
export type Claim = { token: string; now: number; until: number; isForced: boolean };

/** What all nodes share. Every call may reject: then the cache does without. */
export interface Store {
  name: string;
  start(listeners: {
    onMessage: (message: Message) => void;
    /** Messages may have been missed until now. */
    onReturn: () => void;
  }): Promise<void>;
  stop(): Promise<void>;
  /** Called all the time: what was lost is sought again. */
  keep(): Promise<void>;
  read(key: string, now: number): Promise<Seen>;
  /** Gives the right to load to one caller, and only if a load is due and no failure too fresh. */
  claim(key: string, claim: Claim): Promise<Seen & { isMine: boolean }>;
  /** False when the right to load was lost meanwhile: the key was dropped, or the load took too long. */
  write(key: string, token: string, stored: Stored): Promise<boolean>;
  fail(key: string, token: string, failure: Failure): Promise<boolean>;
  remove(target: Target): Promise<void>;
  publish(message: Message): Promise<void>;
  sweep(now: number): Promise<void>;
}

export const covers = (target: Target, key: string): boolean =>
  'key' in target ? target.key === key : key.startsWith(target.prefix);
