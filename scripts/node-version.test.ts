import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { delimiter, sep } from 'node:path';
import { test } from 'node:test';

const run = (command: string, words: string[], PATH = '') => {
  const env = { HOME: process.env.HOME, PATH };
  const { status, stdout, stderr } = spawnSync(command, words, { encoding: 'utf8', env });
  assert.equal(status, 0, stderr);
  return stdout.trim();
};

test('npm start runs on the Node that came with the packages, whatever the machine has', () => {
  const places = (process.env.PATH ?? '').split(delimiter);
  // As in the terminal of somebody who has just cloned it.
  const host = places.filter((place) => !place.endsWith(`${sep}node_modules${sep}.bin`));
  const script = run('npm', ['run', 'env', '--silent'], host.join(delimiter));
  const [, PATH = ''] = /^PATH=(.*)$/m.exec(script) ?? [];
  assert.match(run('node', ['--version'], PATH), /^v24\./);
});
