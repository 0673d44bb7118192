// Makes the clips the sandbox KIE hands out as videos: `node scripts/make-clips.ts`, with ffmpeg on the PATH.
// Run by hand when they should look otherwise; the few small files are committed.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPictures } from '#platform/picture';
import { paintScene } from '../src/sandbox/kie/media/scene.ts';
import { playSound } from '../src/sandbox/kie/media/sound.ts';

const films = [
  { name: 'wide', seed: 'wide film 7', width: 640, height: 360 },
  { name: 'square', seed: 'square film 3', width: 480, height: 480 },
  { name: 'tall', seed: 'tall film 5', width: 360, height: 640 },
];
const seconds = 5;
const framesPerSecond = 24;
const target = join(import.meta.dirname, '../src/sandbox/kie/media/clips');

mkdirSync(target, { recursive: true });
const pictures = createPictures();
for (const { name, seed, width, height } of films) {
  const work = mkdtempSync(join(tmpdir(), 'clips-'));
  const count = seconds * framesPerSecond;
  for (let frame = 0; frame < count; frame += 1) {
    const scene = paintScene({
      seed,
      width: 1000,
      height: (1000 * height) / width,
      phase: frame / count,
    });
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 1000 ${(1000 * height) / width}">${scene}</svg>`;
    writeFileSync(join(work, `${String(frame).padStart(4, '0')}.png`), await pictures.draw(svg));
  }
  writeFileSync(join(work, 'sound.wav'), playSound({ seed, seconds, kind: 'song' }));
  const words = `-v error -y -framerate ${framesPerSecond} -i ${work}/%04d.png -i ${work}/sound.wav -c:v libx264 -profile:v high -pix_fmt yuv420p -crf 30 -preset veryslow -c:a aac -b:a 32k -ac 1 -movflags +faststart -shortest ${join(target, `${name}.mp4`)}`;
  execFileSync('ffmpeg', words.split(' '), { stdio: 'inherit' });
  rmSync(work, { recursive: true });
}
await pictures.stop();
