import { readFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { parseEnv } from 'node:util';

enableCompileCache();

/** Errors whose message is written for the operator and says what to do; all others are bugs. */
const toldErrors = ['ConfigError', 'DbStartError', 'HttpStartError', 'SandboxStartError'];

function readEnvFile(): Record<string, string | undefined> {
  try {
    return parseEnv(readFileSync('.env', 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
}

// Imported late: what is imported before the cache is on is compiled anew at every start.
const { launch } = await import('./app/launch.ts');
try {
  await launch({ ...readEnvFile(), ...process.env });
} catch (error) {
  const isTold = error instanceof Error && toldErrors.includes(error.name);
  console.error(isTold ? `\n${error.message}\n` : error);
  process.exit(1);
}
