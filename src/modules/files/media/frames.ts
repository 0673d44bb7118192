import type { ByteSource, MediaFacts } from './source.ts';

interface Frame {
  sizeBytes: number;
  samples: number;
  rate: number;
}

// Kilobits by index, for MPEG 1 layers 1 to 3 and MPEG 2 layers 1 and 2/3.
const bitrates = {
  v1l1: [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  v1l2: [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  v1l3: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  v2l1: [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  v2l23: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};
const mpegRates = [44_100, 48_000, 32_000];
const adtsRates = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000,
  7_350,
];

function mpegFrame(head: Buffer): Frame | undefined {
  const [one = 0, two = 0, three = 0] = head;
  if (one !== 0xff || (two & 0xe0) !== 0xe0 || head.length < 4) return undefined;
  const version = (two >> 3) & 3;
  const layer = 4 - ((two >> 1) & 3);
  const baseRate = mpegRates[(three >> 2) & 3];
  if (version === 1 || layer === 4 || baseRate === undefined) return undefined;
  const isV1 = version === 3;
  const table = isV1
    ? ([bitrates.v1l1, bitrates.v1l2, bitrates.v1l3] as const)[layer - 1]
    : layer === 1
      ? bitrates.v2l1
      : bitrates.v2l23;
  const bits = (table?.[three >> 4] ?? 0) * 1000;
  if (bits === 0) return undefined;
  const rate = isV1 ? baseRate : version === 2 ? baseRate / 2 : baseRate / 4;
  const padding = (three >> 1) & 1;
  const samples = layer === 1 ? 384 : layer === 2 || isV1 ? 1152 : 576;
  const sizeBytes =
    layer === 1
      ? (Math.floor((12 * bits) / rate) + padding) * 4
      : Math.floor((samples / 8) * (bits / rate)) + padding;
  return { sizeBytes, samples, rate };
}

function adtsFrame(head: Buffer): Frame | undefined {
  if (head[0] !== 0xff || ((head[1] ?? 0) & 0xf6) !== 0xf0 || head.length < 7) return undefined;
  const rate = adtsRates[((head[2] ?? 0) >> 2) & 15];
  const sizeBytes = (((head[3] ?? 0) & 3) << 11) | ((head[4] ?? 0) << 3) | ((head[5] ?? 0) >> 5);
  if (rate === undefined || sizeBytes < 7) return undefined;
  return { sizeBytes, samples: 1024 * (((head[6] ?? 0) & 3) + 1), rate };
}

const kinds = [
  { name: 'mpeg', extension: 'mp3', frame: mpegFrame },
  { name: 'aac', extension: 'aac', frame: adtsFrame },
] as const;

// Rubbish before the first frame, or between frames of a joined file.
const farthestSync = 64 * 1024;

/** MP3 and AAC have no length in front: every frame is counted, so that a changing bitrate is counted right. */
export async function readFrames(
  source: ByteSource,
  from: number,
): Promise<MediaFacts | undefined> {
  for (const kind of kinds) {
    const start = await findSync(source, { from, to: from + 4_096 }, kind.frame);
    if (start === undefined) continue;
    const seconds = await countSeconds(source, start, kind.frame);
    return { kind: 'audio', mimeType: `audio/${kind.name}`, extension: kind.extension, seconds };
  }
  return undefined;
}

async function countSeconds(
  source: ByteSource,
  start: number,
  frame: (head: Buffer) => Frame | undefined,
): Promise<number> {
  let seconds = await hasOnlyFacts(source, start, frame);
  for (let at: number | undefined = start; at !== undefined && at < source.sizeBytes; ) {
    const found = frame(await source.read(at, 8));
    if (found) {
      seconds += found.samples / found.rate;
      at += found.sizeBytes;
    } else at = await findSync(source, { from: at + 1, to: at + farthestSync }, frame);
  }
  return seconds;
}

/** The first frame of many encoders carries figures and no sound. */
async function hasOnlyFacts(
  source: ByteSource,
  start: number,
  frame: (head: Buffer) => Frame | undefined,
): Promise<number> {
  const found = frame(await source.read(start, 8));
  const body = (await source.read(start, 200)).toString('latin1');
  const isFacts = /Xing|Info|VBRI/.test(body.slice(4, 4 + 40));
  return found && isFacts ? -found.samples / found.rate : 0;
}

/** Two frames one after the other, or one that ends with the file: a single mark occurs by chance. */
async function findSync(
  source: ByteSource,
  { from, to }: { from: number; to: number },
  frame: (head: Buffer) => Frame | undefined,
): Promise<number | undefined> {
  for (let at = from; at < Math.min(to, source.sizeBytes - 3); at += 1) {
    const head = await source.read(at, 8);
    if (head[0] !== 0xff) continue;
    const found = frame(head);
    if (!found) continue;
    const next = at + found.sizeBytes;
    if (next === source.sizeBytes || frame(await source.read(next, 8))) return at;
  }
  return undefined;
}
