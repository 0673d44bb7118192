import type { Clock, Credits, Locale } from '#kernel';
import type { Catalogue, Model } from '#modules/catalogue';
import type { Files } from '#modules/files';
import type { Generations } from '#modules/generation';
import type { Studio } from '#modules/studio';
import type { User } from '#modules/users';
import type { Kv } from '#platform/kv';
import type { BotContext } from '#surfaces/bot/context';

export interface CreateDeps {
  catalogue: Catalogue;
  studio: Studio;
  files: Pick<Files, 'addInput' | 'findInput' | 'find' | 'list'>;
  ledger: { balance(userId: string): Promise<{ available: Credits }> };
  generation: Pick<Generations, 'find' | 'batch'>;
  kv: Kv;
  clock: Clock;
  roublesPerCredit: string | undefined;
  download: (fileId: string) => Promise<Buffer>;
  /** Credits for somebody new; zero for everybody else. */
  welcome: (user: User) => Promise<Credits>;
  /** What is done with words that nobody claimed. */
  offer: (ctx: BotContext, text: string) => Promise<void>;
  showcase: {
    /** What to make: where every way into a form begins. */
    open: (ctx: BotContext) => Promise<void>;
    card: (ctx: BotContext, model: Model) => Promise<void>;
    modelBy: (key: string) => Model | undefined;
    keyOf: (model: Model) => string;
    /** Its name and price on a button. */
    label: (model: Model, locale: Locale) => string;
  };
}
