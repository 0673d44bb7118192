import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { test } from 'node:test';

const journalFile = 'migrations/meta/_journal.json';

function gitIn(dir: string) {
  return (...args: string[]): string => {
    const who = ['-c', 'user.name=A', '-c', 'user.email=a@example.org'];
    const { status, stdout } = spawnSync('git', [...who, ...args], { cwd: dir, encoding: 'utf8' });
    return status === 0 ? stdout.trim() : '';
  };
}

/** What was committed once and is not there any more as it was; nothing outside a repository. */
function findRewritten(dir: string): string[] {
  const git = gitIn(dir);
  const linesOf = (...args: string[]) =>
    git(...args)
      .split('\n')
      .filter(Boolean);
  const sql = 'migrations/*.sql';
  const edited = linesOf(
    'log',
    '--diff-filter=MD',
    '--no-renames',
    '--format=',
    '--name-only',
    '--',
    sql,
  );
  const unsaved = linesOf(
    'diff',
    '--diff-filter=MD',
    '--no-renames',
    '--name-only',
    'HEAD',
    '--',
    sql,
  );
  const entriesAt = (revision: string): unknown[] =>
    JSON.parse(git('show', `${revision}:${journalFile}`)).entries;
  const commits = linesOf('log', '--format=%h', '--', journalFile);
  const [newest = []] = commits.slice(0, 1).map(entriesAt);
  const left = commits.filter((commit) => {
    const then = entriesAt(commit);
    return JSON.stringify(newest.slice(0, then.length)) !== JSON.stringify(then);
  });
  return [...new Set([...edited, ...unsaved, ...left.map((commit) => `journal of ${commit}`)])];
}

test('no migration was ever edited, and every earlier journal is the beginning of this one', () => {
  assert.deepEqual(findRewritten(process.cwd()), []);
});

test('an edited migration and a journal that lost an entry are noticed', (t) => {
  const dir = mkdtempSync(join(tmpdir(), 'jackdraw-history-'));
  t.after(() => rmSync(dir, { recursive: true }));
  const git = gitIn(dir);
  const commit = (files: Record<string, string>) => {
    mkdirSync(join(dir, 'migrations', 'meta'), { recursive: true });
    for (const [file, text] of Object.entries(files)) writeFileSync(join(dir, file), text);
    git('add', '.');
    git('commit', '-q', '-m', 'change');
    return git('rev-parse', '--short', 'HEAD');
  };
  const journal = (...tags: string[]) =>
    JSON.stringify({ entries: tags.map((tag, when) => ({ tag, when })) });
  git('init', '-q');
  commit({ 'migrations/0.sql': 'select 1', [journalFile]: journal('0') });
  const second = commit({ 'migrations/1.sql': 'select 2', [journalFile]: journal('0', '1') });
  assert.deepEqual(findRewritten(dir), []);
  writeFileSync(join(dir, 'migrations/0.sql'), 'select 3');
  assert.deepEqual(findRewritten(dir), ['migrations/0.sql']);
  commit({ [journalFile]: journal('0', '2') });
  assert.deepEqual(findRewritten(dir), ['migrations/0.sql', `journal of ${second}`]);
});

/** Drops of what no version still in use reads, each with the release that stopped reading it. */
const lateDrops: Readonly<Record<string, string>> = {};

/** What the version before could not live with. */
const takesAway = (sql: string): boolean =>
  /\bDROP\s+(TABLE|COLUMN|CONSTRAINT|TYPE|SCHEMA|VIEW|FUNCTION|TRIGGER)\b|\bRENAME\b/i.test(sql);

test('no migration since 0016 takes away what the version before may use', () => {
  const files = globSync('migrations/*.sql').filter((file) => basename(file) >= '0016');
  const taking = files.filter((file) => takesAway(readFileSync(file, 'utf8')));
  assert.deepEqual(
    taking.map((file) => basename(file)).filter((file) => lateDrops[file] === undefined),
    [],
  );
});

test('a drop and a rename are noticed, an index and a relaxed column are not', () => {
  assert.ok(takesAway(readFileSync('migrations/0007_admission.sql', 'utf8')));
  assert.ok(takesAway('ALTER TABLE "users" RENAME COLUMN "a" TO "b";'));
  assert.ok(takesAway('drop table "users";'));
  assert.ok(!takesAway('DROP INDEX "lanes_in_line";'));
  assert.ok(!takesAway('ALTER TABLE "users" ALTER COLUMN "a" DROP NOT NULL;'));
  assert.ok(!takesAway(readFileSync('migrations/0004_ledger.sql', 'utf8')));
});
