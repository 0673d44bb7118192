import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import pg from 'pg';
import { createEmbedded, DbStartError, findEmbedded } from '#platform/db';
import { createMemoryLog } from '#platform/log';
import { until } from '#testing';
import { type Account, canEnter } from './embedded/account.ts';
import { findBinaries } from './embedded/binaries.ts';
import { readGuard, readPostmaster } from './embedded/processes.ts';

const isRoot = process.getuid?.() === 0;

function setUp(t: TestContext) {
  const dir = mkdtempSync(join(isRoot ? '/tmp' : tmpdir(), 'jackdraw-embedded-'));
  chmodSync(dir, 0o711);
  const [dataDir, sharedDir] = [join(dir, 'data'), join(dir, 'shared')];
  const { log, lines } = createMemoryLog();
  const create = (more: Partial<Parameters<typeof createEmbedded>[0]> = {}) => {
    const embedded = createEmbedded({ dataDir, sharedDir, log, ...more });
    t.after(() => embedded.stop());
    return embedded;
  };
  t.after(() => {
    t.after(() => rmSync(dir, { recursive: true, force: true }));
  });
  return { dir, dataDir, sharedDir, create, lines };
}

async function ask(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query(statement);
    return rows;
  } finally {
    await client.end();
  }
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

function pidsOf(dataDir: string): { guard: number; server: number } {
  const guard = readGuard(dataDir)?.pid;
  const server = readPostmaster(join(dataDir, 'postgres'))?.pid;
  assert.ok(guard && server);
  return { guard, server };
}

async function startApp(t: TestContext, words: string[], account: Partial<Account> = {}) {
  const app = spawn(process.execPath, [join(import.meta.dirname, 'fixtures', 'app.ts'), ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...account,
  });
  t.after(() => app.kill('SIGKILL'));
  const [said] = await once(app.stdout, 'data');
  return { app, url: String(said).trim() };
}

test('the data, the password and the address for scripts stay from one start to the next', async (t) => {
  const { dataDir, create } = setUp(t);
  const first = create();
  const { url } = await first.start();
  assert.equal(findEmbedded(dataDir), url);
  await ask(url, 'create table kept as select 7 as n');
  assert.equal(statSync(join(dataDir, 'postgres.password')).mode & 0o777, 0o600);
  await first.stop();
  assert.equal(findEmbedded(dataDir), undefined);
  assert.deepEqual(
    readdirSync(dataDir).toSorted(),
    ['postgres', 'postgres.log', 'postgres.password'],
    'nothing else is left',
  );
  const again = await create().start();
  assert.equal(new URL(again.url).password, new URL(url).password);
  assert.deepEqual(await ask(again.url, 'select n from kept'), [{ n: 7 }]);
});

test('it listens on loopback only, wants the password, speaks Cyrillic and takes 300 connections', async (t) => {
  const { create } = setUp(t);
  const { url } = await create().start();
  const [facts] = await ask(
    url,
    `select current_setting('listen_addresses') as host, current_setting('unix_socket_directories') as socket,
            current_setting('max_connections') as connections, lower('ЁЖ') as lower, 'Ёлка' ilike 'ёЛ%' as alike,
            to_tsvector('russian', 'Картинки')::text as stem, inet_server_addr()::text as address`,
  );
  assert.deepEqual(facts, {
    host: '127.0.0.1',
    socket: '',
    connections: '300',
    lower: 'ёж',
    alike: true,
    stem: "'картинк':1",
    address: '127.0.0.1/32',
  });
  const stranger = new URL(url);
  stranger.password = 'guess';
  await assert.rejects(ask(stranger.href, 'select 1'), { code: '28P01' });
});

