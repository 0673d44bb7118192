import { type Config, exampleSecrets } from '#platform/config';
import { type Finding, ok, serious, warning } from './finding.ts';

const checks = [
  ['sandbox', checkSandbox],
  ['formats', checkFormats],
  ['examples', checkExamples],
  ['lengths', checkLengths],
  ['reuse', checkReuse],
  ['transport', checkTransport],
  ['admins', checkAdmins],
] as const;

export interface SettingsFinding extends Finding {
  /** For surfaces that have words of their own. */
  id: (typeof checks)[number][0];
  /** The settings to look at. */
  about: readonly string[];
}

/** What the settings alone can tell; values are never repeated. */
export const checkSettings = (config: Config): SettingsFinding[] =>
  checks.map(([id, check]) => ({ id, about: [], ...check(config) }));

type Checked = Finding & { about?: readonly string[] };

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

const namesOf = (secrets: readonly Secret[]) => secrets.map(({ name }) => name);

function checkSandbox(config: Config): Checked {
  const check = 'sandbox services';
  if (!config.sandbox.isOn) return ok(check, 'every service is real or off');
  if (!config.isProduction) return ok(check, 'some are on; this is not production');
  return serious(check, 'some are on in production', 'Set the missing keys, or STOLOTO=off.');
}

function checkFormats(config: Config): Checked {
  const check = 'formats of tokens and keys';
  const odd: [string, string][] = [];
  const { telegram, kie, llm } = config;
  if (!telegram.isSandbox && !/^\d{8,12}:[A-Za-z0-9_-]{35}$/.test(telegram.token))
    odd.push(['BOT_TOKEN', 'usually 8 to 12 digits, a colon, 35 signs']);
  if (kie.apiKey !== undefined && !/^[0-9a-f]{32}$/.test(kie.apiKey))
    odd.push(['KIE_API_KEY', 'usually 32 hexadecimal digits']);
  const wantsSk = /openrouter\.ai|api\.openai\.com/.test(llm.baseUrl);
  if (llm.apiKey !== undefined && wantsSk && !/^sk-[A-Za-z0-9_-]{20,}$/.test(llm.apiKey))
    odd.push(['OPENAI_API_KEY', 'there it begins with sk-']);
  if (odd.length === 0) return ok(check, 'as the services make them');
  const told = odd.map(([name, usually]) => `${name} (${usually})`).join('; ');
  const finding = warning(check, `unusual: ${told}`, 'Copy them again from where they were made.');
  return { ...finding, about: odd.map(([name]) => name) };
}

const placeholder = /^(your|change|example|placeholder|secret|password|test|xxx|todo)/i;

function checkExamples(config: Config): Checked {
  const check = 'no examples as secrets';
  const known = new Set(exampleSecrets());
  const copied = secretsOf(config).filter(
    ({ value }) => known.has(value) || placeholder.test(value) || new Set(value).size < 6,
  );
  if (copied.length === 0) return ok(check, 'none was copied from the documentation');
  const about = namesOf(copied);
  const finding = serious(
    check,
    `${about.join(', ')}: an example, a placeholder or too simple`,
    'Put in the real key; make secrets of your own with: openssl rand -hex 32',
  );
  return { ...finding, about };
}

const leastWebhook = 32;
const leastCallback = 16;

function checkLengths({ telegram, kie }: Config): Checked {
  const check = 'length of webhook and callback secrets';
  const { webhookSecret } = telegram;
  if (kie.webhookKey !== undefined && kie.webhookKey.length < leastCallback)
    return {
      ...serious(
        check,
        `KIE_WEBHOOK_KEY is shorter than ${leastCallback}`,
        'Make a new one in the settings of kie.ai.',
      ),
      about: ['KIE_WEBHOOK_KEY'],
    };
  if (webhookSecret !== undefined && webhookSecret.length < leastWebhook)
    return {
      ...warning(
        check,
        `WEBHOOK_SECRET is shorter than ${leastWebhook}`,
        'Make a longer one: openssl rand -hex 32',
      ),
      about: ['WEBHOOK_SECRET'],
    };
  return ok(check, 'long enough, or not in use');
}

function checkReuse(config: Config): Checked {
  const check = 'each secret used once';
  const secrets = secretsOf(config);
  const twice = secrets.filter(({ name, value }) =>
    secrets.some((other) => other.name !== name && other.value === value),
  );
  if (twice.length === 0) return ok(check, 'no two are the same');
  const about = namesOf(twice);
  const told = `${about.join(', ')} have one value`;
  return { ...serious(check, told, 'Give each a value of its own.'), about };
}

// A name without a dot is a neighbour's: a container, a machine of the same network.
const isLocal = (host: string) => /^(127(\.\d{1,3}){3}|\[::1\]|[^.:[\]]+)$/.test(host);

function checkTransport({ telegram, kie, llm }: Config): Checked {
  const check = 'keys travel encrypted';
  const open = (
    [
      ['TELEGRAM_API_ROOT', telegram.isSandbox ? '' : telegram.apiRoot],
      ['KIE_BASE_URL', kie.isSandbox ? '' : kie.baseUrl],
      ['OPENAI_BASE_URL', llm.apiKey === undefined ? '' : llm.baseUrl],
    ] as const
  ).filter(([, url]) => {
    const parsed = URL.parse(url);
    return parsed?.protocol === 'http:' && !isLocal(parsed.hostname);
  });
  if (open.length === 0) return ok(check, 'https everywhere outside this machine');
  const about = open.map(([name]) => name);
  const told = `${about.join(', ')}: plain http to another machine`;
  return { ...serious(check, told, 'Use https.'), about };
}

function checkAdmins({ adminIds }: Config): Checked {
  const check = 'admins';
  if (adminIds.length > 0) return ok(check, `${adminIds.length} set`);
  const todo = 'Set ADMIN_IDS to your Telegram id.';
  return { ...warning(check, 'nobody may administer the bot', todo), about: ['ADMIN_IDS'] };
}
