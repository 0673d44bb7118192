// npm run dev: the app, restarted when a file it uses changes, with readable logs.
import { spawn } from 'node:child_process';

const words = ['--watch', '--watch-preserve-output', 'src/main.ts'];
const env = { ...process.env, DEBUG: process.env.DEBUG ?? 'true' };
const child = spawn(process.execPath, words, { stdio: 'inherit', env });
// This one only waits, so that the terminal comes back after the app has stopped.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));
