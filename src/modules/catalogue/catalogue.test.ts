import assert from 'node:assert/strict';
import { test } from 'node:test';
import { credits, isAppError } from '#kernel';
import { readParamTexts, readRawModels } from './built-in.ts';
import { CatalogueError, createCatalogue } from './catalogue.ts';
import { checkModels } from './check.ts';
import { eachParam } from './texts.ts';

const terms = { rate: '1', step: credits('0.1'), least: credits('0.1') };
const open = (file?: unknown) =>
  createCatalogue({ terms, ...(file === undefined ? {} : { file }) });

test('the built-in catalogue has at least 200 models and no mistake', () => {
  const { models, mistakes } = checkModels(readRawModels(), readParamTexts());
  assert.deepEqual(mistakes, []);
  assert.ok(models.length >= 200, `${models.length} models`);
});

test('every parameter of every model names a text, and every text is used', () => {
  const { params, options } = readParamTexts();
  const used = new Set<string>();
  for (const { id, schema } of open().models)
    eachParam(schema, (names, param) => {
      const key = param['x-text'];
      assert.ok(typeof key === 'string', `${id}: ${names.join('.')} has no text`);
      used.add(key);
    });
  assert.deepEqual(
    Object.keys(params).filter((key) => !used.has(key)),
    [],
  );
  assert.deepEqual(
    Object.keys(options).filter((key) => !used.has(key)),
    [],
  );
});

test('every label names a value that some model takes', () => {
  const values = new Map<string, Set<string>>();
  for (const { schema } of open().models)
    eachParam(schema, (_, param) => {
      const key = String(param['x-text']);
      const known = values.get(key) ?? new Set();
      for (const value of optionsIn(param)) known.add(String(value));
      values.set(key, known);
    });
  for (const [key, labels] of Object.entries(readParamTexts().options))
    for (const value of Object.keys(labels))
      assert.ok(values.get(key)?.has(value), `${key}: nothing takes ${value}`);
});

function optionsIn(param: Readonly<Record<string, unknown>>): unknown[] {
  const items = param.items as Readonly<Record<string, unknown>> | undefined;
  const own = [param.enum, items?.enum].filter(Array.isArray).flat();
  const label = param['x-enum-labels'];
  return [...own, ...(label && typeof label === 'object' ? Object.keys(label) : [])];
}

test('all mistakes are told at once, each with its place', () => {
  const good = readRawModels()[0] as Record<string, unknown>;
  const broken = [
    good,
    good,
    { ...good, id: 'a', schema: { type: 'object', properties: { x: { type: 'nothing' } } } },
    {
      ...good,
      id: 'b',
      schema: { type: 'object', properties: { x: { type: 'integer', default: 'no' } } },
    },
    {
      ...good,
      id: 'c',
      price: { credits: 1, per: 'run', rules: [{ when: { lenght: '5' }, credits: 2 }] },
    },
    { ...good, id: 'd', price: { credits: -1, per: 'run' } },
    {
      ...good,
      id: 'e',
      schema: { type: 'object', properties: { x: { type: 'string', 'x-text': 'nope' } } },
    },
    'not a model',
  ];
  const { mistakes } = checkModels(broken, readParamTexts());
  const told = mistakes.map(({ where, what }) => `${where}: ${what}`).join('\n');
  for (const place of [
    /entry 2 \(.+\): the id stands already in entry 1/,
    /entry 3 \(a\): schema: /,
    /entry 4 \(b\): schema\.x: default must be integer/,
    /entry 5 \(c\): price\.rules\[0\]\.when: there is no parameter lenght/,
    /entry 6 \(d\): price\.credits: /,
    /entry 7 \(e\): schema\.x: there is no text nope/,
    /entry 8: entry: /,
  ])
    assert.match(told, place);
});

test('an operator adds, hides, reprices and renames without touching code', () => {
  const sample = open().get('z-image');
  const catalogue = open([
    { ...sample, id: 'my/model', title: { ru: 'Моя', en: 'Mine' } },
    { id: 'veo3', hidden: true },
    { id: 'z-image', price: { credits: 3, per: 'image' } },
  ]);
  assert.equal(catalogue.get('my/model').title.en, 'Mine');
  assert.equal(catalogue.whyNotSold('veo3'), 'hidden');
  assert.equal(
    catalogue.search('veo 3 quality').some(({ id }) => id === 'veo3'),
    false,
  );
  const price = catalogue.quote('z-image', { input: { prompt: 'a', aspect_ratio: '1:1' } });
  assert.equal(price.ok && price.amount, credits('3'));
  assert.deepEqual(catalogue.get('z-image').hint, sample.hint);
});

test('a broken file of the operator starts nothing and says every mistake', () => {
  const broken = [
    { id: 'z-image', price: { credits: 'free' } },
    { id: 'new' },
    { id: 'veo3' },
    { id: 'veo3' },
  ];
  assert.throws(
    () => open(broken),
    (error) =>
      error instanceof CatalogueError &&
      /entry 1 \(z-image\): price\.credits/.test(error.message) &&
      /entry 2 \(new\): /.test(error.message) &&
      /entry 4 \(veo3\): the id stands twice/.test(error.message),
  );
  assert.throws(() => open({}), CatalogueError);
});

