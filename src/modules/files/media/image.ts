import { childBoxes, findBox } from './boxes.ts';
import type { ByteSource, MediaFacts } from './source.ts';

type ImageFacts = MediaFacts & { kind: 'image' };
const image = (name: string, size: { width: number; height: number }): ImageFacts => ({
  kind: 'image',
  mimeType: `image/${name}`,
  extension: name === 'jpeg' ? 'jpg' : name,
  ...size,
});

export function readPng(head: Buffer): ImageFacts | undefined {
  if (head.toString('latin1', 12, 16) !== 'IHDR' || head.length < 24) return undefined;
  return image('png', { width: head.readUInt32BE(16), height: head.readUInt32BE(20) });
}

export function readGif(head: Buffer): ImageFacts | undefined {
  if (head.length < 10) return undefined;
  return image('gif', { width: head.readUInt16LE(6), height: head.readUInt16LE(8) });
}

export function readBmp(head: Buffer): ImageFacts | undefined {
  // The old header of 12 bytes has no such sizes; nobody writes it any more.
  if (head.length < 26 || head.readUInt32LE(14) < 40) return undefined;
  return image('bmp', {
    width: Math.abs(head.readInt32LE(18)),
    height: Math.abs(head.readInt32LE(22)),
  });
}

export function readWebp(head: Buffer): ImageFacts | undefined {
  if (head.length < 30) return undefined;
  switch (head.toString('latin1', 12, 16)) {
    case 'VP8X':
      return image('webp', {
        width: 1 + head.readUIntLE(24, 3),
        height: 1 + head.readUIntLE(27, 3),
      });
    case 'VP8L': {
      const bits = head.readUInt32LE(21);
      return image('webp', { width: 1 + (bits & 0x3fff), height: 1 + ((bits >> 14) & 0x3fff) });
    }
    case 'VP8 ':
      return image('webp', {
        width: head.readUInt16LE(26) & 0x3fff,
        height: head.readUInt16LE(28) & 0x3fff,
      });
    default:
      return undefined;
  }
}

const mostSegments = 1_000;

export async function readJpeg(source: ByteSource): Promise<ImageFacts | undefined> {
  let isTurned = false;
  let at = 2;
  for (let i = 0; i < mostSegments && at + 4 <= source.sizeBytes; i += 1) {
    const head = await source.read(at, 9);
    if (head[0] !== 0xff || head.length < 9) return undefined;
    const marker = head[1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      const size = { width: head.readUInt16BE(7), height: head.readUInt16BE(5) };
      return image('jpeg', isTurned ? { width: size.height, height: size.width } : size);
    }
    // The picture begins, and no size came before it.
    if (marker === 0xda || marker === 0xd9) return undefined;
    const length = head.readUInt16BE(2);
    if (length < 2) return undefined;
    if (marker === 0xe1) isTurned ||= isQuarterTurn(await source.read(at + 4, length - 2));
    at += 2 + length;
  }
  return undefined;
}

/** EXIF orientations 5 to 8 stand on their side. */
function isQuarterTurn(segment: Buffer): boolean {
  if (segment.toString('latin1', 0, 6) !== 'Exif\0\0' || segment.length < 14) return false;
  const tiff = segment.subarray(6);
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number) =>
    at + 2 > tiff.length ? 0 : isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at);
  const first = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  const entries = Math.min(short(first), 500);
  for (let i = 0; i < entries; i += 1) {
    const entry = first + 2 + 12 * i;
    if (short(entry) === 0x0112) return short(entry + 8) >= 5 && short(entry + 8) <= 8;
  }
  return false;
}

/** HEIC and AVIF: the largest picture inside, turned as the file says. */
export async function readHeif(source: ByteSource, name: 'heic' | 'avif') {
  const meta = await findBox(source, { from: 0, to: source.sizeBytes }, 'meta');
  // `meta` is a full box: four bytes of version and flags come first.
  const iprp = meta && (await findBox(source, { from: meta.from + 4, to: meta.to }, 'iprp'));
  const ipco = iprp && (await findBox(source, iprp, 'ipco'));
  if (!ipco) return undefined;
  let size = { width: 0, height: 0 };
  let isTurned = false;
  for await (const box of childBoxes(source, ipco)) {
    const body = await source.read(box.from, 12);
    if (box.type === 'ispe' && body.length === 12) {
      const found = { width: body.readUInt32BE(4), height: body.readUInt32BE(8) };
      if (found.width * found.height > size.width * size.height) size = found;
    }
    if (box.type === 'irot') isTurned = ((body[0] ?? 0) & 1) === 1;
  }
  if (size.width === 0) return undefined;
  return image(name, isTurned ? { width: size.height, height: size.width } : size);
}
