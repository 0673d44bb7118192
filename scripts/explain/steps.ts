import { join } from 'node:path';
import type pg from 'pg';
import { createManualClock, credits } from '#kernel';
import { createCatalogue } from '#modules/catalogue';
import { createDiskStorage, createFiles } from '#modules/files';
import { createAdmission, openLanes } from '#modules/generation/lanes';
import { createOrders } from '#modules/generation/order';
import {
  claimDue,
  claimLost,
  countAdmitted,
  findSubmission,
  listDurations,
  listSubmissionsOfTasks,
  moveGeneration,
  recountLanes,
} from '#modules/generation/store';
import { createLedger } from '#modules/ledger';
import { createNotifications } from '#modules/notifications';
import { createClient } from '#platform/db';
import { createMemoryLog } from '#platform/log';
import { generationId, personId } from './fill.ts';

export interface Step {
  name: string;
  run: () => Promise<unknown>;
}

interface StepsDeps {
  pool: pg.Pool;
  rows: number;
  people: number;
  dir: string;
}

const noDownload = (): never => {
  throw new Error('nothing is downloaded here');
};

/** The product's own verbs, in the order of a life. */
export async function openSteps({ pool, rows, people, dir }: StepsDeps): Promise<Step[]> {
  const db = createClient(pool);
  const clock = createManualClock(new Date('2026-11-01T12:00:00Z'));
  const { log } = createMemoryLog({ level: 'fatal' });
  const none = credits('0');
  const ledger = createLedger({ db, clock, log, secretKey: 'x', welcomeCredits: none });
  const { publish } = createNotifications({ db, clock, log, adminIds: [] });
  const terms = { rate: '1', step: credits('0.1'), least: credits('0.1') };
  const catalogue = createCatalogue({ terms });
  const files = createFiles({
    db,
    clock,
    log,
    storage: createDiskStorage({ dir: join(dir, 'files'), clock }),
    fetchLink: noDownload,
    fetchResult: noDownload,
    retentionDays: 1,
    rowDays: 1,
  });
  const admission = createAdmission({ db, clock, log, push: async () => undefined });
  await openLanes(db, { all: 60, person: 3 });
  const rest = { perUser: 3, lowBalance: none };
  const orders = createOrders({
    db,
    clock,
    log,
    ledger,
    publish,
    catalogue,
    files,
    admission,
    ...rest,
  });

  const userId = personId(Math.round(people / 2));
  // Its turn comes first, so that what follows is the life of one that was admitted.
  await pool.query('update lanes set served = -1 where user_id = $1', [userId]);
  const input = { prompt: 'a cat', aspect_ratio: '1:1' };
  const order = { modelId: 'z-image', input };
  const now = clock.now();
  const waiting = generationId(rows - 100);
  const made = { id: '', batchId: '' };
  const idle = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work;
    await admission.idle();
    return result;
  };

  return [
    { name: 'quote', run: () => orders.quote({ userId, orders: [order] }) },
    {
      name: 'confirm, with admission',
      run: async () => {
        made.id = (await idle(orders.confirm({ userId, clientKey: 'one', order }))).id;
      },
    },
    {
      name: 'confirm again under the key',
      run: () => orders.confirm({ userId, clientKey: 'one', order }),
    },
    {
      name: 'confirm a batch of three',
      run: async () => {
        const three = {
          userId,
          clientKey: 'b',
          kind: 'variants',
          orders: [order, order, order],
        } as const;
        made.batchId = (await idle(orders.confirmBatch(three))).batch.id;
      },
    },
    { name: 'count what is in work', run: () => countAdmitted(db) },
    { name: 'place in the line', run: () => orders.position(waiting) },
    { name: 'state of the queue', run: () => orders.queueState() },
    { name: 'one by id', run: () => orders.get({ userId, generationId: made.id }) },
    { name: 'one by number', run: () => orders.getByNumber({ userId, number: rows + 1 }) },
    { name: 'my works', run: () => orders.list({ userId, statuses: ['COMPLETED'], limit: 10 }) },
    {
      name: 'my live ones',
      run: () => orders.list({ userId, statuses: ['PENDING', 'PROCESSING'] }),
    },
    { name: 'of a chat', run: () => orders.list({ userId, chatId: made.id }) },
    { name: 'a batch', run: () => orders.batch({ userId, batchId: made.batchId }) },
    { name: 'made before', run: () => orders.findSame({ userId, ...order }) },
    {
      name: 'cancel a batch',
      run: () => idle(orders.cancelBatch({ userId, batchId: made.batchId })),
    },
    {
      name: 'begin the paid call',
      run: () => moveGeneration(db, { generationId: made.id, move: 'begin' }),
    },
    {
      name: 'its submission',
      run: () => findSubmission(db, { generationId: made.id, attempt: 1 }),
    },
    { name: 'a submission by its task', run: () => listSubmissionsOfTasks(db, ['task-5']) },
    {
      name: 'what is due',
      run: () => claimDue(db, { now, leaseUntil: new Date(now.getTime() + 30_000), limit: 500 }),
    },
    {
      name: 'what was lost',
      run: () =>
        claimLost(db, { now, admittedBefore: new Date(now.getTime() - 60_000), limit: 500 }),
    },
    { name: 'count lanes anew', run: () => recountLanes(db) },
    {
      name: 'how long a model takes',
      run: () => listDurations(db, { modelId: 'model-7', before: now, limit: 200 }),
    },
    { name: 'forget a person', run: () => idle(db.transaction((tx) => orders.forget(tx, userId))) },
  ];
}
