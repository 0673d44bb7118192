import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange } from './arrange.ts';

const command = (name: string) => ({ command: name, description: `About ${name}` });

test('a list of commands has limits', async (t) => {
  const { ok, bad } = await arrange(t);
  const set = (...commands: unknown[]): [string, object] => ['setMyCommands', { commands }];
  await bad('command length must not exceed 32', set(command('a'.repeat(33))));
  await ok(...set(command('a'.repeat(32))));
  await bad(
    'command description length must not exceed 256',
    set({ command: 'a', description: 'd'.repeat(257) }),
  );
  await bad('command must be non-empty', set({ command: '/', description: 'd' }));
  await bad('command description must be non-empty', set({ command: 'a', description: ' ' }));
  await bad('BOT_COMMAND_INVALID', set(command('Big')));
  await bad('BOT_COMMAND_INVALID', set(command('with-dash')));
  const many = Array.from({ length: 101 }, (_, n) => command(`c${n}`));
  await bad('BOT_COMMANDS_TOO_MUCH', set(...many));
  await ok(...set(...many.slice(0, 100)));
  await bad('invalid language code specified', [
    'setMyCommands',
    { commands: [command('a')], language_code: 'rus' },
  ]);
  await bad("can't parse commands JSON object", ['setMyCommands', { commands: '[{' }]);
  await bad('expected an Array of BotCommand', ['setMyCommands', { commands: {} }]);
  await bad("can't parse BotCommand: expected an Object", set('a'));
});

test('a scope has rules', async (t) => {
  const { bad, chat } = await arrange(t);
  const set = (scope: unknown): [string, object] => ['setMyCommands', { commands: [], scope }];
  const cannot = "can't parse BotCommandScope";
  await bad(`${cannot} JSON object`, set('{'));
  await bad(`${cannot}: BotCommandScope must be an Object`, set([]));
  await bad(`${cannot}: Unsupported type specified`, set({ type: 'everyone' }));
  await bad(`${cannot}: Empty chat_id specified`, set({ type: 'chat', chat_id: '' }));
  await bad('chat not found', set({ type: 'chat', chat_id: 4711 }));
  await bad(
    "can't use specified scope in private chats",
    set({ type: 'chat_administrators', chat_id: chat }),
  );
  await bad(
    `${cannot}: Invalid user_id specified`,
    set({ type: 'chat_member', chat_id: -5, user_id: 0 }),
  );
});

test('a narrow scope wins over a language, and only what was set comes back', async (t) => {
  const { ok, raw, chat } = await arrange(t);
  const seen = async () => {
    const { body } = await raw(`/client/state?user=${chat}`);
    return 'commands' in body && Array.isArray(body.commands)
      ? body.commands.map((each) => each.command)
      : undefined;
  };
  const steps: readonly [string, object][] = [
    ['default', {}],
    ['default_ru', { language_code: 'ru' }],
    ['private', { scope: { type: 'all_private_chats' } }],
    ['private_ru', { scope: { type: 'all_private_chats' }, language_code: 'ru' }],
    ['chat', { scope: { type: 'chat', chat_id: chat } }],
    ['chat_ru', { scope: { type: 'chat', chat_id: chat }, language_code: 'ru' }],
  ];
  for (const [name, where] of steps) {
    await ok('setMyCommands', { commands: [command(name)], ...where });
    assert.deepEqual(await seen(), [name]);
  }
  for (const [index, [name, where]] of [...steps.entries()].reverse()) {
    assert.deepEqual(await ok('getMyCommands', where), [command(name)]);
    await ok('deleteMyCommands', where);
    assert.deepEqual(await ok('getMyCommands', where), []);
    assert.deepEqual(await seen(), index === 0 ? [] : [steps[index - 1]?.[0]]);
  }
});

test('names and descriptions by language, with their limits', async (t) => {
  const { ok, bad } = await arrange(t);
  await ok('setMyName', { name: 'Galka', language_code: 'ru' });
  await ok('setMyName', { name: 'Jackdaw' });
  assert.deepEqual(await ok('getMyName', { language_code: 'ru' }), { name: 'Galka' });
  assert.deepEqual(await ok('getMyName', { language_code: 'de' }), { name: 'Jackdaw' });
  assert.partialDeepStrictEqual(await ok('getMe'), { first_name: 'Jackdaw' });
  await ok('setMyDescription', { description: 'd'.repeat(512) });
  await ok('setMyShortDescription', { short_description: 's'.repeat(120) });
  await bad('BOT_NAME_TOO_LONG', ['setMyName', { name: 'n'.repeat(65) }]);
  await bad('BOT_DESCRIPTION_TOO_LONG', ['setMyDescription', { description: 'd'.repeat(513) }]);
  await bad('BOT_SHORT_DESCRIPTION_TOO_LONG', [
    'setMyShortDescription',
    { short_description: 's'.repeat(121) },
  ]);
  assert.deepEqual(await ok('getMyShortDescription', { language_code: 'ru' }), {
    short_description: 's'.repeat(120),
  });
  await bad('invalid language code specified', ['setMyName', { name: 'x', language_code: 'RU' }]);
});

test('the menu button: one for all, one for a chat, https only', async (t) => {
  const { ok, bad, chat } = await arrange(t);
  const webApp = (url: string) => ({ type: 'web_app', text: 'Open', web_app: { url } });
  assert.deepEqual(await ok('getChatMenuButton', { chat_id: chat }), { type: 'commands' });
  await ok('setChatMenuButton', { menu_button: webApp('https://example.com/app') });
  assert.partialDeepStrictEqual(await ok('getChatMenuButton', { chat_id: chat }), {
    type: 'web_app',
  });
  await ok('setChatMenuButton', { chat_id: chat, menu_button: { type: 'commands' } });
  assert.deepEqual(await ok('getChatMenuButton', { chat_id: chat }), { type: 'commands' });
  await bad(
    "menu button Web App URL 'http://example.com/' is invalid: Only HTTPS links are allowed",
    ['setChatMenuButton', { menu_button: webApp('http://example.com/') }],
  );
});
