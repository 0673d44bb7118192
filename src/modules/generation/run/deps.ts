import type { Catalogue } from '#modules/catalogue';
import type { Files } from '#modules/files';
import type { Provider } from '#modules/generation/providers';
import type { Db, Tx } from '#platform/db';
import type { SettleDeps } from '../settle.ts';
import type { Answers } from './answers.ts';
import type { Bells } from './bells.ts';
import type { Breaker } from './breaker.ts';
import type { Callbacks } from './callbacks.ts';
import type { Durations } from './durations.ts';
import type { Uploads } from './inputs.ts';
import type { Together } from './together.ts';

export interface RunDeps extends SettleDeps {
  db: Db;
  bells: Bells;
  provider: Provider;
  catalogue: Pick<Catalogue, 'find'>;
  files: Pick<Files, 'expectResults' | 'expectAll' | 'ofGeneration' | 'fetchResult' | 'find'>;
  uploads: Uploads;
  /** Resolves when the provider may be given another task. */
  takeTurn: (signal: AbortSignal) => Promise<void>;
  callbacks: Callbacks;
  durations: Durations;
  breaker: Breaker;
  /** Takes a model off sale, in the same act. */
  withdraw: (tx: Tx, input: { modelId: string; reason: string }) => Promise<void>;
  random: () => number;
  together: Together;
  answers: Answers;
}
