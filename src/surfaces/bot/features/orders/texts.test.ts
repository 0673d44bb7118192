import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorCodes, locales } from '#kernel';
import { failCodes } from '#modules/generation';
import { alertCodes } from '#modules/notifications';
import { alertTexts, factLine } from './alert-texts.ts';
import { errorTexts } from './error-texts.ts';

test('every code says what happened and what to do, in both languages', () => {
  for (const code of [...errorCodes, ...failCodes])
    for (const locale of locales) {
      const { what, todo } = errorTexts[code];
      for (const text of [what[locale], todo[locale]])
        assert.match(text, /[.!]$|\/start$/, `${code}, ${locale}: ${text}`);
      // One line over the chat takes 200 characters.
      assert.ok(`${what[locale]} ${todo[locale]}`.length <= 200, `${code}, ${locale}`);
      assert.equal(/[а-яё]/i.test(what[locale]), locale === 'ru', `${code}, ${locale}`);
    }
});

test('a failure always leaves a way on; a refused content is not to be repeated as it was', () => {
  for (const code of failCodes.filter((one) => one !== 'forgotten'))
    assert.ok(errorTexts[code].remedies.length > 0, code);
  assert.deepEqual(errorTexts.prompt_rejected.remedies, ['prompt', 'model']);
  for (const code of ['provider_failed', 'provider_busy', 'timed_out'] as const)
    assert.ok(errorTexts[code].remedies.includes('retry'), code);
});

test('nobody hears the name of the provider or its words', () => {
  for (const { what, todo } of Object.values(errorTexts))
    for (const locale of locales)
      assert.doesNotMatch(`${what[locale]} ${todo[locale]}`, /kie|provider|провайдер|api/i);
});

test('an admin hears in words what happened and what to do, in both languages', () => {
  for (const code of alertCodes)
    for (const locale of locales) {
      const { what, todo } = alertTexts[code];
      for (const text of [what[locale], todo[locale]]) {
        assert.match(text, /\.$/, `${code}, ${locale}`);
        assert.equal(/[а-яё]/i.test(text), locale === 'ru', `${code}, ${locale}: ${text}`);
        assert.doesNotMatch(text, /[a-z]_[a-z]/);
      }
    }
  assert.equal(factLine('modelId', 'z-image', 'ru'), 'Модель: z-image');
  assert.equal(factLine('providerCode', null, 'ru'), undefined);
});
