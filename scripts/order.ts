// npm run order -- MODEL key=value … [--as TELEGRAM_ID] [--save DIR]: orders as a person would and watches it to its end.
// key=@path gives a file from this disk. Needs Jackdraw running here (npm start); with the sandbox KIE missing credits
// are given, and the order is that of whoever was in the chat last. Without a model it lists what is sold.
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type App, buildApp, listRunning } from '#app';
import { isAppError, newId, systemClock, toDecimal } from '#kernel';
import { refOf } from '#modules/files';
import { type Generation, percentOf } from '#modules/generation';
import { withSecretKey } from '#platform/config';
import { findEmbedded } from '#platform/db';
import { createLog } from '#platform/log';
import { createBar } from './order/bar.ts';
import { readGiven, toValue, UsageError } from './order/values.ts';
import { readSettings } from './settings.ts';

const lookEveryMs = 250;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { as: { type: 'string' }, save: { type: 'string' } },
});
const [modelId, ...words] = positionals;
const config = withSecretKey(readSettings());
const log = createLog({ ...config.log, level: 'fatal' });

const url = config.db.url ?? findEmbedded(config.dataDir);
if (
  url === undefined ||
  (config.db.url === undefined && listRunning(config.dataDir).length === 0)
) {
  console.error('Nothing runs here: start Jackdraw first (npm start).');
  process.exit(1);
}
// It takes the order and watches; those that run do the work.
const app = buildApp(
  { ...config, roles: [], db: { ...config.db, url }, http: { ...config.http, port: 0 } },
  { log },
);
await app.start();
try {
  if (modelId === undefined) listModels(app);
  else await order(app, modelId);
} catch (error) {
  if (!(error instanceof UsageError) && !isAppError(error)) throw error;
  const told = isAppError(error) ? `${error.code} ${JSON.stringify(error.details)}` : error.message;
  console.error(`Not ordered: ${told}`);
  process.exitCode = 1;
} finally {
  await app.stop();
}

function listModels({ catalogue }: App): void {
  for (const { id, title } of catalogue.models) {
    if (catalogue.whyNotSold(id)) continue;
    console.log(`${id.padEnd(44)} ${title.en}`);
  }
}

async function order({ catalogue, files, generation }: App, id: string): Promise<void> {
  const { schema } = catalogue.get(id);
  const userId = await findPerson();
  const input: Record<string, ReturnType<typeof toValue>> = {};
  const seconds: Record<string, number> = {};
  for (const { key, text, file } of readGiven(words)) {
    const added = file && (await files.addInput({ userId, ...file }));
    if (added?.seconds !== undefined) seconds[refOf(added)] = added.seconds;
    input[key] = toValue(schema, { key, text: added ? refOf(added) : text });
  }
  const wish = { modelId: id, input, seconds };
  const { total, missing, available } = await generation.quote({ userId, orders: [wish] });
  if (missing > 0n && config.kie.isSandbox) {
    await app.db.client.transaction((tx) =>
      app.ledger.grant(tx, { userId, amount: missing, reason: 'grant', key: `order:${newId()}` }),
    );
    console.log(`${toDecimal(missing)} credits were given: the sandbox is generous.`);
  }
  console.log(`${id}: ${toDecimal(total)} credits of ${toDecimal(available)}`);
  const made = await generation.confirm({ userId, clientKey: `terminal:${newId()}`, order: wish });
  const ended = await watch(made);
  if (ended.status !== 'COMPLETED') process.exitCode = 1;
  else await tellResults(ended);
}

/** Whoever was in the chat last; where money is real, only who is named. */
async function findPerson(): Promise<string> {
  if (values.as !== undefined) {
    const telegramId = Number(values.as);
    const known = Number.isInteger(telegramId) && (await app.users.findUser({ telegramId }));
    if (!known) throw new UsageError(`nobody with the Telegram id ${values.as} is known`);
    return known.id;
  }
  if (!config.kie.isSandbox) throw new UsageError('say for whom: --as TELEGRAM_ID');
  const { rows } = await app.db.pool.query<{ id: string }>(
    'select id from users where telegram_id is not null order by seen_at desc limit 1',
  );
  if (!rows[0]) throw new UsageError('nobody has written to the bot yet: say /start in the chat');
  return rows[0].id;
}

async function watch({ id, userId, number, modelId: model }: Generation): Promise<Generation> {
  const bar = createBar(process.stdout);
  const duration = await app.generation.durations(model);
  for (;;) {
    const now = await app.generation.get({ userId, generationId: id });
    const { status, submittedAt, code, captured } = now;
    if (status === 'COMPLETED' || status === 'FAILED' || status === 'CANCELLED') {
      const price = captured === undefined ? 'the money is back' : `${toDecimal(captured)} credits`;
      bar.end(`Order no. ${number}: ${[status, code, price].filter(Boolean).join(', ')}`);
      return now;
    }
    const place = status === 'PENDING' ? await app.generation.position(id) : undefined;
    if (place) bar.show(undefined, `Order no. ${number}: ${placeWords(place)}`);
    else if (submittedAt === undefined) bar.show(0, `order no. ${number}, being submitted`);
    else {
      const { percent, leftMs } = percentOf(duration, { submittedAt, now: systemClock.now() });
      const left = leftMs > 0 ? `about ${Math.ceil(leftMs / 1_000)} s left` : 'a little more';
      bar.show(now.progress ?? percent, `order no. ${number}, ${left}`);
    }
    await pause(lookEveryMs);
  }
}

function placeWords({ ahead, ownCap }: { ahead: number; ownCap: number | undefined }): string {
  return ownCap === undefined
    ? `${ahead} ahead in the line`
    : `waits for your other orders, ${ownCap} are made at once`;
}

async function tellResults({ id, resultText }: Generation): Promise<void> {
  if (resultText !== undefined) console.log(resultText);
  for (const file of await app.files.ofGeneration(id)) {
    const size = file.width === undefined ? '' : ` ${file.width}×${file.height}`;
    const length = file.seconds === undefined ? '' : ` ${file.seconds.toFixed(1)} s`;
    console.log(`${file.kind} ${file.mimeType}${size}${length} ${file.sizeBytes} bytes`);
    if (values.save === undefined) continue;
    await mkdir(values.save, { recursive: true });
    const path = join(values.save, `${file.number}-${file.fileName ?? file.id}`);
    const { stream } = await app.files.open(file);
    await pipeline(stream, createWriteStream(path));
    console.log(`  saved as ${path}`);
  }
}
