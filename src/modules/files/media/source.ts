/** Bytes that can be read anywhere; a read beyond the end gives less. */
export interface ByteSource {
  sizeBytes: number;
  read(position: number, length: number): Promise<Buffer>;
}

export interface MediaFacts {
  kind: 'image' | 'video' | 'audio';
  mimeType: string;
  /** As a name of such a file ends. */
  extension: string;
  /** As it is shown: turned by what the file says about turning. */
  width?: number | undefined;
  height?: number | undefined;
  /** Absent when the container does not tell. */
  seconds?: number | undefined;
}

export const sourceOf = (bytes: Uint8Array): ByteSource => ({
  sizeBytes: bytes.length,
  read: async (position, length) =>
    Buffer.from(bytes.subarray(position, Math.max(position, position + length))),
});

const windowBytes = 256 * 1024;

/** Small reads one after another, few of which reach the disk. */
export function windowed(source: ByteSource): ByteSource {
  let start = 0;
  let held: Buffer = Buffer.alloc(0);
  return {
    sizeBytes: source.sizeBytes,
    read: async (position, length) => {
      const isHeld = position >= start && position + length <= start + held.length;
      if (!isHeld) {
        start = position;
        held = await source.read(position, Math.max(length, windowBytes));
      }
      return held.subarray(position - start, position - start + length);
    },
  };
}
