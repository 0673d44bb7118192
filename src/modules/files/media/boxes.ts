import type { ByteSource } from './source.ts';

export interface Span {
  from: number;
  to: number;
}

export interface Box extends Span {
  type: string;
}

// A file made to be slow would have millions.
const mostBoxes = 20_000;

/** The boxes of an ISO media file (MP4, MOV, HEIC) that lie side by side in this span. */
export async function* childBoxes(source: ByteSource, span: Span): AsyncGenerator<Box> {
  let at = span.from;
  for (let i = 0; i < mostBoxes && at + 8 <= span.to; i += 1) {
    const head = await source.read(at, 16);
    if (head.length < 8) return;
    const short = head.readUInt32BE(0);
    const isLong = short === 1;
    if (isLong && head.length < 16) return;
    const size = isLong ? Number(head.readBigUInt64BE(8)) : short === 0 ? span.to - at : short;
    const headBytes = isLong ? 16 : 8;
    if (size < headBytes) return;
    const to = Math.min(at + size, span.to);
    yield { type: head.toString('latin1', 4, 8), from: at + headBytes, to };
    at += size;
  }
}

export async function findBox(
  source: ByteSource,
  span: Span,
  type: string,
): Promise<Box | undefined> {
  for await (const box of childBoxes(source, span)) if (box.type === type) return box;
  return undefined;
}
