import { createHash } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Account, canEnter, pickAccount } from './account.ts';
import { reachableBinaries } from './binaries.ts';

export const defaultSharedDir = '/var/lib/jackdraw';

export type Place = {
  account: Account | undefined;
  /** Where the binaries are run from. */
  native: string;
  /** The folder that holds the cluster, its log, its password and the guard's mark. */
  home: string;
  clusterDir: string;
  note?: string;
};

export const clusterDirOf = (home: string): string => join(home, 'postgres');

/** Where the data of this DATA_DIR lie when PostgreSQL's account cannot enter it. */
export function sharedHomeOf(dataDir: string, sharedDir: string): string {
  const name = createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 12);
  return join(sharedDir, `data-${name}`);
}

export function pickPlace(input: { dataDir: string; sharedDir: string; native: string }): Place {
  const dataDir = resolve(input.dataDir);
  mkdirSync(dataDir, { recursive: true });
  const account = pickAccount(clusterDirOf(dataDir));
  const binaries = reachableBinaries(input.native, account, input.sharedDir);
  const isDataElsewhere = account !== undefined && !canEnter(dataDir, account);
  const home = isDataElsewhere ? sharedHomeOf(dataDir, input.sharedDir) : dataDir;
  if (isDataElsewhere) mkdirSync(home, { recursive: true, mode: 0o755 });
  const notes = [
    ...(isDataElsewhere ? [`data in ${home}`] : []),
    ...(binaries.isCopy ? [`programs copied to ${binaries.path}`] : []),
  ];
  const clusterDir = clusterDirOf(home);
  return {
    account: isDataElsewhere && existsSync(clusterDir) ? pickAccount(clusterDir) : account,
    native: binaries.path,
    home,
    clusterDir,
    ...(notes.length === 0
      ? {}
      : {
          note: `PostgreSQL does not run as root, and its user cannot enter this folder: ${notes.join(', ')}`,
        }),
  };
}
