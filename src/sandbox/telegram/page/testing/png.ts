import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

type Colour = readonly [number, number, number];

/** A real picture without a file: a sky from one colour to another with a moon in it. */
export function drawPng(
  width: number,
  height: number,
  [top, bottom]: readonly [Colour, Colour],
): Buffer {
  const raw = Buffer.alloc((width * 3 + 1) * height);
  const radius = Math.min(width, height) / 7;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const away = Math.hypot(x - width * 0.68, y - height * 0.32);
      const glow = Math.max(
        0,
        Math.min(1, (radius - away) / 2),
        0.5 * Math.exp(-away / radius / 1.5),
      );
      const hill = y / height > 0.78 + 0.06 * Math.sin((x / width) * 7) ? 0.35 : 1;
      const part = y / height;
      top.forEach((value, channel) => {
        const sky = value + ((bottom[channel] ?? 0) - value) * part;
        const light = (sky + (255 - sky) * glow) * hill;
        raw[y * (width * 3 + 1) + 1 + x * 3 + channel] = Math.round(light);
      });
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  head[9] = 2;
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(raw)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
