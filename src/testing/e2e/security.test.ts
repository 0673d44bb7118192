import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange, commandsOf, textOf, until } from '#testing';

const adminId = 7_001;

test('an admin reads the security check in either language; it names settings and never a secret', async (t) => {
  const apiKey = 'your_kie_api_key';
  const { person, apiRoot } = await arrange(t, {
    env: { ADMIN_IDS: String(adminId), KIE_API_KEY: apiKey },
  });
  const anna = person({ language: 'en', id: adminId });
  await anna.says('/start');
  const [report] = await anna.says('/security');
  assert.match(textOf(report), /^Security check/);
  assert.match(textOf(report), /⛔️ Examples in place of keys\. .*KIE_API_KEY/);
  assert.match(textOf(report), /✅ Encryption on the way/);
  assert.ok(!textOf(report).includes(apiKey));
  assert.match(textOf((await anna.says('/help'))[0]), /\/security — security check/);
  assert.equal((await commandsOf(apiRoot, anna)).at(-1)?.command, 'security');
  await anna.says('/language');
  await anna.presses('Русский');
  assert.match(textOf((await anna.says('/security'))[0]), /^Проверка безопасности/);
  assert.equal((await commandsOf(apiRoot, anna)).at(-1)?.description, 'Проверка безопасности');
  await anna.presses('Как в Telegram');
  assert.equal((await commandsOf(apiRoot, anna)).at(-1)?.description, 'Security check');
});

test('to a stranger there is no such command, in the menu, in /help or when typed', async (t) => {
  const { person, apiRoot } = await arrange(t, { env: { ADMIN_IDS: '1' } });
  const bob = person({ language: 'en' });
  await bob.says('/start');
  const [answer] = await bob.says('/security');
  assert.match(textOf(answer), /^I have no such command/);
  assert.doesNotMatch(textOf(answer), /security/);
  assert.doesNotMatch(textOf((await bob.says('/help'))[0]), /security/);
  assert.ok((await commandsOf(apiRoot, bob)).every(({ command }) => command !== 'security'));
});

test('who is an admin no longer loses the command at the next start, who becomes one finds it', async (t) => {
  const { app, launch, person, apiRoot } = await arrange(t, {
    env: { ADMIN_IDS: String(adminId) },
  });
  const [anna, bob] = [person({ id: adminId }), person({ name: 'Bob' })];
  for (const one of [anna, bob]) await one.says('/start');
  const has = async (one: typeof anna) =>
    (await commandsOf(apiRoot, one)).some(({ command }) => command === 'security');
  assert.deepEqual([await has(anna), await has(bob)], [true, false]);
  await app.stop();
  await launch({ env: { ADMIN_IDS: String(bob.id) } });
  await anna.says('/help');
  await until('the menus have changed', async () => !(await has(anna)) && (await has(bob)));
});
