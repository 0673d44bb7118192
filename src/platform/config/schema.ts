import { z } from 'zod';
import { app } from './sections/app.ts';
import { earlier } from './sections/earlier.ts';
import { kie } from './sections/kie.ts';
import { llm } from './sections/llm.ts';
import { log } from './sections/log.ts';
import { lottery } from './sections/lottery.ts';
import { money } from './sections/money.ts';
import { sandbox } from './sections/sandbox.ts';
import { storage } from './sections/storage.ts';
import { telegram } from './sections/telegram.ts';

/** In the order of .env.example and docs/configuration.md. */
export const sections = {
  'The app': app,
  'Database and queue': storage,
  Telegram: telegram,
  'Sandbox services': sandbox,
  'Media (KIE)': kie,
  'Language model': llm,
  Lotteries: lottery,
  Money: money,
  'Retention and logs': log,
  'Names of the earlier systems': earlier,
};

export const envSchema = z.object({
  ...app,
  ...storage,
  ...telegram,
  ...sandbox,
  ...kie,
  ...llm,
  ...lottery,
  ...money,
  ...log,
  ...earlier,
});
export type Env = z.infer<typeof envSchema>;
export type SettingName = keyof Env;
