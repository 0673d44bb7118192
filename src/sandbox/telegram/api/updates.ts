import { updateKinds, type WebhookConfig } from '#sandbox/telegram/updates';
import {
  type ApiCall,
  ApiFailure,
  type ApiGroup,
  badRequest,
  DescribedResult,
  tooManyRequests,
} from './call.ts';
import { boolean, has, integer, text } from './params.ts';

const conflict = (what: string) => new ApiFailure(409, `Conflict: ${what}`);

async function getUpdates(call: ApiCall): Promise<readonly unknown[]> {
  const { inbox } = call.bot;
  if (inbox.webhook.config() !== undefined)
    throw conflict(
      "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    );
  readAllowedUpdates(call);
  const answer = await inbox.polling.poll({
    offset: integer(call, 'offset'),
    limit: integer(call, 'limit', { min: 1, max: 100, absent: 100 }),
    timeoutSeconds: integer(call, 'timeout', { min: 0, max: 50 }),
    signal: call.signal,
  });
  if ('updates' in answer) return answer.updates;
  if (answer.cut === 'superseded')
    throw conflict(
      'terminated by other getUpdates request; make sure that only one bot instance is running',
    );
  if (answer.cut === 'webhook_set') throw conflict('terminated by setWebhook request');
  return [];
}

/** Left out: as before. `[]`: the default again. Names nobody knows are passed over, as is what is no list. */
function readAllowedUpdates(call: ApiCall): void {
  const value = call.params.allowed_updates;
  const list = typeof value === 'string' ? parseList(value) : value;
  if (!Array.isArray(list)) return;
  const kinds = list.filter((kind) => updateKinds.some((known) => known === kind));
  call.bot.inbox.queue.allow(kinds.length === 0 ? undefined : kinds);
  call.world.saved({ kind: 'bot', bot: call.bot });
}

function parseList(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

const maxSecretLength = 256;

function setWebhook(call: ApiCall): DescribedResult {
  const url = text(call, 'url').trim();
  if (url === '') return deleteWebhook(call);
  const secretToken = text(call, 'secret_token');
  if (secretToken.length > maxSecretLength) throw badRequest('secret token is too long');
  if (!/^[A-Za-z0-9_-]*$/.test(secretToken))
    throw badRequest('secret token contains unallowed characters');
  const { inbox } = call.bot;
  const config: WebhookConfig = {
    url,
    secretToken: secretToken === '' ? undefined : secretToken,
    maxConnections: integer(call, 'max_connections', {
      min: 1,
      max: call.world.rules.localUrls ? 100_000 : 100,
      absent: 40,
    }),
    ipAddress: addressOf(call, url),
    certificate: call.files.get('certificate')?.bytes,
  };
  const current = inbox.webhook.config();
  const isSame = current !== undefined && isSameWebhook(current, config);
  readAllowedUpdates(call);
  if (boolean(call, 'drop_pending_updates')) inbox.queue.clear();
  if (isSame) return new DescribedResult(true, 'Webhook is already set');
  checkPace(call);
  inbox.polling.cut('webhook_set');
  inbox.webhook.set(config);
  call.world.saved({ kind: 'bot', bot: call.bot });
  return new DescribedResult(true, 'Webhook was set');
}

const changeEveryMs = 1000;

/** The real server refuses to change a webhook twice a second. */
function checkPace({ world, bot }: ApiCall): void {
  const waitMs = bot.inbox.webhook.changedAt() + changeEveryMs - world.clock.now();
  if (world.rules.strictTiming && waitMs > 0) throw tooManyRequests(Math.ceil(waitMs / 1000));
}

const isSameWebhook = (left: WebhookConfig, right: WebhookConfig): boolean =>
  left.url === right.url &&
  left.secretToken === right.secretToken &&
  left.maxConnections === right.maxConnections &&
  left.ipAddress === right.ipAddress &&
  left.certificate === undefined &&
  right.certificate === undefined;

const ports = ['443', '80', '88', '8443'];
const badWebhook = (why: string) => badRequest(`bad webhook: ${why}`);

/** The address the webhook goes to, or why it may not go there. */
function addressOf(call: ApiCall, given: string): string | undefined {
  const link = /^[a-z][a-z0-9+.-]*:\/\//i.test(given) ? given : `https://${given}`;
  const url = URL.canParse(link) ? new URL(link) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol))
    throw badRequest('invalid webhook URL specified');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const address = has(call, 'ip_address') ? text(call, 'ip_address') : toAddress(host);
  if (call.world.rules.localUrls && address !== undefined && isLoopback(address)) return address;
  if (url.protocol === 'http:') throw badWebhook('An HTTPS URL must be provided for webhook');
  if (!ports.includes(url.port === '' ? '443' : url.port))
    throw badWebhook('Webhook can be set up only on ports 80, 88, 443 or 8443');
  if (address === undefined) return undefined;
  if (address.includes(':')) throw badWebhook('IPv6-only addresses are not allowed');
  if (isReserved(address)) throw badWebhook(`IP address ${address} is reserved`);
  return address;
}

const toAddress = (host: string): string | undefined => {
  if (host === 'localhost') return '127.0.0.1';
  return /^[\d.]+$/.test(host) || host.includes(':') ? host : undefined;
};

const isLoopback = (address: string): boolean => address.startsWith('127.') || address === '::1';

const isReserved = (address: string): boolean =>
  /^(0|10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01])|22[4-9]|23\d|24\d|25[0-5])\./.test(address);

function deleteWebhook(call: ApiCall): DescribedResult {
  const { inbox } = call.bot;
  if (boolean(call, 'drop_pending_updates')) inbox.queue.clear();
  if (inbox.webhook.config() === undefined)
    return new DescribedResult(true, 'Webhook is already deleted');
  inbox.webhook.set(undefined);
  call.world.saved({ kind: 'bot', bot: call.bot });
  return new DescribedResult(true, 'Webhook was deleted');
}

function getWebhookInfo(call: ApiCall): object {
  const { queue, webhook } = call.bot.inbox;
  const config = webhook.config();
  const { lastErrorAt, lastError } = webhook.status();
  const allowed = queue.allowed();
  return {
    url: config?.url ?? '',
    has_custom_certificate: config?.certificate !== undefined,
    pending_update_count: queue.pending().size,
    ...(config?.ipAddress === undefined ? {} : { ip_address: config.ipAddress }),
    ...(lastErrorAt === undefined
      ? {}
      : { last_error_date: lastErrorAt, last_error_message: lastError }),
    ...(config === undefined ? {} : { max_connections: config.maxConnections }),
    ...(allowed === undefined ? {} : { allowed_updates: allowed }),
  };
}

export const updateMethods: ApiGroup = { getUpdates, setWebhook, deleteWebhook, getWebhookInfo };
