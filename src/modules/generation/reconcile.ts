import type { Ledger } from '#modules/ledger';
import type { Publish } from '#modules/notifications';
import type { Db } from '#platform/db';
import type { Log } from '#platform/log';
import { type BookBreachKind, listBookBreaches, readBookFigures } from './store/index.ts';

export interface BookBreach {
  kind: BookBreachKind;
  /** The row that breaks the promise, with what it should have been beside it. */
  row: Record<string, unknown>;
}

export interface BookReconciliation {
  isSound: boolean;
  figures: Record<string, string>;
  breaches: BookBreach[];
}

/** Every hold belongs to a generation, every end is settled exactly once, every count is what the rows say; of one moment. */
export async function reconcile({ db }: { db: Db }): Promise<BookReconciliation> {
  const read = await db.transaction(
    async (tx): Promise<Omit<BookReconciliation, 'isSound'>> => ({
      figures: await readBookFigures(tx),
      breaches: await listBookBreaches(tx),
    }),
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
  return { ...read, isSound: read.breaches.length === 0 };
}

export interface WatchBooksDeps {
  db: Db;
  log: Log;
  publish: Publish;
  ledger: Pick<Ledger, 'reconcile'>;
}

const mostKinds = 10;

/** Both books, and an alert to the admins if they do not add up. */
export async function watchBooks({ db, log, publish, ledger }: WatchBooksDeps): Promise<void> {
  const money = await ledger.reconcile();
  const work = await reconcile({ db });
  const facts = { ...money.figures, ...work.figures };
  const breaches = [...money.breaches, ...work.breaches];
  if (breaches.length === 0) {
    log.info(facts, 'the books add up');
    return;
  }
  log.error({ ...facts, breaches: breaches.slice(0, mostKinds) }, 'the books do not add up');
  const kinds = [...new Set(breaches.map(({ kind }) => kind))];
  await db.transaction((tx) =>
    publish(tx, {
      type: 'admin.alert',
      code: 'books_do_not_add_up',
      key: 'books',
      details: { rows: breaches.length, kinds: kinds.slice(0, mostKinds).join(', ') },
    }),
  );
}
