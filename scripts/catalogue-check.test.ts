import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createDataDir } from '#testing';

async function check(file: string) {
  const child = spawn(process.execPath, ['scripts/catalogue-check.ts', file]);
  let told = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      told += String(chunk);
    });
  const [code] = await once(child, 'close');
  return { code, told };
}

test('catalogue-check says what is wrong with a file in words, never by a stack', async (t) => {
  const dir = createDataDir(t);
  const path = (name: string, text: string) => {
    writeFileSync(join(dir, name), text);
    return join(dir, name);
  };
  const [gone, torn, wrong, right] = await Promise.all([
    check(join(dir, 'gone.json')),
    check(path('torn.json', '[{')),
    check(path('wrong.json', '[{"id":"z-image","price":{"credits":"free"}}]')),
    check(path('right.json', '[{"id":"veo3","hidden":true}]')),
  ]);
  assert.match(gone.told, /gone\.json cannot be read \(ENOENT\)/);
  assert.match(torn.told, /JSON/);
  assert.match(wrong.told, /entry 1 \(z-image\): price\.credits/);
  for (const { code, told } of [gone, torn, wrong]) {
    assert.equal(code, 1);
    assert.doesNotMatch(told, /^ {4}at /m);
  }
  assert.match(right.told, /no mistakes, 0 added, 1 hidden/);
  assert.equal(right.code, 0);
});
