import { type DestinationStream, pino } from 'pino';

const colours: Record<string, number> = {
  trace: 90,
  debug: 90,
  info: 36,
  warn: 33,
  error: 31,
  fatal: 35,
};
const paint = (code: number, text: string) => `\u001b[${code}m${text}\u001b[0m`;

/** Lines for a person at a terminal: time, level, message, facts, and the stack on lines of its own. */
export function createPretty(out: DestinationStream): DestinationStream {
  return { write: (line) => out.write(prettyLine(line)) };
}

export function prettyLine(line: string): string {
  const { level, time, msg, pid: _pid, app: _app, err, ...facts } = JSON.parse(line);
  const name = pino.levels.labels[level] ?? String(level);
  const shown = Object.entries(facts).map(([key, value]) => `${key}=${short(value)}`);
  const head = [
    paint(90, String(time).slice(11, 23)),
    paint(colours[name] ?? 0, name.padEnd(5)),
    msg,
    paint(90, shown.join(' ')),
  ];
  return `${head.join(' ')}\n${err === undefined ? '' : `${errorLines(err)}\n`}`;
}

const short = (value: unknown) =>
  typeof value === 'string' && !/\s/.test(value) ? value : JSON.stringify(value);

function errorLines(err: unknown): string {
  if (typeof err !== 'object' || err === null) return `  ${String(err)}`;
  const { stack, cause, ...rest } = Object.assign({ stack: undefined, cause: undefined }, err);
  const own = `  ${String(stack ?? JSON.stringify(rest)).replaceAll('\n', '\n  ')}`;
  return cause === undefined ? own : `${own}\n  caused by:\n${errorLines(cause)}`;
}
