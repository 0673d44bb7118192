import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { type Config, ConfigError, loadConfig } from '#platform/config';

/** The settings as the app would see them, from `.env` and the environment; tells every mistake and ends. */
export function readSettings(): Config {
  try {
    return loadConfig(readEnv());
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

/** The environment over `.env`, as the app takes them. */
export function readEnv(): Record<string, string | undefined> {
  return { ...readEnvFile(), ...process.env };
}

function readEnvFile(): Record<string, string | undefined> {
  try {
    return parseEnv(readFileSync('.env', 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
}
