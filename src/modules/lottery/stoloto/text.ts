const named: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  bull: '•',
  copy: '©',
  gt: '>',
  hellip: '…',
  laquo: '«',
  ldquo: '“',
  lt: '<',
  mdash: '—',
  minus: '−',
  nbsp: ' ',
  ndash: '–',
  quot: '"',
  raquo: '»',
  rdquo: '”',
  shy: '',
  thinsp: ' ',
};

/** Their texts hold tags and entities; ours are plain. */
export function plainText(html: string): string {
  return html
    .replaceAll(/<!--[\s\S]*?-->/g, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&(#x[0-9a-f]+|#\d+|[a-z]+\d?);/gi, (whole, name: string) => entity(name) ?? whole)
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

function entity(name: string): string | undefined {
  if (!name.startsWith('#')) return named[name.toLowerCase()];
  const code = /^#x/i.test(name)
    ? Number.parseInt(name.slice(2), 16)
    : Number.parseInt(name.slice(1), 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

/** A text that says something, or nothing. */
export function said(text: string | null | undefined): string | undefined {
  const plain = plainText(text ?? '');
  return plain === '' ? undefined : plain;
}

const hourMs = 3_600_000;
const moscow = 3 * hourMs;

/** `2026-11-20T11:00:00+0300`, with or without the colon; without an offset it is Moscow's time. Seconds and milliseconds too. */
export function readDate(value: string | number | null | undefined): Date | undefined {
  if (value === null || value === undefined) return undefined;
  const ms = typeof value === 'number' ? fromEpoch(value) : fromText(value);
  // Before the first lottery of theirs, or past any plan: not a date of a draw.
  return ms > Date.UTC(1990) && ms < Date.UTC(2100) ? new Date(ms) : undefined;
}

const fromEpoch = (value: number) => (value > 1e11 ? value : value * 1000);

function fromText(value: string): number {
  const parts = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d(?::\d\d)?(?:\.\d+)?)(Z|[+-]\d\d:?\d\d)?$/.exec(
    value,
  );
  if (!parts) return Number.NaN;
  const [, day, time, offset] = parts;
  if (offset === undefined) return Date.parse(`${day}T${time}Z`) - moscow;
  return Date.parse(`${day}T${time}${offset.replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2')}`);
}
