import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Chance, createChance, invent, judgeOf, sampleOf } from '#modules/catalogue/form/walk';
import { check } from './check.ts';
import { isList, isObject, type Json, parseJson } from './json.ts';
import { readSchema } from './read-schema.ts';

const anyValues: readonly Json[] = [
  null,
  true,
  false,
  0,
  1,
  -3,
  0.1,
  0.29,
  1e21,
  5.5,
  '',
  'a',
  'кот',
  '16:9',
  '2026-12-25',
  'https://example.com/a.png',
  [],
  [1],
  ['a', 'a'],
  {},
  { k: [1] },
];

/** The value with something in it taken away, added or replaced. */
function disturb(value: Json, chance: Chance): Json {
  if (chance.happens(0.2)) return chance.one(anyValues) ?? null;
  if (isList(value)) {
    const at = chance.below(value.length + 1);
    const item = value[at];
    if (item === undefined || chance.happens(0.3))
      return value.toSpliced(at, 0, chance.one(anyValues) ?? null);
    return chance.happens(0.3) ? value.toSpliced(at, 1) : value.with(at, disturb(item, chance));
  }
  if (!isObject(value)) return chance.one(anyValues) ?? null;
  const key = chance.one(Object.keys(value));
  if (key === undefined || chance.happens(0.2))
    return { ...value, [chance.one(['x', 'seed', 'extra']) ?? 'x']: chance.one(anyValues) ?? null };
  const { [key]: old = null, ...rest } = value;
  return chance.happens(0.3) ? rest : { ...value, [key]: disturb(old, chance) };
}

/** Disturbs the value again and again, and asks both. */
function agreeOn(schema: Json, values: readonly Json[], chance: Chance): void {
  const judge = judgeOf(schema);
  assert.ok(judge);
  const doc = readSchema(schema);
  for (const value of values)
    for (let i = 0, now = value; i < 6; i += 1, now = disturb(now, chance)) {
      const issues = check(doc, doc.root, now);
      const verdict: string | undefined = judge(now);
      assert.equal(
        issues.length === 0,
        verdict === undefined,
        `${JSON.stringify(schema)} ${JSON.stringify(now)}: ${verdict ?? 'fits'} / ${JSON.stringify(issues)}`,
      );
    }
}

test('our reading and ajv agree on every value of every invented schema', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), (seed) => {
      const chance = createChance(seed);
      const { schema, value } = invent(chance);
      agreeOn(schema, [value], chance);
    }),
    { numRuns: 100 },
  );
});

test('our reading and ajv agree on the corpus of foreign schemas', () => {
  const corpus = parseJson(
    readFileSync(new URL('./fixtures/foreign.json', import.meta.url), 'utf8'),
  );
  assert.ok(isList(corpus));
  for (const entry of corpus) {
    assert.ok(isObject(entry) && entry.input_schema !== undefined);
    const schema = entry.input_schema;
    if (!judgeOf(schema)) continue;
    const chance = createChance(11);
    const values = [1, 2, 3, 4, 5].flatMap(() => sampleOf(schema, chance) ?? []);
    agreeOn(schema, values, chance);
  }
});
