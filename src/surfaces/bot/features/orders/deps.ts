import type { Clock, Locale } from '#kernel';
import type { Catalogue, Model } from '#modules/catalogue';
import type { Files, StoredFile } from '#modules/files';
import type { Generations } from '#modules/generation';
import type { Ledger } from '#modules/ledger';
import type { Notifications } from '#modules/notifications';
import type { Studio } from '#modules/studio';
import type { Kv } from '#platform/kv';
import type { BotContext } from '#surfaces/bot/context';

/** What the words of an order are made from. */
export interface FaceDeps {
  clock: Clock;
  catalogue: Pick<Catalogue, 'find' | 'whyNotSold' | 'followUps'>;
  files: Pick<Files, 'ofGeneration'>;
  generation: Pick<Generations, 'find' | 'batch' | 'position' | 'durations' | 'nextAttemptAt'>;
  ledger: Pick<Ledger, 'balance'>;
  studio: Pick<Studio, 'delivery' | 'favouritesAmong'>;
  outbox: Pick<Notifications['outbox'], 'isTold' | 'messagesOf'>;
}

export interface OrdersDeps extends FaceDeps {
  kv: Pick<Kv, 'set'>;
  catalogue: Pick<Catalogue, 'find' | 'whyNotSold' | 'followUps' | 'models'>;
  files: Pick<Files, 'ofGeneration' | 'find' | 'remove'>;
  generation: Pick<
    Generations,
    | 'find'
    | 'batch'
    | 'position'
    | 'durations'
    | 'nextAttemptAt'
    | 'cancel'
    | 'cancelBatch'
    | 'confirm'
    | 'confirmBatch'
    | 'quote'
    | 'retry'
  >;
  studio: Pick<Studio, 'delivery' | 'favouritesAmong' | 'addFavourite' | 'removeFavourite'>;
  notifications: Pick<Notifications, 'ask'>;
  /** The form of a model, filled in as far as it goes. */
  openForm: (
    ctx: BotContext,
    form: { modelId: string; input?: Record<string, unknown> },
  ) => Promise<void>;
  /** What can be made of a file. */
  offerFile: (ctx: BotContext, file: StoredFile) => Promise<void>;
  keyOf: (model: Model) => string;
  /** Its name and price on a button. */
  label: (model: Model, locale: Locale) => string;
  modelBy: (key: string) => Model | undefined;
}
