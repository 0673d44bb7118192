import assert from 'node:assert/strict';
import { test } from 'node:test';
import { credits, locales } from '#kernel';
import { createCatalogue } from '#modules/catalogue';
import { examples } from './examples.data.ts';

const terms = { rate: '1', step: credits('0.1'), least: credits('0.1') };

test('an example is of a model there is, short, in its language, and nobody else has it', () => {
  const catalogue = createCatalogue({ terms });
  const all = Object.entries(examples);
  assert.ok(all.length >= 40);
  for (const locale of locales) {
    assert.equal(new Set(all.map(([, words]) => words[locale])).size, all.length);
    for (const [id, words] of all) {
      assert.ok(catalogue.find(id), `there is no ${id}`);
      assert.ok(words[locale].length <= 90, `${id}, ${locale}`);
      assert.equal(/[а-яё]/i.test(words[locale]), locale === 'ru', `${id}, ${locale}`);
    }
  }
});
