import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readWebAppEvent, runCloudMethod, toLaunchUrl } from './webapp-protocol.ts';

const event = (eventType: string, eventData: object = {}) =>
  readWebAppEvent(JSON.stringify({ eventType, eventData }));

test('an app asks for its main button', () => {
  assert.deepEqual(
    event('web_app_setup_main_button', {
      is_visible: true,
      is_active: true,
      text: 'Buy',
      color: '#ff0000',
    }),
    {
      type: 'main_button',
      button: {
        text: 'Buy',
        color: '#ff0000',
        textColor: undefined,
        isVisible: true,
        isActive: true,
        isBusy: false,
      },
    },
  );
});

test('a colour that is not #rrggbb never reaches the style sheet', () => {
  const command = event('web_app_setup_main_button', {
    is_visible: true,
    text: 'a',
    color: 'url(//evil)',
  });
  assert.ok(command?.type === 'main_button');
  assert.equal(command.button.color, undefined);
});

test('a button without a text is not shown', () => {
  const command = event('web_app_setup_main_button', { is_visible: true, text: ' ' });
  assert.ok(command?.type === 'main_button' && !command.button.isVisible);
});

test('what is not of the protocol is not read, what is unknown to us is ignored', () => {
  for (const other of [undefined, 5, '{', '"x"', '{"eventType":5}', { eventType: 'web_app_close' }])
    assert.equal(readWebAppEvent(other), undefined);
  assert.deepEqual(event('web_app_trigger_haptic_feedback', { type: 'impact' }), {
    type: 'ignored',
  });
  assert.deepEqual(event('constructor'), { type: 'ignored' });
});

test('the launch address keeps the signed data byte for byte and gains the theme', () => {
  const data = 'user=%7B%22first_name%22%3A%22A%20B%22%7D&auth_date=1&hash=ab';
  const signed = `http://127.0.0.1:9/app?x=1#tgWebAppData=${encodeURIComponent(data)}`;
  const url = new URL(toLaunchUrl(signed, { bg_color: '#ffffff' }));
  assert.equal(url.search, '?x=1');
  const pairs = url.hash
    .slice(1)
    .split('&')
    .map((pair) => pair.split('=').map(decodeURIComponent));
  const hash = Object.fromEntries(pairs);
  assert.equal(hash.tgWebAppData, data);
  assert.deepEqual(JSON.parse(hash.tgWebAppThemeParams), { bg_color: '#ffffff' });
  assert.ok(hash.tgWebAppVersion && hash.tgWebAppPlatform);
});

test('cloud storage saves, reads, lists and forgets; other methods are refused', () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  const call = (method: string, params: Record<string, unknown>) =>
    runCloudMethod(storage, 'cloud', { method, params });
  assert.deepEqual(call('saveStorageValue', { key: 'a', value: '1' }), { result: true });
  assert.deepEqual(call('getStorageValues', { keys: ['a', 'b'] }), { result: { a: '1', b: '' } });
  assert.deepEqual(call('getStorageKeys', {}), { result: ['a'] });
  call('deleteStorageValues', { keys: ['a'] });
  assert.deepEqual(call('getStorageKeys', {}), { result: [] });
  assert.deepEqual(call('getRequestedContact', {}), { error: 'UNSUPPORTED' });
});
