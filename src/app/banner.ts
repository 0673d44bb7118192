import type { Config } from '#platform/config';
import { describeServices } from './services.ts';

export interface BannerFacts {
  config: Config;
  ms: number;
  chatUrl?: string | undefined;
  httpUrl?: string | undefined;
  notes: readonly string[];
}

const column = 17;
const row = (name: string, value: string) => `  ${name.padEnd(column)}${value}`;

/** What a person at the terminal wants to know when everything stands. */
export function banner({ config, ms, chatUrl, httpUrl, notes }: BannerFacts): string {
  const seconds = (ms / 1000).toFixed(1);
  return [
    '',
    `  ${config.name} is ready (${seconds} s)`,
    '',
    ...(chatUrl ? [row('Chat with it at', chatUrl)] : []),
    ...(httpUrl ? [row('HTTP', httpUrl)] : []),
    ...describeServices(config).map(({ name, told }) => row(name, told)),
    row('Roles', config.roles.join(', ')),
    ...notes.map((note) => row('Note', note)),
    '',
    row('Stop', 'Ctrl+C'),
    '',
    '',
  ].join('\n');
}
