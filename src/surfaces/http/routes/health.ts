import type { Hono } from 'hono';
import { isAppError } from '#kernel';
import { type Log, wideLine } from '#platform/log';
import { addRoute } from '../route.ts';
import type { HttpEnv } from '../trace.ts';

export type Checks = Readonly<Record<string, () => Promise<void>>>;

interface CheckResult {
  ok: boolean;
  ms: number;
  code?: string;
}

interface HealthDeps {
  checks: Checks;
  log: Log;
}

const checkTimeoutMs = 3_000;

export function addHealth(app: Hono<HttpEnv>, deps: HealthDeps): void {
  addRoute(app, '/health', { GET: (c) => c.json({ status: 'ok' }) });
  addRoute(app, '/ready', {
    GET: async (c) => {
      const names = Object.keys(deps.checks);
      const results = await Promise.all(names.map((name) => runCheck(deps, name)));
      const isReady = results.every(({ ok }) => ok);
      const checks = Object.fromEntries(names.map((name, at) => [name, results[at]]));
      return c.json({ status: isReady ? 'ready' : 'not_ready', checks }, isReady ? 200 : 503);
    },
  });
}

async function runCheck({ checks, log }: HealthDeps, name: string): Promise<CheckResult> {
  const startedAt = performance.now();
  const passed = () => Math.round(performance.now() - startedAt);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'timeout'>((resolve) => {
    timer = setTimeout(() => resolve('timeout'), checkTimeoutMs);
  });
  try {
    const outcome = await Promise.race([checks[name]?.(), late]);
    if (outcome === 'timeout') return { ok: false, ms: passed(), code: 'timeout' };
    return { ok: true, ms: passed() };
  } catch (error) {
    wideLine.failure(log, error, { what: `check ${name}` });
    return { ok: false, ms: passed(), code: isAppError(error) ? error.code : 'unavailable' };
  } finally {
    clearTimeout(timer);
  }
}
