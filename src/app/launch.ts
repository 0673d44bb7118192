import { systemClock } from '#kernel';
import { loadConfig, type SettledConfig, withSecretKey } from '#platform/config';
import { createLog, type Log } from '#platform/log';
import { checkSettings, type Finding } from '#platform/security';
import { banner } from './banner.ts';
import type { App } from './build.ts';
import { createGround } from './ground.ts';
import { createLifecycle } from './lifecycle.ts';
import { removeRunFile, writeRunFile } from './run-file.ts';
import { describeServices } from './services.ts';
import { supervise } from './supervise.ts';

// PostgreSQL and the sandbox are stopped last; the app itself has used at most eight of the ten seconds.
const stopMs = 10_000;

type Settings = Readonly<Record<string, string | undefined>>;

/** From the settings to a running app; rejects with what the operator should read, or after having logged why. */
export async function launch(env: Settings): Promise<void> {
  const startedAt = performance.now();
  let log = createLog({ level: 'info' });
  try {
    const config = withSecretKey(loadConfig(env));
    log = createLog(config.log);
    if (config.isProduction) refuseSerious(checkSettings(config), log);
    // After npm was killed it would run on unseen, and hold the port.
    const parentPid = env.npm_lifecycle_event === 'start' ? process.ppid : undefined;
    await start(config, { log, startedAt, parentPid });
  } catch (error) {
    if (!isTold(error)) log.fatal({ err: error }, 'could not start');
    throw error;
  }
}

/** What the settings alone can tell; the checks that need a repository are those of npm run security-check. */
function refuseSerious(findings: readonly Finding[], log: Log): void {
  for (const { check, state, told, todo } of findings)
    if (state === 'warning') log.warn({ check, told, todo }, 'security check');
  const serious = findings.filter(({ state }) => state === 'serious');
  if (serious.length > 0) throw new SecurityError(serious);
}

class SecurityError extends Error {
  constructor(findings: readonly Finding[]) {
    const told = findings.map(({ check, told, todo }) => `  ${check}: ${told}\n      ${todo}`);
    super(['The security check refuses this start.', ...told].join('\n'));
    this.name = 'SecurityError';
  }
}

async function start(
  config: SettledConfig,
  { log, startedAt, parentPid }: { log: Log; startedAt: number; parentPid: number | undefined },
): Promise<void> {
  const ground = createGround(config, { log });
  const groundReady = ground.start();
  // The servers start in processes of their own; meanwhile this one reads its code.
  const loading = import('./build.ts');
  let app: App | undefined;

  const startApp = async () => {
    const [standing, { buildApp }] = await Promise.all([groundReady, loading]);
    const { databaseUrl, telegramRoot, kieUrl, stolotoUrl, chatUrl, notes } = standing;
    const telegram = { ...config.telegram, apiRoot: telegramRoot };
    const kie = kieUrl ? { ...config.kie, baseUrl: kieUrl, uploadUrl: kieUrl } : config.kie;
    const stoloto = stolotoUrl ? atSandbox(config.stoloto, stolotoUrl) : config.stoloto;
    const db = { ...config.db, url: databaseUrl };
    app = buildApp({ ...config, telegram, kie, stoloto, db }, { log });
    await app.start();
    const ms = Math.round(performance.now() - startedAt);
    const httpUrl = app.http.url();
    writeRunFile(config.dataDir, {
      pid: process.pid,
      startedAt: systemClock.now().toISOString(),
      roles: [...config.roles],
      httpUrl,
      chatUrl,
    });
    const services = describeServices(config).map(({ name, told }) => `${name}: ${told}`);
    log.info({ ms, roles: config.roles, services, httpUrl, chatUrl, notes }, 'ready');
    if (!config.isProduction) process.stdout.write(banner({ config, ms, chatUrl, httpUrl, notes }));
  };

  const stopApp = async () => {
    removeRunFile(config.dataDir, process.pid);
    await app?.stop();
  };

  const lifecycle = createLifecycle(
    [
      { name: 'ground', start: async () => void (await groundReady), stop: ground.stop },
      { name: 'app', start: startApp, stop: stopApp },
    ],
    { log, stopMs },
  );
  supervise({ log, stop: lifecycle.stop, parentPid });
  await lifecycle.start();
}

/** Errors whose message is written for the operator and says what to do; all others are bugs. */
export function isTold(error: unknown): error is Error {
  return error instanceof Error && toldErrors.includes(error.name);
}

const toldErrors = [
  'CatalogueError',
  'ConfigError',
  'DbStartError',
  'HttpStartError',
  'SandboxStartError',
  'SecurityError',
  'StoreStartError',
];

const atSandbox = (stoloto: SettledConfig['stoloto'], url: string): SettledConfig['stoloto'] => ({
  ...stoloto,
  siteUrl: url,
  apiUrl: url,
  newsUrl: `${url}/press/news`,
});
