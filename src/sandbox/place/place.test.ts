import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isHeardAs, urlOf } from './place.ts';

test('a server is told by an address that can be called', () => {
  assert.equal(urlOf('127.0.0.1', 80), 'http://127.0.0.1:80');
  assert.equal(urlOf('0.0.0.0', 80), 'http://127.0.0.1:80');
  assert.equal(urlOf('::', 80), 'http://127.0.0.1:80');
  assert.equal(urlOf('::1', 80), 'http://[::1]:80');
  assert.equal(urlOf('sandbox.lan', 80), 'http://sandbox.lan:80');
});

test('a server answers to its own name and to addresses, never to the name of somebody else', () => {
  const cases: readonly (readonly [string, string | undefined, boolean])[] = [
    ['127.0.0.1', '127.0.0.1:8081', true],
    ['127.0.0.1', 'LocalHost:8081', true],
    ['127.0.0.1', '[::1]:8081', true],
    ['127.0.0.1', '192.168.1.5:8081', false],
    ['127.0.0.1', 'evil.example:8081', false],
    ['127.0.0.1', undefined, false],
    ['192.168.1.5', '192.168.1.5:8081', true],
    ['192.168.1.5', '192.168.1.6:8081', false],
    ['sandbox.lan', 'Sandbox.lan:8081', true],
    ['sandbox.lan', 'evil.example', false],
    ['0.0.0.0', '192.168.1.5:8081', true],
    ['0.0.0.0', '[fe80::1]:8081', true],
    ['0.0.0.0', 'localhost', true],
    ['0.0.0.0', 'evil.example:8081', false],
    ['0.0.0.0', '127.0.0.1.evil.example', false],
    ['::', '192.168.1.5', true],
  ];
  for (const [host, header, isHeard] of cases)
    assert.equal(isHeardAs(host, header), isHeard, `${header} at ${host}`);
});
