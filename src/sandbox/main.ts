// The sandbox services as a process of their own. As a child of the app it says where it listens and ends when the app
// does; alone (`npm run sandbox`) it stands on fixed ports and tells how to point any bot at it.
import { join } from 'node:path';
import { inspect } from 'node:util';
import { createKieSandbox } from '#sandbox/kie';
import { createStolotoSandbox } from '#sandbox/stoloto';
import { createTelegramSandbox } from '#sandbox/telegram';

const isChild = process.send !== undefined;
const words = process.argv.slice(2);
const optionOf = (name: string): string | undefined =>
  words.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
const has = (name: string) => words.includes(`--${name}`);

const fixedPort = 8081;
const fixedKiePort = 8082;
const fixedStolotoPort = 8083;
const fixedToken = '4200000001:SANDBOX-on-this-machine-only';
const dataDir = optionOf('data-dir') ?? (isChild ? undefined : join('.data', 'sandbox'));
const token = optionOf('token') ?? fixedToken;

const say = (text: string) => process.stdout.write(`${text}\n`);
const log = {
  info: (facts: object, message: string) => say(`${message} ${JSON.stringify(facts)}`),
  error: (facts: object, message: string) => process.stderr.write(`${message} ${inspect(facts)}\n`),
};

const telegram = createTelegramSandbox({
  host: optionOf('host'),
  port: Number(optionOf('port') ?? (isChild ? 0 : fixedPort)),
  token,
  botUsername: optionOf('bot-username') ?? 'sandbox_bot',
  profile: {
    first_name: optionOf('bot-name') ?? 'Sandbox bot',
    has_topics_enabled: has('topics'),
    allows_users_to_create_topics: has('topics'),
  },
  anyToken: !isChild,
  dataDir: dataDir === undefined ? undefined : join(dataDir, 'telegram'),
  localUrls: isChild || has('local-urls'),
  rateLimits: has('rate-limits'),
  log,
});

const kie = createKieSandbox({
  host: optionOf('host'),
  port: Number(optionOf('kie-port') ?? (isChild ? 0 : fixedKiePort)),
  webhookKey: optionOf('kie-webhook-key'),
  log,
});

const stoloto = createStolotoSandbox({
  host: optionOf('host'),
  port: Number(optionOf('stoloto-port') ?? (isChild ? 0 : fixedStolotoPort)),
  partner: optionOf('stoloto-partner'),
  log,
});

const taken = (error: unknown) => {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  if (!isTaken) throw error;
  process.stderr.write(
    'The port is taken (EADDRINUSE): another sandbox runs already, or give --port=, --kie-port= and --stoloto-port=\n',
  );
  return process.exit(1);
};
const [{ url }, { url: kieUrl }, { url: stolotoUrl }] = await Promise.all([
  telegram.start(),
  kie.start(),
  stoloto.start(),
]).catch(taken);

const stop = async (): Promise<void> => {
  await Promise.all([telegram.stop(), kie.stop(), stoloto.stop()]);
  process.exit(0);
};
process.once('SIGTERM', () => void stop());
process.once('SIGINT', () => void stop());
process.once('disconnect', () => void stop());

const ready = {
  type: 'ready',
  telegram: { url },
  kie: { url: kieUrl },
  stoloto: { url: stolotoUrl },
};
if (isChild) process.send?.(ready);
else
  say(
    [
      `Sandbox Telegram  ${url}`,
      `  chat page       ${url}/`,
      `  Bot API root    ${url}      (any token of the form 123:abc; the page shows the bot that calls first)`,
      `  for this bot    BOT_TOKEN=${token} TELEGRAM_API_ROOT=${url}`,
      `  grammY          new Bot('${token}', { client: { apiRoot: '${url}' } })`,
      `  telegraf        new Telegraf('${token}', { telegram: { apiRoot: '${url}' } })`,
      `  control         POST ${url}/control/<word>, JSON`,
      `Sandbox KIE       ${kieUrl}`,
      `  for this bot    KIE_API_KEY=sandbox-key KIE_BASE_URL=${kieUrl} KIE_UPLOAD_URL=${kieUrl}`,
      `  control         POST ${kieUrl}/control/<word>, JSON`,
      `Sandbox StoLoto   ${stolotoUrl}      (every figure is invented)`,
      `  for this bot    STOLOTO=live STOLOTO_PARTNER=sandbox STOLOTO_SITE_URL=${stolotoUrl} STOLOTO_API_URL=${stolotoUrl} STOLOTO_NEWS_URL=${stolotoUrl}/press/news`,
      `  control         POST ${stolotoUrl}/control/<word>, JSON`,
      `  options         --port= --kie-port= --kie-webhook-key= --stoloto-port= --stoloto-partner= --token= --bot-username= --bot-name= --host= --data-dir= --local-urls --topics --rate-limits`,
    ].join('\n'),
  );
