import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const page = readFileSync('docs/troubleshooting.md', 'utf8');

/** All that the program can say, with texts that were broken over lines made whole. */
const source = globSync(['src/**/*.ts', 'scripts/**/*.ts'])
  .filter((file) => !/\.test\.ts$|\/testing\//.test(file))
  .map((file) => readFileSync(file, 'utf8').replaceAll(/['`]\s*\+\s*['`]/g, ''))
  .join('\n');

const [ours = ''] = page.split('## Words of other programs');
const quoted = [...ours.matchAll(/^### `([^/].*)`$/gm)].map(([, words = '']) => words);

test('what the page about troubles quotes is what the program says', () => {
  assert.ok(quoted.length >= 25, `${quoted.length} messages are explained`);
  const pieces = quoted.flatMap((words) => words.split('…').map((piece) => piece.trim()));
  const unknown = pieces.filter((piece) => piece.length > 3 && !source.includes(piece));
  assert.deepEqual(unknown, []);
});

test('settings and scripts that the page names exist', () => {
  const settings = readFileSync('.env.example', 'utf8');
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
  const names = [...page.matchAll(/`([A-Z]+(?:_[A-Z]+)+)=?/g)].map(([, name = '']) => name);
  const foreign = ['POSTGRES_PASSWORD', 'ERR_UNKNOWN_FILE_EXTENSION'];
  const wanted = names.filter((name) => !foreign.includes(name));
  assert.ok(wanted.length > 10);
  assert.deepEqual(
    wanted.filter((name) => !settings.includes(`#${name}=`)),
    [],
  );
  const commands = [...page.matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, name = '']) => name);
  assert.deepEqual(
    commands.filter((name) => scripts[name] === undefined),
    [],
  );
  assert.ok(existsSync('migrations/meta/_journal.json'));
});
