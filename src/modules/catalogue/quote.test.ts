import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { credits, toDecimal } from '#kernel';
import { answer, compile, type Json, start } from './form/index.ts';
import { fromPrice, optionPrices } from './from-price.ts';
import { paramsOf, priceWire } from './price/price.ts';
import { captured, isForSale, quote } from './quote.ts';

const terms = { rate: '1', step: credits('0.1'), least: credits('0.1') };
const schema = {
  type: 'object',
  properties: {
    prompt: { type: 'string' },
    duration: { type: 'integer', minimum: 3, maximum: 15, default: 5 },
    seconds: { type: 'string', enum: ['4', '8', 'auto'] },
    mode: { type: 'string', enum: ['std', 'pro', '4K'], default: 'std' },
    sound: { type: 'boolean', default: false },
    image_urls: { type: 'array', items: { type: 'string' } },
    video_urls: { type: 'array', items: { type: 'string' } },
    text: { type: 'string' },
    dialogue: { type: 'array', items: { type: 'object' } },
  },
};

function priceOf(raw: Json, input: Json, seconds: Record<string, number> = {}) {
  const found = quote(priceWire.parse(raw), terms, { input, schema, seconds });
  return found.ok ? `${found.kind} ${toDecimal(found.amount)}` : found.code;
}

const cases: readonly (readonly [string, Json, Json, string])[] = [
  ['one price', { credits: 4, per: 'image' }, {}, 'exact 4'],
  ['free at the provider sells at the least price', { credits: 0, per: 'run' }, {}, 'exact 0.1'],
  ['no known price', { credits: null, per: 'run' }, {}, 'price_unknown'],
  ['rounded up to the step', { credits: 3.24, per: 'run' }, {}, 'exact 3.3'],
  [
    'times a field',
    { credits: 24.8, per: 'second', quantity: 'duration' },
    { duration: 7 },
    'exact 173.6',
  ],
  ['times a default', { credits: 2, per: 'second', quantity: 'duration' }, {}, 'exact 10'],
  [
    'times a number in a text',
    { credits: 2, per: 'second', quantity: 'seconds' },
    { seconds: '8' },
    'exact 16',
  ],
  [
    'a word for a number is a ceiling',
    { credits: 2, per: 'second', quantity: 'seconds' },
    { seconds: 'auto' },
    'upTo 16',
  ],
  [
    'by characters',
    { credits: 6, per: '1k-chars', quantity: 'chars:text' },
    { text: 'я'.repeat(1500) },
    'exact 9',
  ],
  [
    'by characters of a list',
    { credits: 14, per: '1k-chars', quantity: 'chars:dialogue[].text' },
    { dialogue: [{ text: 'a'.repeat(500) }, { text: 'b'.repeat(500) }] },
    'exact 14',
  ],
  [
    'only the run knows, no maximum',
    { credits: 7, per: 'layer', quantity: 'output' },
    {},
    'quantity_unknown',
  ],
  [
    'only the run knows, at most',
    { credits: 7, per: 'layer', quantity: 'output', output_max: 6 },
    {},
    'upTo 42',
  ],
  ['a highest price', { credits: 5, per: 'image', credits_max: 10 }, {}, 'upTo 10'],
  [
    'tokens with maxima',
    {
      credits: null,
      per: '1m-tokens',
      components: [
        { unit: 'in', credits_per_1m: 140, max: 10_000 },
        { unit: 'out', credits_per_1m: 2800, max: 5000 },
      ],
    },
    {},
    'upTo 15.4',
  ],
  [
    'tokens without',
    { credits: null, per: '1m-tokens', components: [{ unit: 'in', credits_per_1m: 140 }] },
    {},
    'price_unknown',
  ],
  [
    'extra images beyond the free ones',
    { credits: 7, per: 'image', extras: [{ param: 'image_urls', per_item: 0.5, free: 1 }] },
    { image_urls: ['a', 'b', 'c'] },
    'exact 8',
  ],
];

for (const [name, price, input, expected] of cases)
  test(`a price: ${name}`, () => assert.equal(priceOf(price, input), expected));

const ruled = {
  credits: 18,
  per: 'second',
  quantity: 'duration',
  rules: [
    { when: { video_urls: '*', mode: '4K' }, credits: null },
    { when: { video_urls: '*' }, credits: 8, quantity: 'duration+media:video_urls' },
    { when: { mode: 'std', sound: true }, credits: 20 },
    { when: { mode: 'std', text: null }, credits: 14 },
  ],
};

test('the first rule that matches wins, defaults count, null means absent', () => {
  assert.equal(priceOf(ruled, {}), 'exact 70');
  assert.equal(priceOf(ruled, { text: 'x' }), 'exact 90');
  assert.equal(priceOf(ruled, { sound: true }), 'exact 100');
  assert.equal(priceOf(ruled, { video_urls: [] }), 'exact 70');
  assert.equal(priceOf(ruled, { video_urls: ['a'], mode: '4K' }, { a: 3 }), 'price_unknown');
});

