// `npm run kie-check`: does the media provider answer? Its balance and its models, with the configured key or from a sandbox.
import { createKie } from '#modules/generation/providers/kie';
import { createMemoryLog } from '#platform/log';
import { createOutgoing } from '#platform/net';
import { createKieSandbox } from '#sandbox/kie';
import { readSettings } from './settings.ts';

const { kie: config } = readSettings();
const sandbox = config.isSandbox ? createKieSandbox() : undefined;
const { url } = (await sandbox?.start()) ?? {};
const outgoing = createOutgoing({
  log: createMemoryLog().log,
  service: 'kie',
  proxyUrl: config.proxyUrl,
});
const kie = createKie({
  outgoing,
  apiKey: config.apiKey ?? 'sandbox',
  baseUrl: url ?? config.baseUrl,
  uploadUrl: url ?? config.uploadUrl,
});
try {
  console.log(`KIE: ${url === undefined ? config.baseUrl : 'sandbox (no KIE_API_KEY)'}`);
  console.log(`Balance: ${await kie.credit()} credits`);
  const offers = await kie.offers();
  const lines = offers.map(({ modelId, priceText = 'no price' }) => `  ${modelId}: ${priceText}`);
  console.log(`Models: ${offers.length}\n${lines.join('\n')}`);
} finally {
  outgoing.stop();
  await sandbox?.stop();
}
