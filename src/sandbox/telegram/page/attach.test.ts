import assert from 'node:assert/strict';
import { test } from 'node:test';
import { waysToSend } from './attach.ts';

const file = (type: string) => ({ name: 'a', type });
const ways = (...types: string[]) => waysToSend(types.map(file));

test('the likeliest way to send comes first, and a file can always go as a file', () => {
  assert.deepEqual(ways('image/png'), ['auto', 'document']);
  assert.deepEqual(ways('image/png', 'video/mp4'), ['auto', 'document']);
  assert.deepEqual(ways('application/pdf'), ['document']);
  assert.deepEqual(ways('image/png', 'application/pdf'), ['document']);
  assert.deepEqual(ways(''), ['document']);
  assert.deepEqual(ways(), []);
});

test('one Ogg, MP3 or M4A may go as a voice message, a WAV or several may not', () => {
  assert.deepEqual(ways('audio/ogg'), ['audio', 'voice', 'document']);
  assert.deepEqual(ways('audio/wav'), ['audio', 'document']);
  assert.deepEqual(ways('audio/ogg', 'audio/mpeg'), ['audio', 'document']);
});
