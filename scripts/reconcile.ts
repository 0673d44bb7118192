// npm run reconcile: proves that the ledger adds up and that the generations agree with it. Prints figures; exit 1 with the rows that break it.
import { credits, systemClock } from '#kernel';
import { type BookReconciliation, reconcileGenerations } from '#modules/generation';
import { createLedger, type Reconciliation } from '#modules/ledger';
import { createDb, createEmbedded, DbStartError, findEmbedded, migrate } from '#platform/db';
import { createLog } from '#platform/log';
import { readSettings } from './settings.ts';

const config = readSettings();
const log = createLog({ ...config.log, level: 'error' });
const width = 16;

interface Books {
  ledger: Reconciliation;
  generations: BookReconciliation;
}

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

async function reconcile(url: string): Promise<Books> {
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
    return {
      ledger: await ledger.reconcile(),
      generations: await reconcileGenerations({ db: db.client }),
    };
  } finally {
    await db.stop();
  }
}

function tell({ ledger, generations }: Books): void {
  for (const { figures, breaches } of [ledger, generations]) {
    for (const [name, figure] of Object.entries(figures))
      console.log(`${name.padEnd(width)}${figure.padStart(width)}`);
    for (const { kind, row } of breaches) console.log(`${kind}  ${JSON.stringify(row)}`);
  }
  console.log(verdict(ledger, ['The ledger adds up', 'The ledger does not add up']));
  console.log(
    verdict(generations, ['The generations agree with it', 'The generations do not agree with it']),
  );
  if (!ledger.isSound || !generations.isSound) process.exitCode = 1;
}

function verdict(
  { isSound, breaches }: Reconciliation | BookReconciliation,
  [good, bad]: readonly [string, string],
): string {
  return isSound ? `${good}.` : `${bad}: ${breaches.length} rows.`;
}
