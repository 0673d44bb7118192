// `npm run stoloto-check`: does the source of lottery data answer, and in the shapes we know? With the configured address
// and header, or from a sandbox; one call a second, as ever.
import { setTimeout as sleep } from 'node:timers/promises';
import { isAppError } from '#kernel';
import { createStoloto } from '#modules/lottery/stoloto';
import { createMemoryLog } from '#platform/log';
import { createOutgoing } from '#platform/net';
import { createStolotoSandbox } from '#sandbox/stoloto';
import { readSettings } from './settings.ts';

const { stoloto: config } = readSettings();
const sandbox = config.mode === 'live' ? undefined : createStolotoSandbox();
const { url } = (await sandbox?.start()) ?? {};
const place = url ? { siteUrl: url, apiUrl: url, newsUrl: `${url}/press/news` } : config;
const { log, lines } = createMemoryLog();
const outgoing = createOutgoing({ log, service: 'stoloto', proxyUrl: config.proxyUrl });
let calls = 0;
const stoloto = createStoloto({
  ...place,
  partner: url ? 'sandbox' : config.partner,
  outgoing,
  log,
  pacer: {
    take: async () => {
      calls += 1;
      if (calls > 1) await sleep(config.everyMs);
    },
    end: async () => undefined,
  },
});
const asking = { priority: 'person' } as const;
const checks = {
  games: async () => `${(await stoloto.games(asking)).length} games`,
  main: async () => `${(await stoloto.main(asking)).cards.length} cards`,
  tabs: async () => `${(await stoloto.tabs(asking)).length} tabs`,
  list: async () => `${(await stoloto.list(asking)).length} packets`,
  details: async () =>
    `${(await stoloto.details({ ...asking, code: 'ruslotto', count: 5 })).draws.length} draws`,
  archive: async () =>
    `${(await stoloto.archive({ ...asking, code: '6x45', page: 1 })).draws.length} draws`,
  news: async () => `${(await stoloto.news(asking)).length} news`,
};

console.log(
  `StoLoto: ${url === undefined ? config.siteUrl : `sandbox (STOLOTO is ${config.mode})`}`,
);
let failures = 0;
try {
  for (const [name, check] of Object.entries(checks))
    try {
      console.log(`  ${name.padEnd(8)} ${await check()}`);
    } catch (error) {
      if (!isAppError(error)) throw error;
      failures += 1;
      console.log(`  ${name.padEnd(8)} ${error.code} ${JSON.stringify(error.details)}`);
    }
  for (const { msg, section, missing, skipped } of lines)
    if (msg === 'stoloto answers in another shape than known')
      console.log(`  ${section}: ${JSON.stringify({ missing, skipped })}`);
} finally {
  outgoing.stop();
  await sandbox?.stop();
}
process.exitCode = failures > 0 ? 1 : 0;
