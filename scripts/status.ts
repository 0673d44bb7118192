// npm run status: what runs here, what is real and what is sandbox, ports, database, queue. Exit 0 when all that runs is ready.
import { z } from 'zod';
import { describeServices, listRunning, type Running } from '#app';
import type { Config } from '#platform/config';
import { readSettings } from './settings.ts';

const ready = z.object({
  status: z.string(),
  checks: z.record(
    z.string(),
    z.object({ ok: z.boolean(), ms: z.number(), code: z.string().optional() }),
  ),
});

const askMs = 5_000;
const column = 16;
const tell = (name: string, value: string) => console.log(`  ${name.padEnd(column)}${value}`);

const config = readSettings();
const processes = listRunning(config.dataDir);
if (processes.length === 0) await tellAbsent(config);
for (const one of processes) await tellRunning(one);
console.log('\nServices, by the settings of this folder');
for (const { name, told } of describeServices(config)) tell(name, told);

async function tellRunning({ pid, startedAt, roles, httpUrl, chatUrl }: Running): Promise<void> {
  console.log(`\nRunning: process ${pid}, since ${startedAt}, roles ${roles.join(', ')}`);
  if (chatUrl) tell('Chat page', chatUrl);
  if (httpUrl) await tellHttp(httpUrl);
}

/** Elsewhere, in a container for example, it may run all the same. */
async function tellAbsent({ http, dataDir }: Config): Promise<void> {
  console.log(`Nothing runs with the data in ${dataDir}.`);
  const host = http.host === '0.0.0.0' ? '127.0.0.1' : http.host;
  const url = `http://${host}:${http.port}`;
  if ((await ask(`${url}/health`))?.includes('"ok"')) {
    console.log(`But something answers at ${url}:`);
    await tellHttp(url);
  } else process.exitCode = 1;
}

async function tellHttp(url: string): Promise<void> {
  const answer = await ask(`${url}/ready`);
  const parsed = answer === undefined ? undefined : ready.safeParse(JSON.parse(answer));
  tell('HTTP', `${url}  ${parsed?.success ? parsed.data.status : 'does not answer'}`);
  if (!parsed?.success || parsed.data.status !== 'ready') process.exitCode = 1;
  for (const [name, { ok, ms, code }] of Object.entries(parsed?.data?.checks ?? {}))
    tell(`  ${name}`, ok ? `ok, ${ms} ms` : `failed: ${code ?? 'unknown'}`);
  const numbers = (await ask(`${url}/metrics`)) ?? '';
  tell('Inbox', states(numbers, 'jackdraw_inbox_updates'));
  for (const queue of ['submit', 'poll', 'chat', 'work'])
    tell(`Queue ${queue}`, states(numbers, 'jackdraw_queue_jobs', `queue="${queue}",`));
}

function states(numbers: string, name: string, label = ''): string {
  const pattern = new RegExp(`^${name}\\{${label}state="(\\w+)"\\} (\\d+)$`, 'gm');
  const found = [...numbers.matchAll(pattern)].map(([, state, count]) => `${count} ${state}`);
  return found.length > 0 ? found.join(', ') : 'unknown';
}

async function ask(url: string): Promise<string | undefined> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(askMs) });
    return await answer.text();
  } catch {
    return undefined;
  }
}
