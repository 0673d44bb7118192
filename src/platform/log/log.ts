import { type DestinationStream, type Logger, pino } from 'pino';
import { openLogFile } from './log-file.ts';
import { createMask, type Mask } from './mask.ts';
import { createPretty } from './pretty.ts';
import { createScrub, type Scrub } from './scrub.ts';

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export interface LogFileConfig {
  path: string;
  maxBytes: number;
  keepDays: number;
}

export interface LogConfig {
  level: LogLevel;
  pretty?: boolean;
  /** The app's name, on every line. */
  name?: string;
  file?: LogFileConfig;
  /** Field names masked besides the built-in ones. */
  sensitiveFields?: readonly string[];
  /** The very values that must never be seen, wherever they turn up. */
  secrets?: readonly string[];
}

interface Write {
  (facts: object, message: string): void;
  (message: string): void;
}

export interface Log {
  trace: Write;
  debug: Write;
  info: Write;
  warn: Write;
  error: Write;
  fatal: Write;
  child(bindings: object): Log;
  isLevelEnabled(level: LogLevel): boolean;
}

export interface LogLine extends Record<string, unknown> {
  level: LogLevel;
  msg: string;
}

export interface MemoryLog {
  log: Log;
  lines: LogLine[];
}

interface Sink {
  logger: Logger;
  mask: Mask;
  scrub: Scrub;
}

export function createLog(config: LogConfig, destination?: DestinationStream): Log {
  return createOwnLog(config, destination ?? openDestination(config));
}

/** For tests: every line, parsed, as it would have been written. */
export function createMemoryLog(config: Partial<LogConfig> = {}): MemoryLog {
  const lines: LogLine[] = [];
  const write = (text: string) => {
    const { level, ...rest } = JSON.parse(text);
    lines.push({ level: pino.levels.labels[level] ?? level, ...rest });
  };
  return { log: createOwnLog({ level: 'trace', ...config }, { write }), lines };
}

function createOwnLog(config: LogConfig, destination: DestinationStream): Log {
  const scrub = createScrub(config.secrets);
  const base = config.name ? { app: config.name, pid: process.pid } : { pid: process.pid };
  const options = {
    level: config.level,
    base,
    timestamp: pino.stdTimeFunctions.isoTime,
    // Errors come here as plain masked facts; pino would take them apart again.
    serializers: { err: (err: unknown) => err },
  };
  const mask = createMask(scrub, config.sensitiveFields);
  return wrap({ logger: pino(options, destination), mask, scrub }, {});
}

// pino's own children write their bindings past every formatter, so ours are kept and masked with the line.
function wrap(sink: Sink, bindings: object): Log {
  const write =
    (level: Exclude<LogLevel, 'silent'>): Write =>
    (facts: object | string, message?: string) => {
      if (!sink.logger.isLevelEnabled(level)) return;
      if (typeof facts === 'string') sink.logger[level](bindings, sink.scrub(facts));
      else {
        const line = { ...bindings, ...sink.mask(facts) };
        sink.logger[level](line, sink.scrub(message ?? ''));
      }
    };
  return {
    trace: write('trace'),
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    fatal: write('fatal'),
    child: (more) => wrap(sink, { ...bindings, ...sink.mask(more) }),
    isLevelEnabled: (level) => sink.logger.isLevelEnabled(level),
  };
}

/** What may wait for a screen that takes nothing. */
const waitingMaxBytes = 1024 * 1024;

function openDestination(config: LogConfig): DestinationStream {
  const out = pino.destination({ fd: 1, sync: true, maxLength: waitingMaxBytes });
  // A terminal that is gone or a full disk behind it ends nobody's work; pino itself minds closed pipes only.
  out.on('error', () => undefined);
  const screen = config.pretty ? createPretty(out) : out;
  if (!config.file) return screen;
  const file = openLogFile(config.file, {
    onTrouble: (err) => {
      createOwnLog(config, screen).error({ err }, 'log file cannot be written');
    },
  });
  return {
    write: (line) => {
      screen.write(line);
      file.write(line);
    },
  };
}
