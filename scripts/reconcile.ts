// npm run reconcile: proves that the ledger adds up. Prints figures; exit 1 with the rows that break it.
import { credits, systemClock } from '#kernel';
import { createLedger, type Reconciliation } from '#modules/ledger';
import { createDb, createEmbedded, DbStartError, findEmbedded, migrate } from '#platform/db';
import { createLog } from '#platform/log';
import { readSettings } from './settings.ts';

const config = readSettings();
const log = createLog({ ...config.log, level: 'error' });
const width = 16;

try {
  const running = config.db.url ?? findEmbedded(config.dataDir);
  const embedded = createEmbedded({ dataDir: config.dataDir, log });
  const url = running ?? (await embedded.start()).url;
  try {
    // A database somebody else runs is only read.
    if (!running) await migrate(url, log);
    tell(await reconcile(url));
  } finally {
    if (!running) await embedded.stop();
  }
} catch (error) {
  console.error(error instanceof DbStartError ? error.message : error);
  process.exitCode = 1;
}

async function reconcile(url: string): Promise<Reconciliation> {
  const db = createDb({ url, log, max: 1 });
  try {
    const ledger = createLedger({
      db: db.client,
      clock: systemClock,
      log,
      // Nobody is welcomed here.
      secretKey: '',
      welcomeCredits: credits('0'),
    });
    return await ledger.reconcile();
  } finally {
    await db.stop();
  }
}

function tell({ isSound, figures, breaches }: Reconciliation): void {
  for (const [name, figure] of Object.entries(figures))
    console.log(`${name.padEnd(width)}${figure.padStart(width)}`);
  for (const { kind, row } of breaches) console.log(`${kind}  ${JSON.stringify(row)}`);
  console.log(
    isSound ? 'The ledger adds up.' : `The ledger does not add up: ${breaches.length} rows.`,
  );
  if (!isSound) process.exitCode = 1;
}
