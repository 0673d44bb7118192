import assert from 'node:assert/strict';
import { test } from 'node:test';
import { partsOf } from './result.ts';

const frame = { caption: 'Order no. 1', keyboard: { inline_keyboard: [] }, locale: 'en' as const };
const shown = (text: string) => partsOf({ files: [], text, isOriginal: false }, frame);

test('a text is a message, a long one a file, and data a file for programs', () => {
  const [short, ...none] = shown('[0:00] speaker_0: Hi.');
  assert.equal(short?.kind, 'text');
  assert.deepEqual(none, []);
  const [long] = shown('la '.repeat(2_000));
  assert.ok(long?.kind === 'text-file');
  assert.equal(long.fileName, 'result.txt');
  for (const json of ['{"notes":[{"pitch":60}]}', '[\n  1\n]']) {
    const [data] = shown(json);
    assert.ok(data?.kind === 'text-file');
    assert.equal(data.fileName, 'result.json');
    assert.equal(data.text, json);
  }
});
