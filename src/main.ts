import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
// Also when nobody said --import.
import './prelude.js';

function readEnvFile(): Record<string, string | undefined> {
  try {
    return parseEnv(readFileSync('.env', 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
}

// Whoever read our words is gone (a closed pipe or terminal); the work goes on.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

// Imported late: what is imported before the cache is on is compiled anew at every start.
const { isTold, launch } = await import('./app/launch.ts');
try {
  await launch({ ...readEnvFile(), ...process.env });
} catch (error) {
  // Anything else may hold a secret: its words are in the log, where none gets through.
  console.error(isTold(error) ? `\n${error.message}\n` : 'Could not start: see the log.');
  process.exit(1);
}
