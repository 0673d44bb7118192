import { createHmac, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import type { User } from '../types.ts';

// The sandbox's own Ed25519 seed: it proves nothing to anybody, so it need not be secret. Real data is signed with Telegram's key.
const seed = Buffer.from('jackdraw sandbox mini app signer');
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');

const privateKey = () =>
  createPrivateKey({ key: Buffer.concat([pkcs8Head, seed]), format: 'der', type: 'pkcs8' });

/** Hex, as Telegram publishes its own two: what a third party checks `signature` with. */
export const webAppPublicKey = (): string =>
  createPublicKey(privateKey())
    .export({ format: 'der', type: 'spki' })
    .subarray(-32)
    .toString('hex');

export interface Launch {
  readonly botId: number;
  readonly token: string;
  readonly user: User;
  /** Unix seconds. */
  readonly authDate: number;
  readonly queryId?: string | undefined;
  readonly startParam?: string | undefined;
}

/** The query string a Mini App gets as initData: hash for the bot, signature for third parties. */
export function signInitData(launch: Launch): string {
  const fields: Record<string, string> = {
    ...(launch.queryId === undefined ? {} : { query_id: launch.queryId }),
    user: JSON.stringify({ ...withoutBotFlag(launch.user), allows_write_to_pm: true }),
    ...(launch.startParam === undefined ? {} : { start_param: launch.startParam }),
    auth_date: String(launch.authDate),
  };
  const forThirdParties = `${launch.botId}:WebAppData\n${checkString(fields)}`;
  fields.signature = sign(null, Buffer.from(forThirdParties), privateKey()).toString('base64url');
  const secret = createHmac('sha256', 'WebAppData').update(launch.token).digest();
  fields.hash = createHmac('sha256', secret).update(checkString(fields)).digest('hex');
  return new URLSearchParams(fields).toString();
}

const checkString = (fields: Readonly<Record<string, string>>): string =>
  Object.keys(fields)
    .sort()
    .map((key) => `${key}=${fields[key]}`)
    .join('\n');

function withoutBotFlag({ is_bot: _, ...user }: User): Omit<User, 'is_bot'> {
  return user;
}

/** Where the app opens. Without data (a reply keyboard's button) Telegram hands over an empty one. */
export function launchUrl(url: string, initData: string): string {
  const mark = url.includes('#') ? '&' : '#';
  return `${url}${mark}tgWebAppData=${encodeURIComponent(initData)}`;
}
