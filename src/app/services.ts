import type { Config } from '#platform/config';

export interface ServiceState {
  name: string;
  state: 'real' | 'sandbox' | 'off' | 'own';
  /** In words for the operator. */
  told: string;
}

/** Service by service: what is real, what is played by the sandbox, what is off. */
export function describeServices(config: Config): ServiceState[] {
  return [
    describeTelegram(config),
    config.kie.isSandbox
      ? { name: 'Media', state: 'sandbox', told: 'sandbox (no KIE_API_KEY)' }
      : { name: 'Media', state: 'real', told: `real, ${hostOf(config.kie.baseUrl)}` },
    describeModel(config),
    describeLotteries(config),
    config.db.url === undefined
      ? { name: 'Database', state: 'own', told: `embedded PostgreSQL in ${config.dataDir}` }
      : { name: 'Database', state: 'real', told: `PostgreSQL at ${hostOf(config.db.url)}` },
    config.redis.url === undefined
      ? { name: 'Queue, cache', state: 'own', told: 'in PostgreSQL' }
      : { name: 'Queue, cache', state: 'real', told: `Redis at ${hostOf(config.redis.url)}` },
  ];
}

function describeTelegram({ telegram }: Config): ServiceState {
  if (telegram.isSandbox)
    return { name: 'Telegram', state: 'sandbox', told: 'sandbox (no BOT_TOKEN)' };
  const told = `real, ${hostOf(telegram.apiRoot)}, ${telegram.mode}`;
  return { name: 'Telegram', state: 'real', told };
}

function describeModel({ llm }: Config): ServiceState {
  const kept = llm.apiKey === undefined ? '' : '; OPENAI_API_KEY is kept for them';
  return { name: 'Language model', state: 'off', told: `off, chats are not open yet${kept}` };
}

function describeLotteries({ stoloto }: Config): ServiceState {
  const name = 'Lottery data';
  if (stoloto.mode === 'sandbox')
    return { name, state: 'sandbox', told: 'sandbox, all figures are invented' };
  if (stoloto.mode === 'off') return { name, state: 'off', told: 'off, the built-in facts only' };
  return { name, state: 'real', told: `real, ${hostOf(stoloto.siteUrl)}` };
}

// Never the whole address: passwords live in it.
const hostOf = (url: string): string => URL.parse(url)?.host ?? 'an unreadable address';
