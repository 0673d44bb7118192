// What the server marks by itself: commands, mentions, tags, links, addresses, numbers.
import type { MessageEntity } from '../types.ts';
import { sortEntities } from './entity.ts';
import { withoutOverlaps } from './fix.ts';
import { topDomains } from './top-domains.data.ts';

const word = '\\p{L}\\p{N}_';
const tag = '\\p{Nd}_\\p{L}\\u200c\\u00b7\\u0d80-\\u0dff';

const mention = new RegExp(`(?<![${word}])@[a-zA-Z0-9_]{3,32}(?![${word}])`, 'gu');
const command = new RegExp(
  `(?<![${word}/<>])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![${word}/<>@])`,
  'gu',
);
const hashtag = new RegExp(`(?<![${tag}])#(?=[${tag}]*\\p{L})[${tag}]{1,256}(?![${tag}]*#)`, 'gu');
const cashtag = new RegExp(`(?<![$${tag}])\\$(?:1INCH|[A-Z]{1,8})(?![$${tag}])`, 'gu');
const phone = new RegExp(`(?<![${word}+])\\+\\d[\\d ()-]{7,17}\\d(?![${word}])`, 'gu');
const bankCard = new RegExp(`(?<![+${word}.,-])\\d(?:[ -]?\\d){12,18}(?![${word}-])`, 'gu');
const email =
  /(?<![a-z0-9_.+:-])(?:[a-z0-9_-]{0,26}[.+:]){0,10}[a-z0-9_-]{1,35}@(?:(?:[a-z0-9][a-z0-9_-]{0,28})?[a-z0-9]\.){1,6}[a-z]{2,8}(?![a-z0-9_-])/gi;
const special =
  /(?:tg|ton|tonsite):\/\/[a-z0-9_-]{1,253}(?:[/?#][^\s\u2000-\u200b\u200e\u200f\u2016-\u206f<>«»"]*)?/gi;
const web =
  /(?<![\p{L}\p{N}@_.$-])(?:(https?|ftp):\/\/)?(?:[^\s/@:<>"«»]+(?::[^\s/@<>"«»]*)?@)?([\p{L}\p{N}_~-]+(?:\.[\p{L}\p{N}_~-]+)+)(?::(\d{1,5}))?(?:[/?#][^\s\u2000-\u200b\u200e\u200f\u2016-\u206f<>«»"]*)?/giu;

const shortNames = new Set(['gif', 'vid', 'pic']);

export function findEntities(text: string): MessageEntity[] {
  if (!/[@/#$+.:\d]/.test(text)) return [];
  const found: MessageEntity[] = [];
  const add = (type: string, pattern: RegExp, accept: (hit: string) => boolean = () => true) => {
    for (const match of text.matchAll(pattern)) {
      if (accept(match[0])) found.push({ type, offset: match.index, length: match[0].length });
    }
  };
  add('mention', mention, (hit) => hit.length > 4 || shortNames.has(hit.slice(1).toLowerCase()));
  add('bot_command', command);
  add('hashtag', hashtag);
  add('cashtag', cashtag);
  add('phone_number', phone);
  add('bank_card_number', bankCard, isCard);
  add('url', special);
  add('email', email);
  for (const match of text.matchAll(web)) {
    const length = urlLength(match);
    if (length > 0) found.push({ type: 'url', offset: match.index, length });
  }
  return withoutOverlaps(sortEntities(found));
}

function urlLength(match: RegExpExecArray): number {
  const [whole, scheme, host = '', port] = match;
  if (port !== undefined && Number(port) > 65535) return 0;
  const top = host.slice(host.lastIndexOf('.') + 1).toLowerCase();
  const isAddress = /^\d{1,3}(\.\d{1,3}){3}$/.test(host);
  if (scheme === undefined && (isAddress || !isTopDomain(top))) return 0;
  if (!isAddress && !/^(\p{L}{2,}|xn--[a-z0-9-]+)$/u.test(top)) return 0;
  return closed(whole).length;
}

const isTopDomain = (top: string): boolean => topDomains.has(top) || /^xn--/.test(top);

const sentenceEnd = /[.:;,('?!`]/;
const openings: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

// A link does not end in a sign of the sentence, nor in a bracket it did not open.
function closed(url: string): string {
  const counts = new Map<string, number>();
  for (const sign of url) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  const count = (sign: string) => counts.get(sign) ?? 0;
  let end = url.length;
  for (; end > 0; end--) {
    const last = url.charAt(end - 1);
    const opening = openings[last];
    const isStray = opening !== undefined && count(opening) < count(last);
    if (!isStray && !sentenceEnd.test(last)) break;
    counts.set(last, count(last) - 1);
  }
  return url.slice(0, end);
}

function isCard(hit: string): boolean {
  const digits = hit.replace(/\D/g, '');
  const sum = [...digits].toReversed().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0 && /^[2-6]/.test(digits);
}
