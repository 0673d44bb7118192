import type { WebhookConfig } from '#sandbox/telegram/updates';
import {
  type ApiCall,
  type ApiGroup,
  badRequest,
  DescribedResult,
  tooManyRequests,
} from './call.ts';
import { boolean, has, integer, text } from './params.ts';
import { readAllowedUpdates } from './updates.ts';

const maxSecretLength = 256;

function setWebhook(call: ApiCall): DescribedResult {
  const url = text(call, 'url');
  if (url === '') return deleteWebhook(call);
  checkPace(call);
  const { inbox } = call.bot;
  const wanted = readWanted(call, url);
  const drops = boolean(call, 'drop_pending_updates');
  const current = inbox.webhook.config();
  if (current !== undefined && isSameWebhook(current, wanted) && !drops) {
    readAllowedUpdates(call);
    return new DescribedResult(true, 'Webhook is already set');
  }
  inbox.polling.cut('webhook_set');
  // As in the real server the old one goes before the new one is looked at: a refusal leaves none.
  inbox.webhook.set(undefined);
  call.world.saved({ kind: 'bot', bot: call.bot });
  if (drops) inbox.queue.clear();
  const ipAddress = addressOf(call, wanted);
  readAllowedUpdates(call);
  inbox.webhook.set({ ...wanted, ipAddress });
  call.world.saved({ kind: 'bot', bot: call.bot });
  return new DescribedResult(true, 'Webhook was set');
}

type Wanted = Omit<WebhookConfig, 'ipAddress'> & { readonly fixedAddress: string | undefined };

function readWanted(call: ApiCall, url: string): Wanted {
  const secretToken = text(call, 'secret_token');
  return {
    url,
    secretToken: secretToken === '' ? undefined : secretToken,
    maxConnections: integer(call, 'max_connections', {
      min: 1,
      max: call.world.rules.localUrls ? 100_000 : 100,
      absent: 40,
    }),
    fixedAddress: has(call, 'ip_address') ? text(call, 'ip_address') : undefined,
    certificate: certificateOf(call),
  };
}

function certificateOf(call: ApiCall): Buffer | undefined {
  const attached = /^attach:\/\/(.+)$/.exec(text(call, 'certificate'))?.[1];
  return call.files.get(attached ?? 'certificate')?.bytes;
}

const changeEveryMs = 1000;

/** The real server takes one setWebhook a second. */
function checkPace({ world, bot }: ApiCall): void {
  if (!world.rules.strictTiming) return;
  if (world.clock.now() < bot.nextWebhookAt) throw tooManyRequests(1);
  bot.nextWebhookAt = world.clock.now() + changeEveryMs;
}

const isSameWebhook = (left: WebhookConfig, right: Wanted): boolean =>
  left.url === right.url &&
  left.secretToken === right.secretToken &&
  left.maxConnections === right.maxConnections &&
  left.fixedAddress === right.fixedAddress &&
  left.certificate === undefined &&
  right.certificate === undefined;

const ports = ['443', '80', '88', '8443'];
const badWebhook = (why: string) => badRequest(`bad webhook: ${why}`);

/** The address the webhook goes to, or why it may not go there. */
function addressOf(call: ApiCall, wanted: Wanted): string | undefined {
  const given = wanted.url;
  const link = /^[a-z][a-z0-9+.-]*:\/\//i.test(given) ? given : `https://${given}`;
  const url = URL.canParse(link) ? new URL(link) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol))
    throw badRequest('invalid webhook URL specified');
  checkSecret(wanted.secretToken ?? '');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const address = wanted.fixedAddress ?? toAddress(host);
  if (call.world.rules.localUrls && address !== undefined && isLoopback(address)) return address;
  if (url.protocol === 'http:') throw badWebhook('An HTTPS URL must be provided for webhook');
  if (!ports.includes(url.port === '' ? '443' : url.port))
    throw badWebhook('Webhook can be set up only on ports 80, 88, 443 or 8443');
  if (address === undefined) return undefined;
  if (address.includes(':')) throw badWebhook('IPv6-only addresses are not allowed');
  if (isReserved(address)) throw badWebhook(`IP address ${address} is reserved`);
  return address;
}

function checkSecret(secretToken: string): void {
  if (secretToken.length > maxSecretLength) throw badRequest('secret token is too long');
  if (!/^[A-Za-z0-9_-]*$/.test(secretToken))
    throw badRequest('secret token contains unallowed characters');
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

export const webhookMethods: ApiGroup = { setWebhook, deleteWebhook, getWebhookInfo };
