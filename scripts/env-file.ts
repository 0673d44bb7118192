/** The text of an .env file with some settings changed in place; all else, comments too, stays as it was. */
export function withSettings(before: string, answers: Readonly<Record<string, string>>): string {
  const left = new Map(Object.entries(answers));
  const lines = before === '' ? [] : before.replace(/\n$/, '').split('\n');
  const changed = lines.flatMap((line) => {
    const name = /^\s*(?:export\s+)?([A-Z_]+)\s*=/.exec(line)?.[1];
    const value = name === undefined ? undefined : answers[name];
    if (name === undefined || value === undefined) return [line];
    left.delete(name);
    return value === '' ? [] : [lineOf(name, value)];
  });
  const added = [...left].flatMap(([name, value]) => (value === '' ? [] : [lineOf(name, value)]));
  return `${[...changed, ...added].join('\n')}\n`;
}

// Single quotes keep #, $ and spaces as they are; what holds one itself goes into double quotes.
function lineOf(name: string, value: string): string {
  if (/^[\w@%+:,./-]+$/.test(value)) return `${name}=${value}`;
  return value.includes("'") ? `${name}="${value}"` : `${name}='${value}'`;
}
