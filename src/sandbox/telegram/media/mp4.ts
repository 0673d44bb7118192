import type { MediaFacts } from './facts.ts';

interface Box {
  readonly type: string;
  readonly begin: number;
  readonly end: number;
}

/** MP4, M4A and QuickTime: length from `mvhd`, sides from the first picture track's `tkhd`. */
export function readMp4(bytes: Buffer): MediaFacts | undefined {
  if (bytes.toString('latin1', 4, 8) !== 'ftyp') return undefined;
  const brand = bytes.toString('latin1', 8, 12);
  const moov = find(bytes, { begin: 0, end: bytes.length }, 'moov');
  const tracks = moov === undefined ? [] : boxes(bytes, moov).filter(({ type }) => type === 'trak');
  const kinds = tracks.map((track) => kindOf(bytes, track));
  const picture = tracks[kinds.indexOf('vide')];
  const mime_type = /^M4A/.test(brand)
    ? 'audio/mp4'
    : brand.startsWith('qt')
      ? 'video/quicktime'
      : picture === undefined && kinds.includes('soun')
        ? 'audio/mp4'
        : 'video/mp4';
  return {
    mime_type,
    ...(picture === undefined ? {} : sizeOf(bytes, picture)),
    ...durationOf(bytes, moov),
    ...(picture !== undefined && !kinds.includes('soun') ? { silent: true as const } : {}),
  };
}

function boxes(bytes: Buffer, inside: { begin: number; end: number }): Box[] {
  const found: Box[] = [];
  let at = inside.begin;
  while (at + 8 <= inside.end) {
    const short = bytes.readUInt32BE(at);
    const isLong = short === 1 && at + 16 <= inside.end;
    const size = isLong
      ? Number(bytes.readBigUInt64BE(at + 8))
      : short === 0
        ? inside.end - at
        : short;
    const header = isLong ? 16 : 8;
    if (size < header) break;
    const end = Math.min(inside.end, at + size);
    found.push({ type: bytes.toString('latin1', at + 4, at + 8), begin: at + header, end });
    at += size;
  }
  return found;
}

const find = (bytes: Buffer, inside: { begin: number; end: number }, type: string) =>
  boxes(bytes, inside).find((box) => box.type === type);

function kindOf(bytes: Buffer, track: Box): string {
  const media = find(bytes, track, 'mdia');
  const handler = media === undefined ? undefined : find(bytes, media, 'hdlr');
  return handler === undefined
    ? ''
    : bytes.toString('latin1', handler.begin + 8, handler.begin + 12);
}

function sizeOf(bytes: Buffer, track: Box): { width?: number; height?: number } {
  const header = find(bytes, track, 'tkhd');
  if (header === undefined || header.end - header.begin < 84) return {};
  return {
    width: bytes.readUInt16BE(header.end - 8),
    height: bytes.readUInt16BE(header.end - 4),
  };
}

function durationOf(bytes: Buffer, moov: Box | undefined): { duration?: number } {
  const header = moov === undefined ? undefined : find(bytes, moov, 'mvhd');
  if (header === undefined || header.end - header.begin < 32) return {};
  const isLong = bytes[header.begin] === 1;
  const at = header.begin + (isLong ? 20 : 12);
  const scale = bytes.readUInt32BE(at);
  const length = isLong ? Number(bytes.readBigUInt64BE(at + 4)) : bytes.readUInt32BE(at + 4);
  return scale === 0 ? {} : { duration: Math.round(length / scale) };
}
