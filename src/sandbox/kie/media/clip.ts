import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const clips = [
  { name: 'wide.mp4', ratio: 16 / 9 },
  { name: 'square.mp4', ratio: 1 },
  { name: 'tall.mp4', ratio: 9 / 16 },
] as const;

/** The clip nearest in shape (scripts/make-clips.ts made them), marked so that no two tasks give equal bytes. */
export async function pickClip(ratio: number, mark: string): Promise<Buffer> {
  const distance = (of: number) => Math.abs(Math.log(of / ratio));
  const [nearest = clips[0]] = clips.toSorted((a, b) => distance(a.ratio) - distance(b.ratio));
  const film = await readFile(join(import.meta.dirname, 'clips', nearest.name));
  return Buffer.concat([film, freeBox(mark)]);
}

// A box that every player passes over (ISO/IEC 14496-12, 8.1.2).
function freeBox(text: string): Buffer {
  const body = Buffer.from(text);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.length, 0);
  head.write('free', 4);
  return Buffer.concat([head, body]);
}
