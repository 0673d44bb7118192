import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DbStartError } from '../start-error.ts';
import { systemPath } from './account.ts';
import type { Place } from './place.ts';

export const superuser = 'jackdraw';
const major = '18';

export const passwordFileOf = (home: string): string => join(home, 'postgres.password');

/** Made once and kept; two first starts at the same moment agree on one. */
function keepPassword(home: string): string {
  const file = passwordFileOf(home);
  if (!existsSync(file)) {
    const own = `${file}.${process.pid}`;
    writeFileSync(own, randomBytes(24).toString('base64url'), { mode: 0o600 });
    try {
      linkSync(own, file);
    } catch (error) {
      if (!existsSync(file)) throw error;
    } finally {
      rmSync(own);
    }
  }
  return readFileSync(file, 'utf8').trim();
}

/** Makes the cluster if there is none, and returns its password. */
export function ensureCluster(place: Place, input: { isDurable: boolean }): string {
  const { clusterDir, home } = place;
  if (!existsSync(clusterDir)) {
    const password = keepPassword(home);
    makeCluster(place, { ...input, password });
    return password;
  }
  refuseOtherVersion(clusterDir);
  if (existsSync(passwordFileOf(home))) return keepPassword(home);
  const password = keepPassword(home);
  changePassword(place, password);
  return password;
}

// A half-made cluster is never used: it gets its name when it is whole.
function makeCluster(place: Place, input: { password: string; isDurable: boolean }): void {
  const { clusterDir } = place;
  removeHalfMade(place.home);
  // initdb must read the password as its own account, so it lies in a folder only that account enters.
  const half = `${clusterDir}.new-${process.pid}`;
  mkdirSync(half, { mode: 0o700 });
  const passwordFile = join(half, 'password');
  writeFileSync(passwordFile, input.password, { mode: 0o600 });
  if (place.account) {
    chownSync(passwordFile, place.account.uid, place.account.gid);
    chownSync(half, place.account.uid, place.account.gid);
  }
  try {
    initialise(place, { dir: join(half, 'cluster'), passwordFile, isDurable: input.isDurable });
    chmodSync(join(half, 'cluster'), 0o700);
    renameSync(join(half, 'cluster'), clusterDir);
  } catch (error) {
    if (!existsSync(clusterDir)) throw error;
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
}

// PostgreSQL's own C.UTF-8 sorts the same under every C library, and knows Cyrillic. The library's locale of
// that name is wanted beside it (text search asks it what a letter is), but macOS has none.
const localeChoices = ['C.UTF-8', 'en_US.UTF-8', 'C'];

function initialise(
  place: Place,
  input: { dir: string; passwordFile: string; isDurable: boolean },
): void {
  const texts: string[] = [];
  for (const locale of localeChoices) {
    const { status, stderr, error } = spawnSync(
      join(place.native, 'bin', 'initdb'),
      [
        `--pgdata=${input.dir}`,
        `--username=${superuser}`,
        `--pwfile=${input.passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        `--locale=${locale}`,
        '--lc-messages=C',
        ...(input.isDurable ? [] : ['--no-sync']),
      ],
      asAccount(place),
    );
    if (status === 0) return;
    texts.push(error?.message ?? stderr.trim());
    rmSync(input.dir, { recursive: true, force: true });
    if (!stderr.includes('locale')) break;
  }
  throw new DbStartError(
    'cannot_start',
    `The database could not be made in ${place.home}: ${texts.join('; ')}`,
  );
}

function changePassword(place: Place, password: string): void {
  const { status, stderr, error } = spawnSync(
    join(place.native, 'bin', 'postgres'),
    ['--single', '-D', place.clusterDir, 'postgres'],
    {
      ...asAccount(place),
      input: `alter role ${superuser} password '${password}'\n`,
    },
  );
  if (status === 0) return;
  rmSync(passwordFileOf(place.home), { force: true });
  throw new DbStartError(
    'cannot_start',
    `The database in ${place.home} lost its password file, and a new one could not be set: ${error?.message ?? stderr.trim()}`,
  );
}

const asAccount = (place: Place) => ({
  ...place.account,
  cwd: '/',
  env: { PATH: systemPath, TZ: 'UTC' },
  encoding: 'utf8' as const,
});

function refuseOtherVersion(clusterDir: string): void {
  const file = join(clusterDir, 'PG_VERSION');
  const found = existsSync(file) ? readFileSync(file, 'utf8').trim() : 'none';
  if (found === major) return;
  throw new DbStartError(
    'other_version',
    `${clusterDir} was made by PostgreSQL ${found}, this is ${major}. Dump it with that version and restore it ` +
      'here, or start afresh with "npm run reset".',
  );
}

function removeHalfMade(home: string): void {
  for (const name of readdirSync(home)) {
    const match = /^postgres\.new-(\d+)$/.exec(name);
    if (match && !isAlive(Number(match[1]))) rmSync(join(home, name), { recursive: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
