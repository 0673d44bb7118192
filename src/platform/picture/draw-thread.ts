import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import type { Drawn, DrawRequest } from './pictures.ts';

const require = createRequire(import.meta.url);
const fontFiles = [
  '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
  '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf',
];

const ready = (async () => {
  await initWasm(await readFile(require.resolve('@resvg/resvg-wasm/index_bg.wasm')));
  return Promise.all(fontFiles.map((file) => readFile(require.resolve(file))));
})();

async function draw(svg: string): Promise<Uint8Array> {
  const fontBuffers = await ready;
  const resvg = new Resvg(svg, {
    font: { fontBuffers, loadSystemFonts: false, defaultFontFamily: 'Inter' },
  });
  try {
    const image = resvg.render();
    try {
      return image.asPng();
    } finally {
      image.free();
    }
  } finally {
    // Their memory is not the collector's: without this two hundred pictures cost a gigabyte.
    resvg.free();
  }
}

parentPort?.on('message', ({ id, svg }: DrawRequest) => {
  const answer = (drawn: Drawn) => parentPort?.postMessage(drawn);
  draw(svg).then(
    (png) => answer({ id, png }),
    (error: unknown) => answer({ id, error: String(error) }),
  );
});
