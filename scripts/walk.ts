// npm run walk -- FILE.json [--seed N] [--out OUT.jsonl]
// Fills in every form of a catalogue like a person would; run it before adopting somebody else's models.
import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isObject, type Json, type JsonObject, parseJson } from '#modules/catalogue/form';
import { walk } from '#modules/catalogue/form/walk';

const usage = 'npm run walk -- FILE.json [--seed N] [--out OUT.jsonl]';

function fail(words: string): never {
  console.error(`${words}\n${usage}`);
  process.exit(1);
}

function readOptions() {
  try {
    const { values, positionals } = parseArgs({
      options: { seed: { type: 'string', default: '1' }, out: { type: 'string' } },
      allowPositionals: true,
    });
    const [file, ...others] = positionals;
    if (file === undefined || others.length > 0) fail('one file is needed');
    if (!/^\d{1,9}$/.test(values.seed)) fail('--seed takes a whole number, for example --seed 7');
    return { file, seed: Number(values.seed), out: values.out };
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
}

interface Entry {
  readonly id: string | number;
  /** Undefined: there is none, which is a finding about this entry alone. */
  readonly schema: Json | undefined;
}

function readEntries(file: string): readonly Entry[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    fail(`${file} cannot be read`);
  }
  const list = parseJson(text);
  if (!Array.isArray(list)) fail(`${file} is not an array of {id, input_schema}`);
  return list.map((entry: Json, i): Entry => {
    if (!isObject(entry)) return { id: i, schema: undefined };
    const { id } = entry;
    return {
      id: typeof id === 'string' || typeof id === 'number' ? id : i,
      schema: inputOf(entry),
    };
  });
}

/** Some catalogues hand over the model's whole OpenAPI document, some keep what is referred to beside the schema. */
function inputOf(entry: JsonObject): Json | undefined {
  const schema = entry.input_schema ?? entry.schema ?? undefined;
  if (!isObject(schema)) return typeof schema === 'boolean' ? schema : undefined;
  const components = schema.components ?? entry.components;
  if (components === undefined) return schema;
  const schemas = isObject(components) ? components.schemas : undefined;
  const input = isObject(schemas) ? schemas.Input : undefined;
  const isDocument = schema.openapi !== undefined && isObject(input);
  return { ...(isDocument ? input : schema), components };
}

// One schema's way must not depend on which others stand in the file.
const seedOf = (id: string | number, seed: number) =>
  createHash('sha256').update(`${seed}:${id}`).digest().readUInt32LE();

const { file, seed, out } = readOptions();
const entries = readEntries(file);
const output = out === undefined ? undefined : openSync(out, 'w');
let valid = 0;
let unjudged = 0;
for (const { id, schema } of entries) {
  const { ok, input, problem, steps, judged } = walkSafely(schema, seedOf(id, seed));
  if (ok) valid += 1;
  else console.log(`failed ${id}: ${problem?.slice(0, 300)}`);
  if (ok && !judged) unjudged += 1;
  const line = JSON.stringify(ok ? { id, ok, input, steps } : { id, ok, problem, steps });
  if (output !== undefined) writeSync(output, `${line}\n`);
}
if (output !== undefined) closeSync(output);
if (unjudged > 0)
  console.log(`${unjudged} schemas no plain ajv can compile: checked by our own reading only`);
console.log(`walked ${entries.length}, valid ${valid}, failed ${entries.length - valid}`);
process.exitCode = valid === entries.length ? 0 : 1;

/** A schema that breaks the walk is a finding about that schema, not the end of the run. */
function walkSafely(schema: Json | undefined, from: number): ReturnType<typeof walk> {
  if (schema === undefined) return { ok: false, problem: 'there is no input_schema', steps: 0 };
  try {
    return walk(schema, from);
  } catch (error) {
    return {
      ok: false,
      problem: `broke: ${error instanceof Error ? error.stack : error}`,
      steps: 0,
    };
  }
}
