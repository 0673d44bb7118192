// A program of its own, started by path: runs PostgreSQL and stops it when the pipe from the app closes,
// however the app died. It imports nothing of ours, to start fast and stay small.
import { spawn } from 'node:child_process';
import { openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

type Order = {
  postgres: string;
  args: string[];
  clusterDir: string;
  logFile: string;
  markFile: string;
  env: Record<string, string>;
  account: { uid: number; gid: number } | null;
  removeOnExit: string | null;
};

// From the app's death to nothing left is 3 s at most: 1.5 s for a clean stop, 0.7 s for a hard one, then the axe.
const hurryMs = 1_500;
const patienceMs = 6_000;
const hardMs = 700;
const readyEveryMs = 10;

const order: Order = JSON.parse(process.argv[2] ?? '');
const logFd = openSync(order.logFile, 'a', 0o600);

// Ctrl+C and a shutdown reach every process of the machine: the app decides when the database may go.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.stdout.on('error', () => undefined);

mark('running');
const server = spawn(order.postgres, order.args, {
  ...order.account,
  cwd: '/',
  env: order.env,
  stdio: ['ignore', logFd, logFd],
});
const timers: NodeJS.Timeout[] = [];
server.on('error', (error) => end(`cannot run ${order.postgres}: ${error.message}`));
server.on('exit', (code, signal) => end(`PostgreSQL ended (${signal ?? `code ${code}`})`));

process.stdin.on('data', (chunk) => {
  if (chunk.toString().includes('stop')) stop(patienceMs);
});
process.stdin.on('end', () => stop(hurryMs));
process.stdin.on('error', () => stop(hurryMs));

const readiness = setInterval(() => {
  if (!isReady()) return;
  clearInterval(readiness);
  process.stdout.write('ready\n');
}, readyEveryMs);

// The eighth line says "ready" once connections are taken; the first tells our server from a predecessor's file.
function isReady(): boolean {
  try {
    const lines = readFileSync(`${order.clusterDir}/postmaster.pid`, 'utf8').split('\n');
    return Number(lines[0]) === server.pid && lines[7]?.trim() === 'ready';
  } catch {
    return false;
  }
}

function stop(afterMs: number): void {
  mark('stopping');
  for (const timer of timers) clearTimeout(timer);
  server.kill('SIGINT');
  timers.push(setTimeout(() => server.kill('SIGQUIT'), afterMs));
  timers.push(setTimeout(() => server.kill('SIGKILL'), afterMs + hardMs));
}

function end(reason: string): void {
  process.stdout.write(`${reason}\n`);
  rmSync(order.markFile, { force: true });
  if (order.removeOnExit !== null) rmSync(order.removeOnExit, { recursive: true, force: true });
  process.exit(0);
}

function mark(state: 'running' | 'stopping'): void {
  writeFileSync(`${order.markFile}.new`, `${process.pid} ${state}\n`);
  renameSync(`${order.markFile}.new`, order.markFile);
}
