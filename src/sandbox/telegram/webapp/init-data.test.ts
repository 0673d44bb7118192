import assert from 'node:assert/strict';
import { createHmac, createPublicKey, verify } from 'node:crypto';
import { test } from 'node:test';
import { launchUrl, signInitData, webAppPublicKey } from './index.ts';

const token = '123456:secret';
const user = { id: 7, is_bot: false, first_name: 'Ада & К°', language_code: 'ru' };
const data = signInitData({ botId: 123456, token, user, authDate: 1_700_000_000, queryId: 'AAH' });

/** Written from the documentation, apart from the code that signs. */
function lines(without: readonly string[]): string {
  return [...new URLSearchParams(data)]
    .filter(([key]) => !without.includes(key))
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join('\n');
}

test('the bot can check the hash over all fields but the hash', () => {
  const secret = createHmac('sha256', 'WebAppData').update(token).digest();
  const hash = createHmac('sha256', secret)
    .update(lines(['hash']))
    .digest('hex');
  assert.equal(new URLSearchParams(data).get('hash'), hash);
});

test('a third party can check the signature over all fields but hash and signature', () => {
  const spki = Buffer.concat([
    Buffer.from('302a300506032b6570032100', 'hex'),
    Buffer.from(webAppPublicKey(), 'hex'),
  ]);
  const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  const signature = Buffer.from(new URLSearchParams(data).get('signature') ?? '', 'base64url');
  const signed = (text: string) =>
    verify(null, Buffer.from(`123456:WebAppData\n${text}`), key, signature);
  assert.ok(signed(lines(['hash', 'signature'])));
  assert.ok(!signed(`${lines(['hash', 'signature'])} `));
});

test('the user is told without what only the Bot API shows', () => {
  assert.deepEqual(JSON.parse(new URLSearchParams(data).get('user') ?? ''), {
    id: 7,
    first_name: 'Ада & К°',
    language_code: 'ru',
    allows_write_to_pm: true,
  });
});

test('the data rides behind the hash of the address, byte for byte', () => {
  const url = new URL(launchUrl('https://a.com/app?x=1', data));
  assert.equal(new URLSearchParams(url.hash.slice(1)).get('tgWebAppData'), data);
  assert.match(launchUrl('https://a.com/#page', ''), /#page&tgWebAppData=$/);
});