test('media is paid by the second, rounded up, and an unknown length is told', () => {
  assert.equal(priceOf(ruled, { video_urls: ['a', 'b'] }, { a: 3.2, b: 4 }), 'exact 104');
  assert.equal(priceOf(ruled, { video_urls: ['a', 'b'] }, { a: 3.2 }), 'length_unknown');
  assert.equal(priceOf(ruled, { video_urls: ['a'] }, { a: Number.NaN }), 'length_unknown');
  assert.equal(priceOf(ruled, { video_urls: ['a'] }, { a: -3 }), 'length_unknown');
});

test("the operator's rate is applied before the one rounding", () => {
  const price = priceWire.parse({ credits: 3.24, per: 'run' });
  const found = quote(price, { ...terms, rate: '1.2' }, { input: {}, schema, seconds: {} });
  assert.ok(found.ok);
  assert.equal(toDecimal(found.amount), '3.9');
});

test('a price is never below the least one, never negative, always whole steps', () => {
  const input = fc.dictionary(
    fc.constantFrom('duration', 'seconds', 'mode', 'text', 'image_urls', 'video_urls'),
    fc.jsonValue(),
  );
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1e6, noNaN: true }),
      input,
      fc.nat(50),
      (unit, choice, length) => {
        const price = priceWire.parse({
          ...ruled,
          credits: unit,
          extras: [{ param: 'image_urls', per_item: 0.5, free: 1 }],
        });
        const json: Json = JSON.parse(JSON.stringify(choice));
        const found = quote(price, terms, { input: json, schema, seconds: { a: length } });
        if (!found.ok) return;
        assert.ok(found.amount >= terms.least);
        assert.equal(found.amount % terms.step, 0n);
      },
    ),
  );
});

test('prices that could be negative or no number are refused as data', () => {
  for (const bad of [-1, Number.NaN, Number.POSITIVE_INFINITY, '4'])
    assert.equal(priceWire.safeParse({ credits: bad, per: 'run' }).success, false);
  assert.equal(priceWire.safeParse({ credits: 1, per: 'run', quantity: 'a b' }).success, false);
});

test('what is captured never exceeds what was held, and an exact price stands', () => {
  const held = quote(priceWire.parse({ credits: 5, per: 'image', credits_max: 10 }), terms, {
    input: {},
    schema,
    seconds: {},
  });
  const exact = quote(priceWire.parse({ credits: 5, per: 'image' }), terms, {
    input: {},
    schema,
    seconds: {},
  });
  assert.ok(held.ok && exact.ok);
  assert.equal(captured(held, terms, 6.01), credits('6.1'));
  assert.equal(captured(held, terms, 60), credits('10'));
  assert.equal(captured(held, terms, Number.NaN), credits('10'));
  assert.equal(captured(exact, terms, 1), credits('5'));
});

test('a card shows the lowest price there is, by the unit where the length is open', () => {
  const from = (raw: Json) => {
    const found = fromPrice(priceWire.parse(raw), terms, schema);
    return found && `${toDecimal(found.amount)} ${found.unit ?? ''}`.trim();
  };
  assert.equal(
    from({ credits: 18, per: 'image', rules: [{ when: { mode: '4K' }, credits: 24 }] }),
    '18',
  );
  assert.equal(from(ruled), '24');
  assert.equal(from({ credits: 8, per: 'second', quantity: 'media:video_urls' }), '8 second');
  assert.equal(from({ credits: 7, per: 'layer', quantity: 'output' }), undefined);
  assert.equal(from({ credits: null, per: 'run' }), undefined);
});

test('every option tells what it would add', () => {
  const form = compile(schema);
  const price = priceWire.parse(ruled);
  const quoteOf = (input: Json) => quote(price, terms, { input, schema, seconds: {} });
  const outcome = answer(form, start(), '/duration', { kind: 'text', text: '10' });
  assert.ok(outcome.ok);
  const found = optionPrices(form, outcome.state, {
    path: '/mode',
    options: ['std', 'pro', 'none'],
    quoteOf,
  });
  assert.deepEqual(
    found.map(({ difference }) => difference),
    [0n, 40_000n, undefined],
  );
});

test('a price names its parameters, so that a check can find unknown ones', () => {
  assert.deepEqual(
    [...new Set(paramsOf(priceWire.parse(ruled)).map(({ param }) => param))].toSorted(),
    ['duration', 'mode', 'sound', 'text', 'video_urls'],
  );
  assert.equal(isForSale(priceWire.parse(ruled)), true);
});
