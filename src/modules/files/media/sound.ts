import type { ByteSource, MediaFacts } from './source.ts';

const audio = (name: string, extension: string, seconds: number | undefined): MediaFacts => ({
  kind: 'audio',
  mimeType: `audio/${name}`,
  extension,
  seconds: seconds !== undefined && seconds > 0 && Number.isFinite(seconds) ? seconds : undefined,
});

const mostChunks = 10_000;

export async function readWav(source: ByteSource): Promise<MediaFacts | undefined> {
  let bytesPerSecond = 0;
  let at = 12;
  for (let i = 0; i < mostChunks && at + 8 <= source.sizeBytes; i += 1) {
    const head = await source.read(at, 20);
    const name = head.toString('latin1', 0, 4);
    const size = head.readUInt32LE(4);
    if (name === 'fmt ' && head.length === 20) bytesPerSecond = head.readUInt32LE(16);
    if (name === 'data') {
      // Who streams writes no size, or the largest there is.
      const rest = source.sizeBytes - at - 8;
      const data = size === 0 || size > rest ? rest : size;
      return bytesPerSecond === 0 ? undefined : audio('wav', 'wav', data / bytesPerSecond);
    }
    at += 8 + size + (size % 2);
  }
  return undefined;
}

export async function readFlac(source: ByteSource, at: number): Promise<MediaFacts | undefined> {
  const info = await source.read(at, 26);
  if (info.length < 26 || ((info[4] ?? 0) & 0x7f) !== 0) return undefined;
  const rate = info.readUIntBE(18, 3) >> 4;
  const samples = ((info[21] ?? 0) & 0x0f) * 2 ** 32 + info.readUInt32BE(22);
  return rate === 0 ? undefined : audio('flac', 'flac', samples / rate);
}

const longestPage = 65_307;

/** The last page tells how many samples were played till its end. */
export async function readOgg(source: ByteSource): Promise<MediaFacts | undefined> {
  const first = await source.read(0, 128);
  const segments = first[26] ?? 0;
  const packet = first.subarray(27 + segments);
  const codec = packet.toString('latin1', 0, 8);
  const isOpus = codec === 'OpusHead';
  const isVorbis = codec.slice(1, 7) === 'vorbis' && packet[0] === 1;
  if ((!isOpus && !isVorbis) || packet.length < 16) return undefined;
  const rate = isOpus ? 48_000 : packet.readUInt32LE(12);
  const skipped = isOpus ? packet.readUInt16LE(10) : 0;
  const serial = first.readUInt32LE(14);
  const start = Math.max(0, source.sizeBytes - 2 * longestPage);
  const tail = await source.read(start, 2 * longestPage);
  for (let at = tail.lastIndexOf('OggS'); at >= 0; at = lastPage(tail, at)) {
    if (tail.length < at + 18 || tail.readUInt32LE(at + 14) !== serial) continue;
    const samples = tail.readBigInt64LE(at + 6);
    if (samples >= 0n) return audio('ogg', 'ogg', (Number(samples) - skipped) / rate);
  }
  return audio('ogg', 'ogg', undefined);
}

const lastPage = (tail: Buffer, before: number): number =>
  before === 0 ? -1 : tail.lastIndexOf('OggS', before - 1);
