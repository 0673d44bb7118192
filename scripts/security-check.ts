// npm run security-check: what an operator should mend, each finding with what to do; exit 1 on a serious one.
import { ConfigError, loadConfig } from '#platform/config';
import { checkRepository, checkSettings, type Finding, serious } from '#platform/security';
import { readEnv } from './settings.ts';

const marks = { ok: ' ok ', warning: 'WARN', serious: 'BAD ', not_applicable: ' -- ' } as const;

function settings(): { findings: Finding[]; secrets: readonly string[] } {
  try {
    const config = loadConfig(readEnv());
    const own = config.telegram.isSandbox ? [config.telegram.token] : [];
    const secrets = (config.log.secrets ?? []).filter((secret) => !own.includes(secret));
    return { findings: checkSettings(config), secrets };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const findings = error.mistakes.map(({ variable, problem, example }) =>
      serious(variable, problem, `For example: ${variable}=${example}`),
    );
    return { findings, secrets: [] };
  }
}

const { findings, secrets } = settings();
const all = [...findings, ...(await checkRepository({ dir: process.cwd(), secrets }))];
for (const { check, state, told, todo } of all) {
  console.log(`[${marks[state]}] ${check}: ${told}`);
  if (todo) console.log(`         ${todo}`);
}
const bad = all.filter(({ state }) => state === 'serious').length;
const poor = all.filter(({ state }) => state === 'warning').length;
console.log(`\n${bad} serious, ${poor} to look at, ${all.length} checks`);
process.exitCode = bad > 0 ? 1 : 0;
