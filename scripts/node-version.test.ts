import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { delimiter, resolve, sep } from 'node:path';
import { test } from 'node:test';

const run = (command: string, words: string[], PATH = '') => {
  const env = { HOME: process.env.HOME, PATH };
  const { status, stdout, stderr } = spawnSync(command, words, { encoding: 'utf8', env });
  assert.equal(status, 0, stderr);
  return stdout.trim();
};

const places = (process.env.PATH ?? '').split(delimiter);
// As in the terminal of somebody who has just cloned it.
const host = places.filter((place) => !place.endsWith(`${sep}node_modules${sep}.bin`));
const hosts: [string, string[]][] = [
  ['of its own', host],
  ['24', [resolve('node_modules', '.bin'), ...host]],
];

for (const [which, path] of hosts)
  test(`on a machine with a Node ${which} npm start runs on the one that came with the packages`, () => {
    const script = run('npm', ['run', 'env', '--silent'], path.join(delimiter));
    const [, PATH = ''] = /^PATH=(.*)$/m.exec(script) ?? [];
    assert.match(run('node', ['--version'], PATH), /^v24\./);
  });
