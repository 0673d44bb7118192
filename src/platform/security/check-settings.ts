import { type Config, exampleSecrets } from '#platform/config';
import { type Finding, ok, serious, warning } from './finding.ts';

/** What the settings alone can tell; values are never repeated. */
export function checkSettings(config: Config): Finding[] {
  return [
    checkSandbox(config),
    checkFormats(config),
    checkExamples(config),
    checkLengths(config),
    checkReuse(config),
    checkTransport(config),
    checkAdmins(config),
  ];
}

interface Secret {
  name: string;
  value: string;
}

function secretsOf({ telegram, kie, llm, secretKey }: Config): Secret[] {
  const all: [string, string | undefined][] = [
    ['BOT_TOKEN', telegram.isSandbox ? undefined : telegram.token],
    ['WEBHOOK_SECRET', telegram.webhookSecret],
    ['KIE_API_KEY', kie.apiKey],
    ['KIE_WEBHOOK_KEY', kie.webhookKey],
    ['OPENAI_API_KEY', llm.apiKey],
    ['SECRET_KEY', secretKey],
  ];
  return all.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
}

const namesOf = (secrets: readonly Secret[]) => secrets.map(({ name }) => name).join(', ');

function checkSandbox(config: Config): Finding {
  const check = 'sandbox services';
  if (!config.sandbox.isOn) return ok(check, 'every service is real or off');
  if (!config.isProduction) return ok(check, 'some are on; this is not production');
  return serious(check, 'some are on in production', 'Set the missing keys, or STOLOTO=off.');
}

function checkFormats(config: Config): Finding {
  const check = 'formats of tokens and keys';
  const odd: string[] = [];
  const { telegram, kie, llm } = config;
  if (!telegram.isSandbox && !/^\d{8,12}:[A-Za-z0-9_-]{35}$/.test(telegram.token))
    odd.push('BOT_TOKEN (usually 8 to 12 digits, a colon, 35 signs)');
  if (kie.apiKey !== undefined && !/^[0-9a-f]{32}$/.test(kie.apiKey))
    odd.push('KIE_API_KEY (usually 32 hexadecimal digits)');
  const wantsSk = /openrouter\.ai|api\.openai\.com/.test(llm.baseUrl);
  if (llm.apiKey !== undefined && wantsSk && !/^sk-[A-Za-z0-9_-]{20,}$/.test(llm.apiKey))
    odd.push('OPENAI_API_KEY (there it begins with sk-)');
  if (odd.length === 0) return ok(check, 'as the services make them');
  return warning(check, `unusual: ${odd.join('; ')}`, 'Copy them again from where they were made.');
}

const placeholder = /^(your|change|example|placeholder|secret|password|test|xxx|todo)/i;

function checkExamples(config: Config): Finding {
  const check = 'no examples as secrets';
  const known = new Set(exampleSecrets());
  const copied = secretsOf(config).filter(
    ({ value }) => known.has(value) || placeholder.test(value) || new Set(value).size < 6,
  );
  if (copied.length === 0) return ok(check, 'none was copied from the documentation');
  return serious(
    check,
    `${namesOf(copied)}: an example, a placeholder or too simple`,
    'Put in the real key; make secrets of your own with: openssl rand -hex 32',
  );
}

const leastWebhook = 32;
const leastCallback = 16;

function checkLengths({ telegram, kie }: Config): Finding {
  const check = 'length of webhook and callback secrets';
  const { webhookSecret } = telegram;
  if (kie.webhookKey !== undefined && kie.webhookKey.length < leastCallback)
    return serious(
      check,
      `KIE_WEBHOOK_KEY is shorter than ${leastCallback}`,
      'Make a new one in the settings of kie.ai.',
    );
  if (webhookSecret !== undefined && webhookSecret.length < leastWebhook)
    return warning(
      check,
      `WEBHOOK_SECRET is shorter than ${leastWebhook}`,
      'Make a longer one: openssl rand -hex 32',
    );
  return ok(check, 'long enough, or not in use');
}

function checkReuse(config: Config): Finding {
  const check = 'each secret used once';
  const secrets = secretsOf(config);
  const twice = secrets.filter(({ name, value }) =>
    secrets.some((other) => other.name !== name && other.value === value),
  );
  if (twice.length === 0) return ok(check, 'no two are the same');
  return serious(check, `${namesOf(twice)} have one value`, 'Give each a value of its own.');
}

const isLocal = (host: string) => /^(localhost|127\.|\[?::1|[^.]+$)/.test(host);

function checkTransport({ telegram, kie, llm }: Config): Finding {
  const check = 'keys travel encrypted';
  const open = [
    ['TELEGRAM_API_ROOT', telegram.isSandbox ? '' : telegram.apiRoot],
    ['KIE_BASE_URL', kie.isSandbox ? '' : kie.baseUrl],
    ['OPENAI_BASE_URL', llm.apiKey === undefined ? '' : llm.baseUrl],
  ].filter(([, url]) => {
    const parsed = URL.parse(url ?? '');
    return parsed?.protocol === 'http:' && !isLocal(parsed.hostname);
  });
  if (open.length === 0) return ok(check, 'https everywhere outside this machine');
  const names = open.map(([name]) => name).join(', ');
  return serious(check, `${names}: plain http to another machine`, 'Use https.');
}

function checkAdmins({ adminIds }: Config): Finding {
  const check = 'admins';
  if (adminIds.length > 0) return ok(check, `${adminIds.length} set`);
  return warning(check, 'nobody may administer the bot', 'Set ADMIN_IDS to your Telegram id.');
}
