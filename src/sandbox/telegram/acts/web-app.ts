import { launchUrl, signInitData } from '#sandbox/telegram/webapp';
import { menuButtonFor } from '#sandbox/telegram/world';
import type { Message } from '../types.ts';
import { type Act, type ActPlace, placeOf } from './place.ts';
import { ActRefused } from './refusal.ts';
import { say } from './say.ts';

export interface OpenWebApp {
  readonly user: number;
  readonly message_id?: number | undefined;
  readonly url?: string | undefined;
  readonly kind: 'inline' | 'menu' | 'keyboard';
}

/** The address with signed launch data; from a reply keyboard the data is empty, as in Telegram. */
export function openWebApp({ world, bot }: Act, input: OpenWebApp): { url: string } {
  const place = placeOf(world, bot, { user: input.user });
  const offered = offeredUrls({ world, bot }, place, input);
  const url = input.url ?? offered[0];
  if (url === undefined || !offered.includes(url)) {
    throw new ActRefused('there is no button that opens this app');
  }
  if (input.kind === 'keyboard') return { url: launchUrl(url, '') };
  const queryId = `AAE${world.nextNumber('webapp').toString(36).padStart(12, '0')}`;
  bot.webAppQueries.set(queryId, input.user);
  const initData = signInitData({
    botId: bot.id,
    token: bot.token,
    user: place.person.user,
    authDate: world.clock.seconds(),
    queryId,
  });
  return { url: launchUrl(url, initData) };
}

function offeredUrls({ bot }: Act, { dialog }: ActPlace, input: OpenWebApp): string[] {
  if (input.kind === 'menu') {
    const button = menuButtonFor(bot, dialog);
    return button.type === 'web_app' ? [button.web_app.url] : [];
  }
  const rows =
    input.kind === 'inline'
      ? (dialog.messages.get(input.message_id ?? 0)?.message.reply_markup?.inline_keyboard ?? [])
      : (dialog.replyKeyboard?.keyboard ?? []);
  return rows.flat().flatMap(({ web_app }) => (hasUrl(web_app) ? [web_app.url] : []));
}

const hasUrl = (value: unknown): value is { url: string } =>
  typeof value === 'object' && value !== null && 'url' in value && typeof value.url === 'string';

export interface SendWebAppData {
  readonly user: number;
  readonly button_text: string;
  readonly data: string;
}

const dataLimitBytes = 4096;

/** What an app opened from a reply keyboard sends back. */
export function sendWebAppData(act: Act, input: SendWebAppData): Message {
  const { dialog } = placeOf(act.world, act.bot, { user: input.user });
  const button = dialog.replyKeyboard?.keyboard
    .flat()
    .find(({ text, web_app }) => text === input.button_text && web_app !== undefined);
  if (button === undefined) throw new ActRefused('there is no such button on the keyboard');
  const size = Buffer.byteLength(input.data);
  if (size < 1 || size > dataLimitBytes) throw new ActRefused('the data is 1-4096 bytes long');
  const { data, button_text } = input;
  return say(act, { user: input.user }, { web_app_data: { data, button_text } });
}
