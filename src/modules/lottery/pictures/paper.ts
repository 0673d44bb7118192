/** The sheet every picture is drawn on: one width, one set of colours, one hand. */
export const width = 400;
export const margin = 18;
/** Pixels for a unit: sharp on a phone, and no larger than a chat shows. */
const scale = 1.8;

export const ink = {
  paper: '#fbfaf7',
  text: '#1f2430',
  soft: '#697083',
  line: '#dfe2e8',
  accent: '#2f6fde',
  warm: '#d9622b',
  cold: '#2f6fde',
  good: '#1f8f5f',
} as const;

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

interface TextStyle {
  size: number;
  fill?: string;
  bold?: boolean;
  anchor?: 'start' | 'middle' | 'end';
  /** On top of lines: a rim of paper keeps it legible. */
  rimmed?: boolean;
}

export const text = (
  x: number,
  y: number,
  words: string,
  { size, fill = ink.text, bold = false, anchor = 'start', rimmed = false }: TextStyle,
): string =>
  `<text x="${round(x)}" y="${round(y)}" font-size="${size}" fill="${fill}"${bold ? ' font-weight="600"' : ''}${anchor === 'start' ? '' : ` text-anchor="${anchor}"`}${rimmed ? ` stroke="${ink.paper}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"` : ''}>${escaped(words)}</text>`;

export const round = (value: number): number => Math.round(value * 100) / 100;

export const roomOf = (words: string, size: number): number => words.length * size * letter;

/** Inter is a little over half as wide as it is high; wide enough a guess for breaking lines. */
const letter = 0.555;

export function wrap(words: string, size: number, room = width - 2 * margin): string[] {
  const most = Math.floor(room / (size * letter));
  const lines: string[] = [];
  for (const word of words.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < most)
      lines.splice(-1, 1, `${last} ${word}`);
    else lines.push(word);
  }
  return lines;
}

export interface Sheet {
  title: string;
  subtitle: string;
  /** Drawn below the head, told where it begins; `height` is how much of the sheet it takes. */
  body: (top: number) => { svg: string; height: number };
  /** What the picture says, in words, a line each. */
  statements: readonly string[];
  source: string;
}

const lineOf = (size: number) => size * 1.35;

export function sheet({ title, subtitle, body, statements, source }: Sheet): string {
  const parts: string[] = [];
  let y = margin + 16;
  const write = (words: string, style: TextStyle) => {
    for (const line of wrap(words, style.size)) {
      parts.push(text(margin, y, line, style));
      y += lineOf(style.size);
    }
  };
  write(title, { size: 19, bold: true });
  write(subtitle, { size: 12.5, fill: ink.soft });
  const drawn = body(y + 2);
  parts.push(drawn.svg);
  y += 2 + drawn.height + 20;
  for (const statement of statements) {
    write(statement, { size: 13.5 });
    y += 4;
  }
  y += 3;
  write(source, { size: 11, fill: ink.soft });
  const height = Math.ceil(y + margin - 12);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width * scale}" height="${Math.round(height * scale)}" viewBox="0 0 ${width} ${height}" font-family="Inter"><rect width="${width}" height="${height}" fill="${ink.paper}"/>${parts.join('')}</svg>`;
}
