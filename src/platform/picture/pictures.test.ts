import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPictures } from './index.ts';

const svgOf = (body: string, width = 64, height = 32) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${body}</svg>`;
const pngHead = Buffer.from('89504e470d0a1a0a', 'hex');

test('an SVG becomes a PNG of its size', async (t) => {
  const pictures = createPictures();
  t.after(pictures.stop);
  const png = await pictures.draw(svgOf('<rect width="64" height="32" fill="#c33"/>'));
  assert.deepEqual(png.subarray(0, 8), pngHead);
  assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [64, 32]);
});

test('words are drawn, Russian ones too', async (t) => {
  const pictures = createPictures();
  t.after(pictures.stop);
  const text = (words: string) =>
    pictures.draw(svgOf(`<text y="20" font-family="Inter" font-size="16">${words}</text>`));
  const [blank, latin, russian] = await Promise.all([text(''), text('bird'), text('галка ₽')]);
  assert.notDeepEqual(latin, blank);
  assert.notDeepEqual(russian, blank);
});

test('what is no SVG is refused, and the next picture is drawn', async (t) => {
  const pictures = createPictures();
  t.after(pictures.stop);
  await assert.rejects(pictures.draw('<svg'));
  assert.ok((await pictures.draw(svgOf('<circle r="9"/>'))).length > 60);
});

test('a stop rejects what was being drawn', async () => {
  const pictures = createPictures();
  const drawing = pictures.draw(svgOf('<circle r="9"/>'));
  const refused = assert.rejects(drawing, /stopped/);
  await pictures.stop();
  await refused;
});

test('a warmed thread draws the same, and may be stopped while it warms', async () => {
  const [warm, cold] = [createPictures(), createPictures()];
  const svg = svgOf('<text y="20" font-family="Inter">галка</text>');
  warm.warm();
  warm.warm();
  assert.deepEqual(await warm.draw(svg), await cold.draw(svg));
  await Promise.all([warm.stop(), cold.stop()]);
  warm.warm();
  await warm.stop();
});
