import type { MediaFacts } from './facts.ts';
import { readImage } from './image.ts';
import { readMp4 } from './mp4.ts';
import { readSound } from './sound.ts';

/** What the bytes themselves say; the name of a file is believed only when they say nothing. */
export function sniff(bytes: Buffer, fileName = ''): MediaFacts {
  return (
    readImage(bytes) ??
    readMp4(bytes) ??
    readSound(bytes) ??
    readOther(bytes) ?? { mime_type: byName(fileName) }
  );
}

function readOther(bytes: Buffer): MediaFacts | undefined {
  const head = bytes.toString('latin1', 0, 4);
  if (head === '%PDF') return { mime_type: 'application/pdf' };
  if (head === 'PK\u0003\u0004' || head === 'PK\u0005\u0006')
    return { mime_type: 'application/zip' };
  if (head === '\u001aE\u00df\u00a3') return { mime_type: 'video/webm' };
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return { mime_type: 'application/gzip' };
  return undefined;
}

const byExtension: Readonly<Record<string, string>> = {
  txt: 'text/plain',
  md: 'text/markdown',
  csv: 'text/csv',
  html: 'text/html',
  json: 'application/json',
  svg: 'image/svg+xml',
  tgs: 'application/x-tgsticker',
};

function byName(fileName: string): string {
  const extension = /\.([a-z0-9]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? '';
  return byExtension[extension] ?? 'application/octet-stream';
}
