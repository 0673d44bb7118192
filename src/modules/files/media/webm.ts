import type { ByteSource, MediaFacts } from './source.ts';

interface Element {
  id: number;
  from: number;
  to: number;
}

const ids = {
  ebml: 0x1a45dfa3,
  docType: 0x4282,
  segment: 0x18538067,
  info: 0x1549a966,
  scale: 0x2ad7b1,
  duration: 0x4489,
  tracks: 0x1654ae6b,
  track: 0xae,
  trackType: 0x83,
  video: 0xe0,
  width: 0xb0,
  height: 0xba,
};

const mostElements = 20_000;

/** WebM and Matroska; a recording made live has no length in its head. */
export async function readWebm(source: ByteSource): Promise<MediaFacts | undefined> {
  let docType = '';
  let segment: Element | undefined;
  for await (const one of elements(source, 0, source.sizeBytes)) {
    if (one.id === ids.ebml) docType = await readDocType(source, one);
    if (one.id === ids.segment) {
      segment = one;
      break;
    }
  }
  if (!segment || !['webm', 'matroska'].includes(docType)) return undefined;
  let seconds: number | undefined;
  let tracks = { hasVideo: false, hasAudio: false, width: 0, height: 0 };
  for await (const one of elements(source, segment.from, segment.to)) {
    if (one.id === ids.info) seconds = await readSeconds(source, one);
    if (one.id === ids.tracks) tracks = await readTracks(source, one);
    if (seconds !== undefined && (tracks.hasAudio || tracks.hasVideo)) break;
  }
  const name = docType === 'webm' ? 'webm' : 'x-matroska';
  const extension = docType === 'webm' ? 'webm' : tracks.hasVideo ? 'mkv' : 'mka';
  const { width, height } = tracks;
  if (tracks.hasVideo)
    return { kind: 'video', mimeType: `video/${name}`, extension, width, height, seconds };
  if (!tracks.hasAudio) return undefined;
  return { kind: 'audio', mimeType: `audio/${name}`, extension, seconds };
}

async function readDocType(source: ByteSource, ebml: Element): Promise<string> {
  for await (const one of elements(source, ebml.from, ebml.to))
    if (one.id === ids.docType)
      return (await source.read(one.from, Math.min(16, one.to - one.from)))
        .toString('latin1')
        .replaceAll('\0', '');
  return '';
}

async function readSeconds(source: ByteSource, info: Element): Promise<number | undefined> {
  let scale = 1_000_000;
  let duration = 0;
  for await (const one of elements(source, info.from, info.to)) {
    if (one.id === ids.scale) scale = await readUint(source, one);
    if (one.id === ids.duration) duration = await readFloat(source, one);
  }
  const seconds = (duration * scale) / 1e9;
  return seconds > 0 && Number.isFinite(seconds) ? seconds : undefined;
}

async function readTracks(source: ByteSource, tracks: Element) {
  const found = { hasVideo: false, hasAudio: false, width: 0, height: 0 };
  for await (const track of elements(source, tracks.from, tracks.to)) {
    if (track.id !== ids.track) continue;
    for await (const one of elements(source, track.from, track.to)) {
      if (one.id === ids.trackType) {
        const type = await readUint(source, one);
        found.hasVideo ||= type === 1;
        found.hasAudio ||= type === 2;
      }
      if (one.id !== ids.video) continue;
      for await (const size of elements(source, one.from, one.to)) {
        if (size.id === ids.width) found.width = await readUint(source, size);
        if (size.id === ids.height) found.height = await readUint(source, size);
      }
    }
  }
  return found;
}

async function* elements(source: ByteSource, from: number, to: number): AsyncGenerator<Element> {
  let at = from;
  for (let i = 0; i < mostElements && at + 2 <= to; i += 1) {
    const head = await source.read(at, 12);
    const idBytes = Math.clz32(head[0] ?? 0) - 23;
    if (idBytes > 4 || head.length <= idBytes) return;
    const sizeBytes = Math.clz32(head[idBytes] ?? 0) - 23;
    if (sizeBytes > 8 || head.length < idBytes + sizeBytes) return;
    const size = readSize(head.subarray(idBytes, idBytes + sizeBytes));
    const start = at + idBytes + sizeBytes;
    // All ones: the length was not known when it was written.
    const end = size === undefined ? to : Math.min(to, start + size);
    yield { id: head.readUIntBE(0, idBytes), from: start, to: end };
    at = size === undefined ? start : start + size;
  }
}

function readSize(bytes: Buffer): number | undefined {
  const mask = 2 ** (8 - bytes.length) - 1;
  let size = (bytes[0] ?? 0) & mask;
  let isUnknown = size === mask;
  for (const byte of bytes.subarray(1)) {
    size = size * 256 + byte;
    isUnknown &&= byte === 0xff;
  }
  return isUnknown ? undefined : size;
}

async function readUint(source: ByteSource, { from, to }: Element): Promise<number> {
  const bytes = await source.read(from, Math.min(8, to - from));
  return bytes.reduce((value, byte) => value * 256 + byte, 0);
}

async function readFloat(source: ByteSource, { from, to }: Element): Promise<number> {
  const bytes = await source.read(from, Math.min(8, to - from));
  if (bytes.length === 4) return bytes.readFloatBE(0);
  return bytes.length === 8 ? bytes.readDoubleBE(0) : 0;
}
