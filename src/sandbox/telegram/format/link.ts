import type { MessageEntity } from '../types.ts';

// What TDLib's LinkManager::check_link and HttpUrl's parse_url do, with their texts.

export interface LinkRules {
  readonly httpsOnly?: boolean;
  /** http on loopback and hosts without a dot are good enough. */
  readonly localUrls?: boolean;
}

export type CheckedLink =
  | { readonly url: string; readonly error?: never }
  | { readonly url?: never; readonly error: string };

interface HttpUrl {
  readonly protocol: 'http' | 'https';
  readonly userinfo: string;
  readonly host: string;
  readonly port: number;
  readonly query: string;
  readonly ipv6: boolean;
}

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
const hostPattern = /^(?:[a-z0-9._!$,~*'();&+=-]|%[0-9a-f]{2}|[^\0-\x7f])+$/;

export function checkLink(link: string, rules: LinkRules = {}): CheckedLink {
  const result = checked(link, rules);
  return 'url' in result ? result : { error: `URL '${link}' is invalid: ${result.problem}` };
}

function checked(link: string, rules: LinkRules): { url: string } | { problem: string } {
  const special = /^(tg|ton|tonsite):/i.exec(link)?.[1]?.toLowerCase();
  const rest = special === undefined ? link : link.slice(special.length + 1).replace(/^\/\//, '');
  const parsed = parseHttpUrl(rest);
  if (typeof parsed === 'string') return { problem: parsed };
  if (rules.localUrls === true && special === undefined && loopback.test(parsed.host)) {
    return { url: httpText(parsed) };
  }
  if (rules.httpsOnly === true && (special !== undefined || parsed.protocol !== 'https')) {
    return { problem: 'Only HTTPS links are allowed' };
  }
  if (special === undefined) {
    if (!parsed.host.includes('.') && !parsed.ipv6) return { problem: 'Wrong HTTP URL' };
    return { url: httpText(parsed) };
  }
  return specialLink(special, rest, parsed);
}

function specialLink(
  scheme: string,
  rest: string,
  parsed: HttpUrl,
): { url: string } | { problem: string } {
  const odd =
    /^http:\/\//i.test(rest) ||
    parsed.protocol === 'https' ||
    parsed.userinfo !== '' ||
    parsed.ipv6;
  if (odd || parsed.port !== 0) return { problem: `Wrong ${scheme} URL` };
  if (!/^[a-z0-9_-]+$/i.test(parsed.host)) return { problem: 'Unallowed characters in URL host' };
  const query = parsed.query.startsWith('/?') ? parsed.query.slice(1) : parsed.query;
  return { url: `${scheme}://${parsed.host}${query}` };
}

function parseHttpUrl(url: string): HttpUrl | string {
  const scheme = /^([^:/?#@[\]]*):\/\//.exec(url);
  const protocol = (scheme?.[1] ?? 'http').toLowerCase();
  if (protocol !== 'http' && protocol !== 'https') return 'Unsupported URL protocol';
  const afterScheme = url.slice(scheme?.[0].length ?? 0);
  const authority = /^[^/?#]*/.exec(afterScheme)?.[0] ?? '';
  const portMatch = /^(.+):([^:\]@]*)$/s.exec(authority);
  const port = portMatch === null ? 0 : toPort(portMatch[2] ?? '');
  if (port === undefined) return 'Wrong port number specified in the URL';
  const userinfoHost = portMatch?.[1] ?? authority;
  const at = userinfoHost.lastIndexOf('@');
  const host = userinfoHost.slice(at + 1).toLowerCase();
  const ipv6 = host.startsWith('[') && host.endsWith(']');
  if (host === '') return 'URL host is empty';
  if (host === '.') return 'Host is invalid';
  if (!ipv6 && !hostPattern.test(host)) return 'Wrong URL host';
  const tail = afterScheme.slice(authority.length).trimEnd();
  const query = `${tail.startsWith('/') ? '' : '/'}${tail}`.replace(/[\s\0]/g, '%20');
  return { protocol, userinfo: userinfoHost.slice(0, Math.max(0, at)), host, port, query, ipv6 };
}

function toPort(digits: string): number | undefined {
  const port = /^\d+$/.test(digits) ? Number(digits) : 0;
  return port >= 1 && port <= 65535 ? port : undefined;
}

const httpText = (url: HttpUrl): string =>
  `${url.protocol}://${url.userinfo === '' ? '' : `${url.userinfo}@`}${url.host}${url.port === 0 ? '' : `:${url.port}`}${url.query}`;

/** `tg://user?id=1` → 1 */
export function userOfLink(link: string): number | undefined {
  const id = parameterOf(link, 'user', 'id');
  return id !== undefined && /^[1-9]\d{0,15}$/.test(id) ? Number(id) : undefined;
}

/** What a link in a text becomes; nothing when the server would drop it. */
export function linkEntity(
  url: string,
  place: { offset: number; length: number },
  localUrls: boolean,
): MessageEntity | undefined {
  const userId = userOfLink(url);
  if (userId !== undefined) {
    return { type: 'text_mention', ...place, user: { id: userId, is_bot: false, first_name: '' } };
  }
  const link = checkLink(url, { localUrls });
  return link.url === undefined ? undefined : { type: 'text_link', ...place, url: link.url };
}

export type MediaLink =
  | { readonly kind: 'emoji'; readonly customEmojiId: string }
  | { readonly kind: 'time'; readonly unixTime: number; readonly format: string }
  | { readonly kind: 'wrong'; readonly error: string };

/** What stands behind `![…]`: tg://emoji?id=… or tg://time?unix=…&format=… */
export function mediaOfLink(link: string): MediaLink {
  const wrong = (error: string): MediaLink => ({ kind: 'wrong', error });
  if (!/^tg:/i.test(link)) return wrong('Custom emoji URL must have scheme tg');
  const unix = parameterOf(link, 'time', 'unix');
  if (unix !== undefined) {
    const unixTime = toUnixTime(unix);
    if (unixTime === undefined) return wrong('Invalid Unix time specified');
    const format = toDateTimeFormat(parameterOf(link, 'time', 'format') ?? '');
    return format === undefined
      ? wrong('Invalid date-time format specified')
      : { kind: 'time', unixTime, format };
  }
  if (!/^tg:(\/\/)?emoji([/?#]|$)/i.test(link)) {
    return wrong('Custom emoji URL must have host "emoji"');
  }
  const id = parameterOf(link, 'emoji', 'id');
  if (id === undefined) return wrong('Custom emoji URL must have an emoji identifier');
  if (!isEmojiId(id)) return wrong('Invalid custom emoji identifier specified');
  return { kind: 'emoji', customEmojiId: id };
}

export const isEmojiId = (id: string): boolean =>
  /^-?\d{1,19}$/.test(id) && BigInt(id) !== 0n && BigInt.asIntN(64, BigInt(id)) === BigInt(id);

export function toUnixTime(text: string): number | undefined {
  const time = /^\d{1,10}$/.test(text) ? Number(text) : 0;
  return time >= 1 && time < 2 ** 31 ? time : undefined;
}

/** `r`, or the parts w, d or D, t or T in that order. */
export function toDateTimeFormat(text: string): string | undefined {
  if (text === 'r' || text === '') return text;
  if (!/^[wdDtT]+$/.test(text)) return undefined;
  const one = (short: string, long: string) =>
    text.includes(short) ? short : text.includes(long) ? long : '';
  return `${text.includes('w') ? 'w' : ''}${one('d', 'D')}${one('t', 'T')}`;
}

function parameterOf(link: string, host: string, name: string): string | undefined {
  const match = new RegExp(`^tg:(?://)?${host}/?\\?([^#]*)`, 'i').exec(link);
  return match === null ? undefined : (new URLSearchParams(match[1]).get(name) ?? undefined);
}
