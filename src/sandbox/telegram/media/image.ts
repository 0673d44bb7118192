import type { MediaFacts } from './facts.ts';

type Size = { readonly width: number; readonly height: number };

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export function readImage(bytes: Buffer): MediaFacts | undefined {
  if (bytes.subarray(0, 8).equals(pngSignature)) {
    return facts('image/png', bytes.length >= 24 ? sizeAt(bytes, 16) : undefined);
  }
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) {
    return facts('image/jpeg', jpegSize(bytes));
  }
  const head = bytes.toString('latin1', 0, 16);
  if (/^GIF8[79]a/.test(head)) {
    const size =
      bytes.length < 10
        ? undefined
        : { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
    return { ...facts('image/gif', size), silent: true };
  }
  if (/^RIFF....WEBP/s.test(head)) return facts('image/webp', webpSize(bytes));
  return undefined;
}

const facts = (mime_type: string, size: Size | undefined): MediaFacts => ({ mime_type, ...size });

const sizeAt = (bytes: Buffer, at: number): Size => ({
  width: bytes.readUInt32BE(at),
  height: bytes.readUInt32BE(at + 4),
});

const standalone = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
// SOF0…SOF15 but DHT, JPG and DAC.
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

function jpegSize(bytes: Buffer): Size | undefined {
  let at = 2;
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff || standalone(marker)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    if (isFrame(marker)) {
      return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    }
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}

function webpSize(bytes: Buffer): Size | undefined {
  if (bytes.length < 30) return undefined;
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    case 'VP8L': {
      const bits = bytes.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
    default:
      return undefined;
  }
}
