import { type Box, childBoxes, findBox } from './boxes.ts';
import type { ByteSource, MediaFacts } from './source.ts';

interface Track {
  handler: string;
  seconds: number;
  width: number;
  height: number;
}

/** MP4, MOV, M4A, 3GP: the index may stand at either end. */
export async function readMp4(source: ByteSource): Promise<MediaFacts | undefined> {
  const moov = await findBox(source, { from: 0, to: source.sizeBytes }, 'moov');
  if (!moov) return undefined;
  const tracks: Track[] = [];
  const lengths: number[] = [];
  for await (const box of childBoxes(source, moov)) {
    if (box.type === 'mvhd') lengths.push(await readLength(source, box));
    if (box.type === 'trak') tracks.push(await readTrack(source, box));
    if (box.type === 'mvex') lengths.push(await readFragmented(source, moov, box));
  }
  // Whoever pays by the second is not served by the shortest of several claims.
  const longest = Math.max(0, ...lengths, ...tracks.map((track) => track.seconds));
  const seconds = longest > 0 ? longest : undefined;
  const picture = tracks.find(({ handler, width }) => handler === 'vide' && width > 0);
  const brand = (await source.read(8, 4)).toString('latin1');
  if (picture) {
    const { width, height } = picture;
    return { kind: 'video', ...videoName(brand), width, height, seconds };
  }
  if (!tracks.some(({ handler }) => handler === 'soun')) return undefined;
  return { kind: 'audio', mimeType: 'audio/mp4', extension: 'm4a', seconds };
}

function videoName(brand: string): Pick<MediaFacts, 'mimeType' | 'extension'> {
  if (brand.startsWith('3gp')) return { mimeType: 'video/3gpp', extension: '3gp' };
  return brand === 'qt  ' || !/^[\w ]{4}$/.test(brand)
    ? { mimeType: 'video/quicktime', extension: 'mov' }
    : { mimeType: 'video/mp4', extension: 'mp4' };
}

/** `mvhd` and `mdhd` begin alike; version 1 has long numbers. */
async function readLength(source: ByteSource, { from }: Box): Promise<number> {
  const body = await source.read(from, 32);
  if (body.length < 32) return 0;
  const isLong = body[0] === 1;
  const scale = body.readUInt32BE(isLong ? 20 : 12);
  const length = isLong ? Number(body.readBigUInt64BE(24)) : body.readUInt32BE(16);
  const isUnknown = !isLong && length === 0xffffffff;
  return scale === 0 || isUnknown ? 0 : length / scale;
}

async function readTrack(source: ByteSource, trak: Box): Promise<Track> {
  const track: Track = { handler: '', seconds: 0, width: 0, height: 0 };
  const tkhd = await findBox(source, trak, 'tkhd');
  if (tkhd) Object.assign(track, await readSize(source, tkhd));
  const mdia = await findBox(source, trak, 'mdia');
  if (!mdia) return track;
  for await (const box of childBoxes(source, mdia)) {
    if (box.type === 'mdhd') track.seconds = await readLength(source, box);
    if (box.type === 'hdlr')
      track.handler = (await source.read(box.from + 8, 4)).toString('latin1');
  }
  return track;
}

async function readSize(source: ByteSource, tkhd: Box) {
  const body = await source.read(tkhd.from, 96);
  const at = body[0] === 1 ? 52 : 40;
  if (body.length < at + 44) return { width: 0, height: 0 };
  const width = Math.round(body.readUInt32BE(at + 36) / 65_536);
  const height = Math.round(body.readUInt32BE(at + 40) / 65_536);
  // The matrix [a b; c d]: a phone held upright writes a = d = 0.
  const isTurned = body.readInt32BE(at) === 0 && body.readInt32BE(at + 4) !== 0;
  return isTurned ? { width: height, height: width } : { width, height };
}

/** A fragmented file tells its length in `mehd`, in the scale of `mvhd`. */
async function readFragmented(source: ByteSource, moov: Box, mvex: Box): Promise<number> {
  const [mehd, mvhd] = [await findBox(source, mvex, 'mehd'), await findBox(source, moov, 'mvhd')];
  if (!mehd || !mvhd) return 0;
  const body = await source.read(mehd.from, 12);
  const head = await source.read(mvhd.from, 24);
  if (body.length < 8 || head.length < 24) return 0;
  const isLong = body[0] === 1 && body.length === 12;
  const length = isLong ? Number(body.readBigUInt64BE(4)) : body.readUInt32BE(4);
  const scale = head.readUInt32BE(head[0] === 1 ? 20 : 12);
  return scale === 0 ? 0 : length / scale;
}
