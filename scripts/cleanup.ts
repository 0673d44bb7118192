// npm run cleanup -- [--dry-run]: removes, in every room, what has had its time (RETENTION_*), and prints counts by
// table. With --dry-run it only counts. The app does the same by itself every night.
import { parseArgs } from 'node:util';
import { buildApp } from '#app';
import { withSecretKey } from '#platform/config';
import { createEmbedded, DbStartError, findEmbedded, migrate } from '#platform/db';
import { createLog } from '#platform/log';
import { readSettings } from './settings.ts';

const { values } = parseArgs({ options: { 'dry-run': { type: 'boolean', default: false } } });
const dryRun = values['dry-run'];
const config = withSecretKey(readSettings());
const log = createLog({ ...config.log, level: 'warn' });
const width = 32;

try {
  const running = config.db.url ?? findEmbedded(config.dataDir);
  const embedded = createEmbedded({ dataDir: config.dataDir, log });
  const url = running ?? (await embedded.start()).url;
  try {
    // A database somebody else runs has its tables.
    if (!running) await migrate(url, log);
    await clean(url);
  } finally {
    if (!running) await embedded.stop();
  }
} catch (error) {
  console.error(error instanceof DbStartError ? error.message : error);
  process.exitCode = 1;
}

async function clean(url: string): Promise<void> {
  // Nothing of it is started: it only has the verbs.
  const app = buildApp({ ...config, roles: [], db: { ...config.db, url } }, { log });
  try {
    const counts = await app.account.cleanup({ dryRun });
    for (const [what, count] of Object.entries(counts))
      console.log(`${what.padEnd(width)}${String(count).padStart(8)}`);
    console.log(dryRun ? 'Nothing was removed: this was a dry run.' : 'Removed.');
  } finally {
    await app.db.stop();
  }
}
