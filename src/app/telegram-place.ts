import type { AppConfig } from './build.ts';

export const webhookPath = '/telegram/webhook';

/** Where Telegram brings updates, when it does. */
export function webhookOf({ telegram, http }: AppConfig) {
  if (telegram.mode !== 'webhook' || !telegram.webhookSecret || !http.publicUrl) return undefined;
  return { url: `${http.publicUrl}${webhookPath}`, secret: telegram.webhookSecret };
}

/** A database belongs to one bot. */
export const botIdOf = ({ telegram }: AppConfig): string =>
  telegram.isSandbox ? 'sandbox' : telegram.token.slice(0, telegram.token.indexOf(':'));

// Asked without end, or once per language at the first start.
export const routineCalls = [
  'getUpdates',
  'setMyCommands',
  'setMyDescription',
  'setMyName',
  'setMyShortDescription',
];
