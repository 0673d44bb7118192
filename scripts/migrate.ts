// Brings the schema up to date and ends: what the compose files run before anything else. Starting the product does
// the same by itself; any number of them at once is safe.
import { migrate } from '#platform/db';
import { createLog } from '#platform/log';
import { migrateQueue } from '#platform/queue';
import { readSettings } from './settings.ts';

const config = readSettings();
const { url } = config.db;
if (url === undefined) {
  console.error(
    'DATABASE_URL is not set: the embedded database is brought up to date by npm start itself.',
  );
  process.exit(1);
}
const log = createLog(config.log);
await migrate(url, log);
if (config.redis.url === undefined) await migrateQueue(url, log);
