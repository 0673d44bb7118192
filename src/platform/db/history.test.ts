import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