test('a second start on the same data says so and what to do', async (t) => {
  const { create } = setUp(t);
  const { url } = await create().start();
  await assert.rejects(create().start(), (error) => {
    assert.ok(error instanceof DbStartError);
    assert.equal(error.problem, 'already_running');
    assert.match(error.message, /already runs.*DATA_DIR.*DATABASE_URL/);
    return true;
  });
  assert.deepEqual(await ask(url, 'select 1 as n'), [{ n: 1 }], 'the first one goes on');
});

test('nothing is left after a kill of the app, and the next start has the data', async (t) => {
  const { dataDir, sharedDir, create } = setUp(t);
  const { app, url } = await startApp(t, [dataDir, sharedDir]);
  await ask(url, 'create table kept as select n from generate_series(1, 1000) n');
  const { guard, server } = pidsOf(dataDir);
  app.kill('SIGKILL');
  await until('both are gone', () => !isAlive(guard) && !isAlive(server));
  const next = await create().start();
  assert.deepEqual(await ask(next.url, 'select count(*)::int as n from kept'), [{ n: 1000 }]);
});

test('a start right after a kill waits for the old server instead of refusing', async (t) => {
  const { dataDir, sharedDir, create } = setUp(t);
  const { app, url } = await startApp(t, [dataDir, sharedDir]);
  await ask(url, 'create table kept as select 1 as n');
  app.kill('SIGKILL');
  const next = await create().start();
  assert.deepEqual(await ask(next.url, 'select n from kept'), [{ n: 1 }]);
});

test('a server whose guard was killed with the app is ended by the next start', async (t) => {
  const { dataDir, sharedDir, create } = setUp(t);
  const { app, url } = await startApp(t, [dataDir, sharedDir]);
  await ask(url, 'create table kept as select 1 as n');
  const { guard, server } = pidsOf(dataDir);
  process.kill(guard, 'SIGKILL');
  app.kill('SIGKILL');
  await until('the guard is gone', () => !isAlive(guard));
  assert.ok(isAlive(server), 'an orphan');
  const next = await create().start();
  await until('the orphan is gone', () => !isAlive(server));
  assert.deepEqual(await ask(next.url, 'select n from kept'), [{ n: 1 }]);
});

test('a server or a guard that dies under a living app comes back at the same address', async (t) => {
  const { dataDir, create } = setUp(t);
  const { url } = await create().start();
  await ask(url, 'create table kept as select 1 as n');
  for (const victim of ['server', 'guard'] as const) {
    const before = pidsOf(dataDir);
    process.kill(before[victim], 'SIGKILL');
    await until('it answers again', async () => {
      const server = readPostmaster(join(dataDir, 'postgres'));
      if (!server?.isAlive || server.pid === before.server || !readGuard(dataDir)) return false;
      return ask(url, 'select n from kept').then(
        (rows) => rows[0]?.n === 1,
        () => false,
      );
    });
  }
});

test('a stale postmaster.pid is removed, also when its number now belongs to another program', async (t) => {
  const { dataDir, create } = setUp(t);
  const first = create();
  await first.start();
  await first.stop();
  const file = join(dataDir, 'postgres', 'postmaster.pid');
  writeFileSync(file, `${process.pid}\n${join(dataDir, 'postgres')}\n0\n5432\n\n\n\nready\n`);
  const { url } = await create().start();
  assert.notEqual(readFileSync(file, 'utf8').split('\n')[0], String(process.pid));
  assert.deepEqual(await ask(url, 'select 1 as n'), [{ n: 1 }]);
});

test('a lost password file is replaced and the data stay', async (t) => {
  const { dataDir, create } = setUp(t);
  const first = create();
  const { url } = await first.start();
  await ask(url, 'create table kept as select 1 as n');
  await first.stop();
  rmSync(join(dataDir, 'postgres.password'));
  const again = await create().start();
  assert.notEqual(new URL(again.url).password, new URL(url).password);
  assert.deepEqual(await ask(again.url, 'select n from kept'), [{ n: 1 }]);
});

