// One process of the product, as `npm start` makes it, but for three things that no setting allows: the sandbox KIE of
// the chaos, callbacks without https, and a clock that can be put ahead. With ROLES of none it only takes orders.
import { buildApp } from '#app';
import { AppError, type Clock, credits, isAppError } from '#kernel';
import { loadConfig, type Role, withSecretKey } from '#platform/config';
import { isDbConflict, isDbGone } from '#platform/db';
import { createLog } from '#platform/log';
import { townTime } from './time.ts';
import { type Answer, type Ask, leapsShape, toPartShape } from './wire.ts';

const {
  CHAOS_KIE_URL = '',
  CHAOS_PUBLIC_URL = '',
  CHAOS_ROLES = '',
  CHAOS_LEAPS = '[]',
  ...env
} = process.env;
const leaps = leapsShape.parse(JSON.parse(CHAOS_LEAPS));
const clock: Clock = { now: () => new Date(townTime(leaps, Date.now())) };

const given = withSecretKey(loadConfig(env));
const isRole = (name: string): name is Role => ['bot', 'worker', 'http'].includes(name);
const url = given.db.url;
if (url === undefined) throw new Error('DATABASE_URL is wanted');
const log = createLog(given.log);
const app = buildApp(
  {
    ...given,
    db: { ...given.db, url },
    roles: CHAOS_ROLES.split(',').filter(isRole),
    http: { ...given.http, publicUrl: CHAOS_PUBLIC_URL },
    kie: { ...given.kie, isSandbox: true, baseUrl: CHAOS_KIE_URL, uploadUrl: CHAOS_KIE_URL },
  },
  { clock, log },
);

const idOf = async (telegramId: number): Promise<string> =>
  (await app.users.recognise({ telegramId })).id;

async function obey(ask: Ask): Promise<unknown> {
  const { generation, ledger, db } = app;
  if (ask.verb === 'reconcile')
    return [await ledger.reconcile(), await generation.reconcile()].map(
      ({ isSound, figures, breaches }) => ({ isSound, figures, breaches: breaches.slice(0, 20) }),
    );
  const userId = await idOf(ask.telegramId);
  switch (ask.verb) {
    case 'grant': {
      const amount = credits(ask.amount);
      await db.client.transaction((tx) =>
        ledger.grant(tx, { userId, amount, reason: 'grant', key: ask.key }),
      );
      return true;
    }
    case 'order':
      return view(await generation.confirm({ userId, clientKey: ask.key, order: ask.order }));
    case 'batch': {
      const { key: clientKey, orders } = ask;
      const made = await generation.confirmBatch({ userId, clientKey, kind: 'parallel', orders });
      return { batchId: made.batch.id, generations: made.generations.map(view) };
    }
    case 'cancel':
      return view(await generation.cancel({ userId, generationId: ask.id }));
    case 'cancelBatch':
      return generation.cancelBatch({ userId, batchId: ask.id });
    case 'retry':
      return view(await generation.retry({ userId, generationId: ask.id, clientKey: ask.key }));
    case 'status':
      return view(await generation.get({ userId, generationId: ask.id }));
  }
}

const view = ({ id, number, status }: { id: string; number: number; status: string }) => ({
  id,
  number,
  status,
});

function refusalOf(error: unknown): Answer {
  const isPassing = isDbGone(error) || isDbConflict(error) || isAppError(error, 'unavailable');
  if (error instanceof AppError) return { ok: false, code: error.code, isPassing };
  if (!isPassing) log.error({ err: error }, 'the chaos was refused by a bug');
  return { ok: false, code: isPassing ? 'database' : 'bug', isPassing };
}

process.on('message', (message) => {
  const told = toPartShape.parse(message);
  if (told.type === 'clock') {
    leaps.push(...told.leaps);
    return;
  }
  const answer = (found: Answer) => process.send?.({ type: 'answer', id: told.id, answer: found });
  obey(told.ask).then(
    (value) => answer({ ok: true, value }),
    (error: unknown) => answer(refusalOf(error)),
  );
});
const end = () => void app.stop().finally(() => process.exit(0));
process.once('SIGTERM', end);
// Whoever is left without the chaos ends.
process.once('disconnect', end);
for (const kind of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(kind, (error) => {
    log.fatal({ err: error, kind }, 'crash');
    process.exit(1);
  });

await app.start();
process.send?.({ type: 'ready' });
