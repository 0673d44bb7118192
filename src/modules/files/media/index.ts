// What bytes are, told by the bytes alone: neither names nor content types are believed. Reads heads and indexes, not
// the pictures; whatever a stranger made, it ends soon and throws nothing.
import { readFrames } from './frames.ts';
import { readBmp, readGif, readHeif, readJpeg, readPng, readWebp } from './image.ts';
import { readMp4 } from './mp4.ts';
import { readFlac, readOgg, readWav } from './sound.ts';
import { type ByteSource, type MediaFacts, windowed } from './source.ts';
import { readWebm } from './webm.ts';

export { type ByteSource, type MediaFacts, sourceOf } from './source.ts';

/** Undefined: no media that we know. */
export async function readMedia(given: ByteSource): Promise<MediaFacts | undefined> {
  const source = windowed(given);
  const head = await source.read(0, 64);
  const text = head.toString('latin1');
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return readPng(head);
  if (text.startsWith('\xff\xd8\xff')) return readJpeg(source);
  if (/^GIF8[79]a/.test(text)) return readGif(head);
  if (text.startsWith('BM')) return readBmp(head);
  if (/^RIFF.{4}WEBP/s.test(text)) return readWebp(head);
  if (/^(RIFF|RF64).{4}WAVE/s.test(text)) return readWav(source);
  if (text.startsWith('OggS')) return readOgg(source);
  if (text.startsWith('fLaC')) return readFlac(source, 0);
  if (text.startsWith('\x1a\x45\xdf\xa3')) return readWebm(source);
  if (/^.{4}ftyp(avif|avis)/s.test(text)) return readHeif(source, 'avif');
  if (/^.{4}ftyp(heic|heix|heim|heis|hevc|mif1|msf1)/s.test(text)) return readHeif(source, 'heic');
  if (/^.{4}(ftyp|moov|mdat|wide|free|skip|pnot)/s.test(text)) return readMp4(source);
  const start = text.startsWith('ID3') ? tagBytes(head) : 0;
  if ((await source.read(start, 4)).toString('latin1') === 'fLaC') return readFlac(source, start);
  return readFrames(source, start);
}

/** An ID3 tag says its size in seven bits a byte. */
const tagBytes = (head: Buffer): number =>
  10 +
  (head[5] === undefined || (head[5] & 0x10) === 0 ? 0 : 10) +
  [6, 7, 8, 9].reduce((size, at) => size * 128 + ((head[at] ?? 0) & 0x7f), 0);
