import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { createManualClock } from '#kernel';
import { createLog } from './log.ts';
import { openLogFile } from './log-file.ts';
import { prettyLine } from './pretty.ts';

const dayMs = 24 * 60 * 60 * 1000;

function arrangeFile(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'jackdraw-log-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const clock = createManualClock(new Date());
  const path = join(folder, 'logs', 'app.log');
  const open = () => openLogFile({ path, maxBytes: 100, keepDays: 3 }, { now: clock.now });
  const names = () => readdirSync(join(folder, 'logs')).sort();
  return { folder, clock, path, open, names };
}

test('a full file is set aside and no line is lost', (t) => {
  const { path, open, names } = arrangeFile(t);
  const file = open();
  for (let i = 0; i < 10; i += 1) file.write(`${'x'.repeat(38)}${i}\n`);
  assert.equal(names().length, 5, '2 lines of 40 bytes fit into 100');
  const all = names().map((name) => readFileSync(join(path, '..', name), 'utf8'));
  assert.equal(all.join('').match(/\d\n/g)?.length, 10);
  for (const name of names()) assert.ok(statSync(join(path, '..', name)).size <= 100);
});

test('a new day begins a new file, and only our own old files go', (t) => {
  const { clock, path, open, names } = arrangeFile(t);
  const file = open();
  file.write('first\n');
  writeFileSync(join(path, '..', 'app.log.notes'), 'mine');
  for (let day = 0; day < 6; day += 1) {
    clock.advance(dayMs);
    file.write(`day ${day}\n`);
  }
  assert.equal(readFileSync(path, 'utf8'), 'day 5\n');
  const aside = names().filter((name) => /\d{4}-\d\d-\d\d/.test(name));
  assert.equal(aside.length, 3, 'three days are kept');
  assert.ok(names().includes('app.log.notes'));
});

test('a file that cannot be written stops nobody, is told once, and says later how much is missing', (t) => {
  const { path, clock } = arrangeFile(t);
  const troubles: unknown[] = [];
  const file = openLogFile(
    { path, maxBytes: 10_000, keepDays: 3 },
    { now: clock.now, onTrouble: (error) => troubles.push(error) },
  );
  mkdirSync(path);
  for (const line of ['one\n', 'two\n']) file.write(line);
  assert.equal(troubles.length, 1);
  assert.match(String(troubles[0]), /EISDIR/);
  rmdirSync(path);
  file.write('three\n');
  const [missing = '', ...rest] = readFileSync(path, 'utf8').split('\n');
  assert.partialDeepStrictEqual(JSON.parse(missing), { msg: 'log lines were lost here', lines: 2 });
  assert.deepEqual(rest, ['three', '']);
});

test('a restart goes on in the same file', (t) => {
  const { path, open } = arrangeFile(t);
  open().write('before\n');
  open().write('after\n');
  assert.equal(readFileSync(path, 'utf8'), 'before\nafter\n');
});

test('the file holds the same masked lines as the screen, readable by the owner only', (t) => {
  const { path } = arrangeFile(t);
  const log = createLog(
    { level: 'info', file: { path, maxBytes: 1e6, keepDays: 1 }, secrets: ['canary-value'] },
    undefined,
  );
  log.info({ token: 'canary' }, 'has canary-value inside');
  const text = readFileSync(path, 'utf8');
  assert.match(text, /has \[masked\] inside/);
  assert.doesNotMatch(text, /canary/);
  assert.equal(statSync(path).mode & 0o077, 0);
});

test('a pretty line shows time, level, message, facts and the stack', () => {
  const line = prettyLine(
    JSON.stringify({
      level: 50,
      time: '2026-01-02T03:04:05.678Z',
      pid: 1,
      ms: 3,
      msg: 'no luck',
      err: { stack: 'Error: a\n    at b', cause: { stack: 'Error: c' } },
    }),
  );
  assert.match(line, /03:04:05\.678/);
  assert.match(line, /error/);
  assert.match(line, /no luck/);
  assert.match(line, /ms=3/);
  assert.match(line, /Error: a\n {6}at b\n {2}caused by:\n {2}Error: c/);
});
