import { paintScene } from './scene.ts';

export interface PictureInput {
  readonly seed: string;
  readonly width: number;
  readonly height: number;
  /** The prompt, or what stands for it. */
  readonly words: string;
  /** A small line under the words. */
  readonly note: string;
}

// The plane is drawn at one scale and blown up by resvg: strokes and letters keep their proportion at any resolution.
const planeSide = 1000;
const longestWords = 150;
const mostLines = 4;

/** A landscape coloured by its seed, with the words set upon it. */
export function paintPicture({ seed, width, height, words, note }: PictureInput): string {
  const scale = planeSide / Math.sqrt(width * height);
  const plane = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const scene = paintScene({ seed, ...plane });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${plane.width} ${plane.height}" preserveAspectRatio="none">${scene}${setWords(words, note, plane)}</svg>`;
}

function setWords(words: string, note: string, plane: { width: number; height: number }): string {
  const margin = Math.min(plane.width, plane.height) * 0.065;
  const text = drawable(words).slice(0, longestWords * 2);
  const room = plane.width - margin * 2;
  const size = fittingSize(text, room, plane);
  const lines = wrap(text, room / size);
  const small = Math.max(size * 0.36, Math.min(room / 34, 17));
  const leading = size * 1.16;
  const block = lines.length * leading + small * 2.1;
  const top = plane.height - margin - block;
  const scrimTop = Math.max(0, top - size * 1.6);
  const scrim = `<defs><linearGradient id="scrim" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#080a12" stop-opacity="0"/><stop offset="0.55" stop-color="#080a12" stop-opacity="0.42"/><stop offset="1" stop-color="#080a12" stop-opacity="0.66"/></linearGradient></defs><rect y="${scrimTop}" width="${plane.width}" height="${plane.height - scrimTop}" fill="url(#scrim)"/>`;
  const set = lines
    .map(
      (line, index) =>
        `<text x="${margin}" y="${top + size * 0.86 + index * leading}" font-size="${size}" font-weight="600" letter-spacing="${-size * 0.018}" fill="#fff">${escapeXml(line)}</text>`,
    )
    .join('');
  const noteLine = `<text x="${margin}" y="${plane.height - margin}" font-size="${small}" letter-spacing="${small * 0.04}" fill="#fff" fill-opacity="0.72">${escapeXml(clip(drawable(note), room / small))}</text>`;
  return `${scrim}<g font-family="Inter">${set}${noteLine}</g>`;
}

/** As big as the words allow: few words are a title, many a caption. */
function fittingSize(text: string, room: number, { height }: { height: number }): number {
  const largest = Math.min(room / 8, height * 0.11, 92);
  const smallest = Math.min(largest, 26);
  for (let size = largest; size > smallest; size *= 0.92)
    if (wrapAll(text, room / size).length <= (size > 54 ? 2 : 3)) return size;
  return smallest;
}

// Inter SemiBold, in shares of its size, by kinds of letters; near enough to break lines by.
function widthOf(text: string): number {
  let sum = 0;
  for (const letter of text) {
    if (/[шщмжюыфШЩМЖЮЫФmwMW@—]/.test(letter)) sum += 0.86;
    else if (/[iljtfrI.,:;'!|() ]/.test(letter)) sum += 0.32;
    else if (/\p{Lu}/u.test(letter)) sum += 0.7;
    else sum += 0.59;
  }
  return sum;
}

function wrapAll(text: string, room: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (widthOf(longer) <= room || line === '') line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

function wrap(text: string, room: number): string[] {
  const lines = wrapAll(text, room);
  if (lines.length <= mostLines) return lines.map((line) => clip(line, room));
  const last = `${lines[mostLines - 1] ?? ''} ${lines[mostLines] ?? ''}`;
  return [...lines.slice(0, mostLines - 1).map((line) => clip(line, room)), clip(last, room)];
}

function clip(text: string, room: number): string {
  if (widthOf(text) <= room) return text;
  let end = text.length;
  while (end > 1 && widthOf(text.slice(0, end)) > room - 0.8) end -= 1;
  return `${text.slice(0, end).trimEnd()}…`;
}

/** What Inter can draw; anything else would be a box. */
const drawable = (text: string): string =>
  text
    .replaceAll(/[^\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}\p{P}\s₽$€+=%°]/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim();

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
