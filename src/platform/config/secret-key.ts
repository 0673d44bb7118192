import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';

export type SettledConfig = Config & { secretKey: string };

export function withSecretKey(config: Config): SettledConfig {
  const secretKey = config.secretKey ?? keepSecretKey(config.dataDir);
  const secrets = [...(config.log.secrets ?? []), secretKey];
  return { ...config, secretKey, log: { ...config.log, secrets } };
}

/** Made at the first start and kept; two first starts at once agree on one. */
function keepSecretKey(dataDir: string): string {
  const path = join(dataDir, 'secret-key');
  const kept = read(path);
  if (kept !== undefined) return kept;
  mkdirSync(dataDir, { recursive: true });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
  try {
    linkSync(draft, path);
  } catch (error) {
    if (read(path) === undefined) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(path, 'utf8').trim();
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim() || undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
