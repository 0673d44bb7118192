import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '..');

test('what was read once is not stripped of its types again: the stripper stays on the disk', (t) => {
  const dir = mkdtempSync(join(tmpdir(), 'jackdraw-prelude-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  writeFileSync(join(dir, 'package.json'), '{ "type": "module" }');
  const program = join(dir, 'program.ts');
  writeFileSync(
    program,
    `const stripper: string = 'internal/deps/amaro';
     console.log(process.moduleLoadList.filter((name: string) => name.includes(stripper)).length);`,
  );
  // Its cache lies in the folder for temporary files, and here only there.
  const env = { PATH: process.env.PATH, TMPDIR: dir };
  const run = () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', './src/prelude.js', program],
      { cwd: root, env, encoding: 'utf8' },
    );
    assert.equal(status, 0, stderr);
    return Number(stdout);
  };
  assert.ok(run() > 0, 'the first time there is no cache');
  assert.equal(run(), 0);
});

test('npm start and the image begin with the prelude', () => {
  const read = (name: string) => readFileSync(join(root, name), 'utf8');
  assert.match(
    read('package.json'),
    /"start": "exec node .*--import \.\/src\/prelude\.js src\/main\.ts"/,
  );
  assert.match(
    read('Dockerfile'),
    /^CMD \["node", "--import", "\.\/src\/prelude\.js", "src\/main\.ts"\]$/m,
  );
});
