import type { MediaFacts } from './facts.ts';

export function readSound(bytes: Buffer): MediaFacts | undefined {
  const head = bytes.toString('latin1', 0, 12);
  if (head.startsWith('OggS')) return readOgg(bytes);
  if (/^RIFF....WAVE/s.test(head)) return { mime_type: 'audio/x-wav', ...wavDuration(bytes) };
  if (head.startsWith('fLaC')) return { mime_type: 'audio/flac', ...flacDuration(bytes) };
  const isMp3 = head.startsWith('ID3') || mp3Frame(bytes, 0) !== undefined;
  return isMp3 ? readMp3(bytes) : undefined;
}

// Opus always counts in 48 kHz; the last page's granule is where it ends.
const opusRate = 48_000;

function readOgg(bytes: Buffer): MediaFacts {
  const first = bytes.subarray(28, 64);
  const isOpus = first.includes('OpusHead');
  const vorbis = first.indexOf('vorbis');
  const rate = isOpus
    ? opusRate
    : vorbis >= 0 && 28 + vorbis + 15 <= bytes.length
      ? bytes.readUInt32LE(28 + vorbis + 11)
      : 0;
  const last = bytes.lastIndexOf('OggS');
  const mime_type = 'audio/ogg';
  if (rate === 0 || last + 14 > bytes.length) return { mime_type };
  const end = Number(bytes.readBigUInt64LE(last + 6));
  return { mime_type, duration: Math.round(end / rate) };
}

function wavDuration(bytes: Buffer): { duration?: number } {
  let at = 12;
  let bytesPerSecond = 0;
  while (at + 8 <= bytes.length) {
    const type = bytes.toString('latin1', at, at + 4);
    const size = bytes.readUInt32LE(at + 4);
    if (type === 'fmt ' && at + 20 <= bytes.length) bytesPerSecond = bytes.readUInt32LE(at + 16);
    if (type === 'data' && bytesPerSecond > 0) {
      return { duration: Math.round(size / bytesPerSecond) };
    }
    at += 8 + size + (size % 2);
  }
  return {};
}

function flacDuration(bytes: Buffer): { duration?: number } {
  if (bytes.length < 26) return {};
  const rate = bytes.readUIntBE(18, 3) >>> 4;
  const samples = ((bytes[21] ?? 0) & 0x0f) * 2 ** 32 + bytes.readUInt32BE(22);
  return rate === 0 ? {} : { duration: Math.round(samples / rate) };
}

function readMp3(bytes: Buffer): MediaFacts {
  const mime_type = 'audio/mpeg';
  const tags = readId3(bytes);
  const frame = firstFrame(bytes, tags.size);
  if (frame === undefined) return { mime_type, ...tags.names };
  const frames = xingFrames(bytes, frame);
  const seconds =
    frames === undefined
      ? ((bytes.length - frame.at) * 8) / (frame.kbps * 1000)
      : (frames * frame.samples) / frame.rate;
  return { mime_type, duration: Math.round(seconds), ...tags.names };
}

interface Mp3Frame {
  readonly at: number;
  readonly kbps: number;
  readonly rate: number;
  readonly samples: number;
  readonly sideBytes: number;
}

// Layer III only: kbit/s by the four bits of the header.
const kbpsOfMpeg1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const kbpsOfMpeg2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const ratesOfMpeg1 = [44_100, 48_000, 32_000];

function mp3Frame(bytes: Buffer, at: number): Mp3Frame | undefined {
  const [sync, version, rates, mode] = [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]];
  if (sync !== 0xff || version === undefined || rates === undefined || mode === undefined) {
    return undefined;
  }
  const generation = (version >> 3) & 3;
  if ((version & 0xe0) !== 0xe0 || generation === 1 || ((version >> 1) & 3) !== 1) return undefined;
  const isMpeg1 = generation === 3;
  const kbps = (isMpeg1 ? kbpsOfMpeg1 : kbpsOfMpeg2)[rates >> 4] ?? 0;
  const rate = ratesOfMpeg1[(rates >> 2) & 3];
  if (kbps === 0 || rate === undefined) return undefined;
  const isMono = mode >> 6 === 3;
  return {
    at,
    kbps,
    rate: isMpeg1 ? rate : generation === 2 ? rate / 2 : rate / 4,
    samples: isMpeg1 ? 1152 : 576,
    sideBytes: isMpeg1 ? (isMono ? 17 : 32) : isMono ? 9 : 17,
  };
}

const searchBytes = 65_536;

function firstFrame(bytes: Buffer, from: number): Mp3Frame | undefined {
  const end = Math.min(bytes.length, from + searchBytes);
  for (let at = from; at < end; at++) {
    const frame = mp3Frame(bytes, at);
    if (frame !== undefined) return frame;
  }
  return undefined;
}

function xingFrames(bytes: Buffer, frame: Mp3Frame): number | undefined {
  const at = frame.at + 4 + frame.sideBytes;
  if (at + 12 > bytes.length || !/^(Xing|Info)$/.test(bytes.toString('latin1', at, at + 4))) {
    return undefined;
  }
  return (bytes.readUInt32BE(at + 4) & 1) === 1 ? bytes.readUInt32BE(at + 8) : undefined;
}

function readId3(bytes: Buffer): { size: number; names: { performer?: string; title?: string } } {
  if (bytes.toString('latin1', 0, 3) !== 'ID3' || bytes.length < 10) return { size: 0, names: {} };
  const sevenBits = (at: number) =>
    [0, 1, 2, 3].reduce((sum, index) => sum * 128 + ((bytes[at + index] ?? 0) & 0x7f), 0);
  const size = 10 + sevenBits(6);
  const names: { performer?: string; title?: string } = {};
  let at = 10;
  while (at + 10 < Math.min(size, bytes.length)) {
    const id = bytes.toString('latin1', at, at + 4);
    const length = bytes[3] === 4 ? sevenBits(at + 4) : bytes.readUInt32BE(at + 4);
    if (!/^[A-Z0-9]{4}$/.test(id) || length === 0) break;
    const text = id3Text(bytes.subarray(at + 10, at + 10 + length));
    if (id === 'TPE1') names.performer = text;
    if (id === 'TIT2') names.title = text;
    at += 10 + length;
  }
  return { size, names };
}

function id3Text(bytes: Buffer): string {
  const body = bytes.subarray(1);
  const text =
    bytes[0] === 3
      ? body.toString('utf8')
      : bytes[0] === 1 && body[0] === 0xff
        ? body.subarray(2).toString('utf16le')
        : body.toString('latin1');
  return text.replace(/\0+$/, '').toWellFormed();
}
