import type { Chance } from './chance.ts';

/** Texts that fit a regular expression, as far as its plain part goes; whoever asks checks them. */
export function textFor(source: string, chance: Chance): string {
  const reader: Reader = { source, at: 0, chance, groups: [] };
  return readEither(reader)();
}

type Make = () => string;

interface Reader {
  readonly source: string;
  at: number;
  readonly chance: Chance;
  readonly groups: Make[];
}

const peek = (reader: Reader, ahead = 0) => reader.source[reader.at + ahead];
const rest = (reader: Reader) => reader.source.slice(reader.at);

function readEither(reader: Reader): Make {
  const branches = [readRow(reader)];
  while (peek(reader) === '|') {
    reader.at += 1;
    branches.push(readRow(reader));
  }
  return () => reader.chance.one(branches)?.() ?? '';
}

function readRow(reader: Reader): Make {
  const parts: Make[] = [];
  while (reader.at < reader.source.length && peek(reader) !== '|' && peek(reader) !== ')')
    parts.push(readRepeated(reader));
  return () => parts.map((make) => make()).join('');
}

function readRepeated(reader: Reader): Make {
  const make = readAtom(reader);
  const match = /^(?:([*+?])|\{(\d+)(,)?(\d+)?\})[?+]?/.exec(rest(reader));
  if (!match) return make;
  reader.at += match[0].length;
  const [, sign, low, comma, high] = match;
  const min = sign === '+' ? 1 : Number(low ?? 0);
  const max = sign === '?' ? 1 : high !== undefined ? Number(high) : sign || comma ? min + 3 : min;
  return () => {
    const times = min + reader.chance.below(Math.min(max, min + 40) - min + 1);
    return Array.from({ length: times }, () => make()).join('');
  };
}

function readAtom(reader: Reader): Make {
  const sign = peek(reader);
  reader.at += 1;
  if (sign === '^' || sign === '$') return () => '';
  if (sign === '.') return () => pick(reader, wordSigns);
  if (sign === '[') return readSet(reader);
  if (sign === '(') return readGroup(reader);
  if (sign === '\\') return readEscape(reader);
  return () => sign ?? '';
}

function readGroup(reader: Reader): Make {
  const look = /^\?(?:[=!]|<[=!])/.exec(rest(reader))?.[0];
  const name = /^\?(?::|<\w+>|P<\w+>|[a-z]+:)/.exec(rest(reader))?.[0];
  reader.at += (look ?? name ?? '').length;
  const make = readEither(reader);
  reader.at += 1;
  if (look) return () => '';
  if (name === undefined || name.includes('<')) reader.groups.push(make);
  return make;
}

const digits = '0123456789';
const letters = 'abcdefghijklmnopqrstuvwxyz';
const wordSigns = `${letters}${letters.toUpperCase()}${digits}_`;
const classes: Readonly<Record<string, string>> = {
  d: digits,
  w: wordSigns,
  s: ' ',
  D: letters,
  W: ' -.',
  S: wordSigns,
};
const controls: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', f: '\f', v: '\v' };

const pick = ({ chance }: Reader, signs: string) => chance.one([...signs]) ?? '';

function readEscape(reader: Reader): Make {
  const sign = peek(reader) ?? '';
  reader.at += 1;
  if (/[bBAzZG]/.test(sign)) return () => '';
  if (sign === 'p' || sign === 'P') {
    const end = reader.source.indexOf('}', reader.at);
    const name = reader.source.slice(reader.at, end);
    reader.at = end + 1;
    const signs = name.includes('N') ? digits : name.includes('Cyr') ? 'абвгдежз' : letters;
    return () => pick(reader, name.includes('Lu') ? signs.toUpperCase() : signs);
  }
  const code = /^(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))/.exec(
    `${sign}${rest(reader)}`,
  );
  if (code) {
    reader.at += code[0].length - 1;
    const letter = String.fromCodePoint(Number.parseInt(code[1] ?? code[2] ?? code[3] ?? '20', 16));
    return () => letter;
  }
  if (/[1-9]/.test(sign)) return () => reader.groups[Number(sign) - 1]?.() ?? '';
  const signs = classes[sign];
  return signs === undefined ? () => controls[sign] ?? sign : () => pick(reader, signs);
}

function readSet(reader: Reader): Make {
  const not = peek(reader) === '^';
  if (not) reader.at += 1;
  let signs = '';
  for (
    let first = true;
    peek(reader) !== undefined && (first || peek(reader) !== ']');
    first = false
  ) {
    const from = readSetSign(reader);
    if (peek(reader) === '-' && peek(reader, 1) !== ']' && from.length === 1) {
      reader.at += 1;
      signs += range(from, readSetSign(reader));
    } else signs += from;
  }
  reader.at += 1;
  const all = not
    ? [...`${wordSigns} -.,`].filter((sign) => !signs.includes(sign)).join('')
    : signs;
  return () => pick(reader, all);
}

function readSetSign(reader: Reader): string {
  const sign = peek(reader) ?? '';
  reader.at += 1;
  if (sign !== '\\') return sign;
  const next = peek(reader) ?? '';
  if (classes[next] !== undefined) {
    reader.at += 1;
    return classes[next] ?? '';
  }
  return readEscape(reader)();
}

function range(from: string, to: string): string {
  const [a = 0, b = 0] = [from.codePointAt(0), to.codePointAt(0)];
  const size = Math.min(Math.max(b - a + 1, 1), 128);
  return Array.from({ length: size }, (_, i) => String.fromCodePoint(a + i)).join('');
}
