// What the container's health check runs: exit 0 when this container's own process says it is alive.
import { readSettings } from './settings.ts';

const { http } = readSettings();
const host = http.host === '0.0.0.0' ? '127.0.0.1' : http.host;
try {
  const response = await fetch(`http://${host}:${http.port}/health`, {
    signal: AbortSignal.timeout(3_000),
  });
  process.exit(response.ok ? 0 : 1);
} catch {
  process.exit(1);
}