test('nothing retired, unpriced or merely helping is offered', () => {
  const catalogue = open();
  const offered = new Set(catalogue.groups().flatMap(({ models }) => models.map(({ id }) => id)));
  assert.equal(catalogue.whyNotSold('sora-2-text-to-video'), 'retired');
  assert.equal(catalogue.whyNotSold('omnihuman-1-5/subject-detection'), 'helper');
  assert.equal(catalogue.whyNotSold('wan/2-6-flash-image-to-video'), 'unpriced');
  assert.equal(catalogue.whyNotSold('grok-imagine-image-2-0/segment-edit'), 'no_source');
  for (const { id, followUp } of catalogue.models) {
    const isSold = catalogue.whyNotSold(id) === undefined && followUp !== true;
    assert.equal(offered.has(id), isSold, id);
    assert.equal(
      catalogue.from(id) !== undefined || !isSold,
      true,
      `${id} is sold without a price`,
    );
  }
  assert.ok(offered.size > 140, `${offered.size} offered`);
});

test('every model is found under its own names', () => {
  const catalogue = open();
  for (const { models } of catalogue.groups())
    for (const { id, title } of models)
      for (const name of [title.ru, title.en]) {
        const found = catalogue.search(name).slice(0, 12);
        assert.ok(
          found.some((one) => one.id === id),
          `${id} by ${name}`,
        );
      }
});

test('people find what they mean in their own words, typos and all', () => {
  const catalogue = open();
  const cases: [string, (id: string) => boolean][] = [
    ['убрать фон', (id) => id === 'recraft/remove-background'],
    ['удали фон с фотки', (id) => id === 'recraft/remove-background'],
    ['оживи фото', (id) => catalogue.get(id).kind === 'image-to-video'],
    ['песня', (id) => id === 'ai-music-api/generate'],
    ['нано банана', (id) => catalogue.get(id).family === 'nano-banana'],
    ['nano bananna', (id) => catalogue.get(id).family === 'nano-banana'],
    ['kling3', (id) => id === 'kling-3.0/video'],
    ['улутшить качество', (id) => catalogue.get(id).kind === 'upscale'],
    ['говорящее фото', (id) => catalogue.get(id).kind === 'lip-sync'],
    ['озвучить текст', (id) => catalogue.get(id).kind === 'text-to-speech'],
    ['флюкс', (id) => catalogue.get(id).family.startsWith('flux')],
    ['remove the background', (id) => id === 'recraft/remove-background'],
    ['удалить задний план', (id) => id === 'recraft/remove-background'],
    ['картинка', (id) => catalogue.get(id).kind === 'text-to-image'],
    ['сгенерировать музыку', (id) => id === 'ai-music-api/generate'],
    ['сменить стиль', (id) => catalogue.get(id).output === 'image'],
    ['kling оживить фото', (id) => catalogue.get(id).family === 'kling'],
    ['миджорни', (id) => catalogue.get(id).kind === 'text-to-image'],
    ['говорящая голова', (id) => catalogue.get(id).kind === 'lip-sync'],
    ['нано банана про', (id) => catalogue.get(id).family === 'nano-banana'],
  ];
  for (const [query, fits] of cases) {
    const first = catalogue.search(query)[0];
    assert.ok(first && fits(first.id), `${query} → ${first?.id}`);
  }
  assert.deepEqual(catalogue.search('ъъъ'), []);
});

test('a follow-up is offered on the results it can go on from, and only there', () => {
  const catalogue = open();
  const after = (id: string) => catalogue.followUps(id).map((model) => model.id);
  assert.deepEqual(
    after('veo3').sort(),
    ['veo/extend', 'veo/get-1080p-video', 'veo/get-4k-video'].sort(),
  );
  assert.deepEqual(after('veo/get-4k-video'), []);
  assert.ok(after('ai-music-api/generate').includes('ai-music-api/convert-to-wav-format'));
  assert.ok(!after('ai-music-api/generate').includes('ai-music-api/generate-midi-from-audio'));
  assert.deepEqual(after('z-image'), []);
});

test('an unknown model is refused by its code', () => {
  assert.throws(
    () => open().get('nope'),
    (error) => isAppError(error, 'not_found'),
  );
});

test('the hash of a model changes with its schema, its price and the terms, and with nothing else', () => {
  const built = createCatalogue({ terms });
  const dearer = createCatalogue({ terms: { ...terms, rate: '7' } });
  const other = createCatalogue({ terms, file: [{ id: 'z-image', hint: { ru: 'я', en: 'i' } }] });
  const priced = createCatalogue({
    terms,
    file: [{ id: 'z-image', price: { credits: 99, per: 'run' } }],
  });
  assert.match(built.hash('z-image'), /^[0-9a-f]{16}$/);
  assert.equal(other.hash('z-image'), built.hash('z-image'));
  for (const changed of [dearer, priced])
    assert.notEqual(changed.hash('z-image'), built.hash('z-image'));
  assert.equal(priced.hash('nano-banana-2'), built.hash('nano-banana-2'));
});