test('data of another PostgreSQL version are refused and left alone', async (t) => {
  const { dataDir, create } = setUp(t);
  mkdirSync(join(dataDir, 'postgres'), { recursive: true });
  writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '16\n');
  await assert.rejects(create().start(), { problem: 'other_version' });
  assert.equal(readFileSync(join(dataDir, 'postgres', 'PG_VERSION'), 'utf8'), '16\n');
});

test("under a folder that PostgreSQL's user cannot enter, programs and data go elsewhere, and it says so", async (t) => {
  const { dir, sharedDir, create } = setUp(t);
  const home = join(dir, 'home');
  mkdirSync(home, { mode: 0o700 });
  const native = join(home, 'native');
  cpSync(findBinaries(), native, { recursive: true, verbatimSymlinks: true });
  const dataDir = join(home, 'data');
  const { url, note } = await create({ dataDir, native }).start();
  const [{ directory } = { directory: '' }] = await ask(
    url,
    `select current_setting('data_directory') as directory`,
  );
  assert.equal(findEmbedded(dataDir, sharedDir), url);
  if (isRoot) {
    assert.match(String(directory), new RegExp(`^${sharedDir}/data-`));
    assert.match(
      note ?? '',
      /does not run as root.*data in .*shared\/data-.*programs copied to .*shared\/binaries-/,
    );
    assert.notEqual(statSync(String(directory)).uid, 0);
  } else {
    assert.equal(directory, join(dataDir, 'postgres'));
    assert.equal(note, undefined);
  }
});

test('started by an ordinary user the server and its data are theirs, by root those of an account without rights', async (t) => {
  const { dir, sharedDir } = setUp(t);
  const ordinary = { uid: 65_534, gid: 65_534 };
  const dataDir = join(dir, 'data');
  mkdirSync(dataDir);
  // Root can play the ordinary user, where that one may enter this checkout; the other way round it cannot be done.
  const asOrdinary = isRoot && canEnter(import.meta.dirname, ordinary);
  if (asOrdinary) chownSync(dataDir, ordinary.uid, ordinary.gid);
  const { url } = await startApp(t, [dataDir, sharedDir], asOrdinary ? ordinary : {});
  assert.deepEqual(await ask(url, 'select 1 as n'), [{ n: 1 }]);
  const owner = statSync(join(dataDir, 'postgres')).uid;
  assert.equal(owner, isRoot ? owner : process.getuid?.());
  assert.notEqual(owner, 0);
  if (asOrdinary) {
    assert.equal(owner, ordinary.uid);
    const { guard, server } = pidsOf(dataDir);
    for (const pid of [guard, server]) assert.equal(statSync(`/proc/${pid}`).uid, ordinary.uid);
  }
});

test('Ctrl+C reaches the app only', async (t) => {
  const { dataDir, create } = setUp(t);
  const { url } = await create().start();
  const { guard } = pidsOf(dataDir);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.kill(guard, signal);
  assert.deepEqual(await ask(url, 'select 1 as n'), [{ n: 1 }]);
  assert.ok(isAlive(guard));
  if (existsSync(`/proc/${guard}/stat`)) {
    const group = readFileSync(`/proc/${guard}/stat`, 'utf8').split(' ')[4];
    assert.equal(group, String(guard), 'a process group of its own');
  }
});

test('the folder of a throwaway server goes with it, also after a kill', async (t) => {
  const { dir, sharedDir, create } = setUp(t);
  const stopped = join(dir, 'stopped');
  const embedded = create({ dataDir: stopped, isThrowaway: true });
  await embedded.start();
  assert.ok(existsSync(stopped));
  await embedded.stop();
  assert.equal(existsSync(stopped), false);
  const killed = join(dir, 'killed');
  const { app } = await startApp(t, [killed, sharedDir, 'throwaway']);
  assert.ok(existsSync(killed));
  app.kill('SIGKILL');
  await until('its folder is gone', () => !existsSync(killed));
});
