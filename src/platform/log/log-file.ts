import { appendFileSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { LogFileConfig } from './log.ts';

interface LogFile {
  write(line: string): void;
}

interface LogFileDeps {
  now?: () => Date;
  /** Told once when lines begin to be lost: a full disk must stop nobody. */
  onTrouble?: (error: unknown) => void;
}

/** One file per day and per `maxBytes`; set aside files older than `keepDays` are removed. */
export function openLogFile(config: LogFileConfig, deps: LogFileDeps = {}): LogFile {
  const { now = () => new Date(), onTrouble } = deps;
  mkdirSync(dirname(config.path), { recursive: true, mode: 0o700 });
  const today = () => now().toISOString().slice(0, 10);
  let { sizeBytes, day } = lookAt(config.path) ?? { sizeBytes: 0, day: today() };

  const rotate = () => {
    if (lookAt(config.path)) renameSync(config.path, freeName(config.path, day));
    removeOld(config, now());
    sizeBytes = 0;
    day = today();
  };

  const append = (line: string) => {
    const lineBytes = Buffer.byteLength(line);
    const isFull = sizeBytes > 0 && sizeBytes + lineBytes > config.maxBytes;
    if (isFull || today() !== day) rotate();
    // Opened anew for each line, so that several processes and an operator's mv never lose one.
    appendFileSync(config.path, line, { mode: 0o600 });
    sizeBytes += lineBytes;
  };

  let lost = 0;
  return {
    write: (line) => {
      try {
        if (lost > 0) append(lineOfLost(lost, now()));
        lost = 0;
        append(line);
      } catch (error) {
        lost += 1;
        if (lost === 1) onTrouble?.(error);
      }
    },
  };
}

const lineOfLost = (lines: number, now: Date) =>
  `${JSON.stringify({ level: 40, time: now.toISOString(), lines, msg: 'log lines were lost here' })}\n`;

function lookAt(path: string): { sizeBytes: number; day: string } | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat && { sizeBytes: stat.size, day: stat.mtime.toISOString().slice(0, 10) };
}

function freeName(path: string, day: string): string {
  for (let count = 1; ; count += 1) {
    const name = `${path}.${day}.${count}`;
    if (!statSync(name, { throwIfNoEntry: false })) return name;
  }
}

const dayMs = 24 * 60 * 60 * 1000;

function removeOld({ path, keepDays }: LogFileConfig, now: Date): void {
  const oldest = new Date(now.getTime() - keepDays * dayMs).toISOString().slice(0, 10);
  const start = `${basename(path)}.`;
  for (const name of readdirSync(dirname(path))) {
    const day = name.startsWith(start) ? name.slice(start.length).split('.')[0] : undefined;
    if (day && /^\d{4}-\d{2}-\d{2}$/.test(day) && day < oldest)
      rmSync(join(dirname(path), name), { force: true });
  }
}
