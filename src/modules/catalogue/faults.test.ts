import assert from 'node:assert/strict';
import { test } from 'node:test';
import { credits } from '#kernel';
import { createCatalogue } from './catalogue.ts';

const terms = { rate: '1', step: credits('0.1'), least: credits('0.1') };

test('an input is judged by the schema as it was given', () => {
  const catalogue = createCatalogue({ terms });
  assert.deepEqual(catalogue.faults('z-image', { prompt: 'a cat', aspect_ratio: '1:1' }), []);
  assert.notDeepEqual(catalogue.faults('z-image', { aspect_ratio: '1:1' }), []);
  const odd = { prompt: 'a cat', aspect_ratio: 'diagonal' };
  assert.notDeepEqual(catalogue.faults('z-image', odd), []);
});
