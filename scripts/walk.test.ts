import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createDataDir } from '#testing';

test('an entry without a schema is a failed one, and the walk goes on', async (t) => {
  const dir = createDataDir(t);
  const [file, out] = [join(dir, 'models.json'), join(dir, 'out.jsonl')];
  const schema = { type: 'object', properties: { prompt: { type: 'string' } } };
  const entries = [
    { id: 'first', input_schema: schema },
    { id: 'bare', input_schema: null },
    { id: 7, schema: true },
    { id: 8 },
    'no entry at all',
    { id: 'last', input_schema: { ...schema, required: ['prompt'] } },
  ];
  writeFileSync(file, JSON.stringify(entries));
  const child = spawn(process.execPath, ['scripts/walk.ts', file, '--out', out]);
  let told = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      told += String(chunk);
    });
  const [code] = await once(child, 'close');
  assert.equal(code, 1);
  assert.match(told, /walked 6, valid 3, failed 3/);
  assert.match(told, /failed bare: there is no input_schema/);
  const lines = readFileSync(out, 'utf8').trim().split('\n');
  const written = lines.map((line) => JSON.parse(line));
  assert.deepEqual(
    written.map(({ id, ok }) => [id, ok]),
    [
      ['first', true],
      ['bare', false],
      [7, true],
      [8, false],
      [4, false],
      ['last', true],
    ],
  );
});
