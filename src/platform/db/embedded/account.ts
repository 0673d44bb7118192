import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { DbStartError } from '../start-error.ts';

export type Account = { uid: number; gid: number };

/**
 * Who PostgreSQL runs as. It refuses to run as root: then whoever owns the data, else `postgres`, else
 * `nobody`. Undefined: as we are.
 */
export function pickAccount(clusterDir: string): Account | undefined {
  const owner = existsSync(clusterDir) ? statSync(clusterDir) : undefined;
  const self = process.getuid?.();
  if (self !== 0) {
    if (owner && owner.uid !== self)
      throw new DbStartError(
        'foreign_data',
        `The database in ${clusterDir} belongs to another user (uid ${owner.uid}): it was first started by that user or by root. ` +
          `Start as before, or give it to yourself: sudo chown -R "$(id -u):$(id -g)" ${clusterDir}`,
      );
    return undefined;
  }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const account = lookUp('postgres') ?? lookUp('nobody');
  if (!account)
    throw new DbStartError(
      'no_account',
      'PostgreSQL does not run as root, and this machine has neither a user "postgres" nor "nobody". Start as an ordinary user.',
    );
  return account;
}

function lookUp(name: string): Account | undefined {
  const ask = (flag: string) =>
    spawnSync('id', [flag, name], { encoding: 'utf8', env: { PATH: systemPath } });
  const uid = ask('-u');
  if (uid.status !== 0) return undefined;
  return { uid: Number(uid.stdout), gid: Number(ask('-g').stdout) };
}

export const systemPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export function canEnter(dir: string, account: Account): boolean {
  const { status } = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', dir], {
    ...account,
    cwd: '/',
    stdio: 'ignore',
  });
  return status === 0;
}
