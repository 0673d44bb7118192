import { Ajv, type Options } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Json } from './form/index.ts';
import { modernise } from './form/modernise.ts';
import { type Model, modelWire, overrideWire } from './model.ts';
import { paramsOf } from './price/price.ts';
import { eachParam, isRecord, type ParamTexts } from './texts.ts';

export interface Mistake {
  /** `entry 7 (veo3): price.rules[0].when`. */
  readonly where: string;
  readonly what: string;
}

export interface Checked {
  readonly models: readonly Model[];
  readonly mistakes: readonly Mistake[];
}

/** Judges whole entries: all mistakes at once, each with its place. */
export function checkModels(
  entries: readonly unknown[],
  texts: ParamTexts,
  readers: Readers = createReaders(),
): Checked {
  const mistakes: Mistake[] = [];
  const models: Model[] = [];
  const seen = new Map<string, number>();
  for (const [i, entry] of entries.entries()) {
    const name = nameOf(entry, i);
    const parsed = modelWire.safeParse(entry);
    if (!parsed.success) {
      for (const { path, message } of parsed.error.issues)
        mistakes.push({ where: `${name}: ${path.join('.') || 'entry'}`, what: message });
      continue;
    }
    const model = parsed.data;
    const former = seen.get(model.id);
    if (former !== undefined)
      mistakes.push({ where: name, what: `the id stands already in entry ${former + 1}` });
    seen.set(model.id, i);
    models.push(model);
    for (const { where, what } of [
      ...checkSchema(readers, model),
      ...checkPrice(model),
      ...checkTexts(model, texts),
    ])
      mistakes.push({ where: `${name}: ${where}`, what });
  }
  return { models, mistakes };
}

const nameOf = (entry: unknown, i: number): string =>
  isRecord(entry) && typeof entry.id === 'string'
    ? `entry ${i + 1} (${entry.id})`
    : `entry ${i + 1}`;

const options: Options = { strict: false, allErrors: true, logger: false, ownProperties: true };

type Readers = Readonly<Record<'old' | 'now', Ajv>>;

/** To be shared: what a dialect is takes ajv far longer to read than a model. */
const createReaders = (): Readers => ({
  old: formats.default(new Ajv(options)),
  now: formats.default(new Ajv2020(options)),
});

function checkSchema(readers: Readers, model: Model): Mistake[] {
  const { $schema, ...plain } = model.schema;
  const ajv = readers[typeof $schema === 'string' && $schema.includes('draft-0') ? 'old' : 'now'];
  const mistakes: Mistake[] = [];
  let place = 'schema';
  try {
    ajv.addSchema(modernised(plain), rootKey);
    ajv.getSchema(rootKey);
    eachParam(plain, (names, param) => {
      const value = param.default;
      if (value === undefined || (value === null && param.nullable === true)) return;
      place = `schema.${names.join('.')}`;
      if (ajv.validate(besideRoot(modernised(param)), value)) return;
      const what = ajv.errorsText(ajv.errors, { dataVar: 'default' });
      mistakes.push({ where: place, what });
    });
  } catch (error) {
    mistakes.push({ where: place, what: error instanceof Error ? error.message : String(error) });
  } finally {
    // The next model stands at the same root.
    ajv.removeSchema();
  }
  return mistakes;
}

type Part = Readonly<Record<string, unknown>>;

const rootKey = 'urn:jackdraw:model';

/** What a parameter refers to stands at the root of its model. */
const besideRoot = (param: Part): object =>
  JSON.parse(JSON.stringify(param), (key, value) =>
    key === '$ref' && typeof value === 'string' && value.startsWith('#')
      ? `${rootKey}${value}`
      : value,
  );

// Whatever zod let through of a JSON file is JSON, and an object stays one.
const modernised = (schema: Part) => modernise(schema as Json) as Part;

function checkPrice({ schema, price }: Model): Mistake[] {
  const known = isRecord(schema.properties) ? schema.properties : {};
  return paramsOf(price)
    .filter(({ param }) => !(param in known))
    .map(({ param, where }) => ({
      where: `price.${where}`,
      what: `there is no parameter ${param}; there are: ${Object.keys(known).join(', ')}`,
    }));
}

function checkTexts({ schema }: Model, { params }: ParamTexts): Mistake[] {
  const mistakes: Mistake[] = [];
  eachParam(schema, (names, param) => {
    const key = param['x-text'];
    if (key === undefined || (typeof key === 'string' && key in params)) return;
    mistakes.push({ where: `schema.${names.join('.')}`, what: `there is no text ${String(key)}` });
  });
  return mistakes;
}

/** What the operator's file makes of the built-in models; the result is checked where the file had a hand in it. */
export function applyFile(
  builtIn: readonly Model[],
  file: unknown,
  texts: ParamTexts,
): {
  readonly models: readonly (Model & { hidden?: boolean })[];
  readonly mistakes: readonly Mistake[];
} {
  if (!Array.isArray(file))
    return {
      models: builtIn,
      mistakes: [{ where: 'file', what: 'must be a JSON array of models' }],
    };
  const merged = new Map<string, Model & { hidden?: boolean }>(
    builtIn.map((model) => [model.id, model]),
  );
  const mistakes: Mistake[] = [];
  const seen = new Set<string>();
  const readers = createReaders();
  for (const [i, entry] of file.entries()) {
    const name = nameOf(entry, i);
    const id = isRecord(entry) && typeof entry.id === 'string' ? entry.id : undefined;
    const former = id === undefined ? undefined : merged.get(id);
    if (id !== undefined && seen.has(id))
      mistakes.push({ where: name, what: 'the id stands twice in this file' });
    if (id !== undefined) seen.add(id);
    const { whole, hidden, problems } = mergeEntry(entry, former);
    mistakes.push(...problems.map(({ where, what }) => ({ where: `${name}: ${where}`, what })));
    if (problems.length > 0) continue;
    const checked = checkModels([whole], texts, readers);
    mistakes.push(
      ...checked.mistakes.map(({ where, what }) => ({
        where: where.replace(/^entry 1\b/, `entry ${i + 1}`),
        what,
      })),
    );
    for (const model of checked.models) merged.set(model.id, hidden ? { ...model, hidden } : model);
  }
  return { models: [...merged.values()], mistakes };
}

function mergeEntry(entry: unknown, former: Model | undefined) {
  if (former === undefined) return { whole: entry, hidden: false, problems: [] };
  const parsed = overrideWire.safeParse(entry);
  if (!parsed.success)
    return {
      whole: undefined,
      hidden: false,
      problems: parsed.error.issues.map(({ path, message }) => ({
        where: path.join('.') || 'entry',
        what: message,
      })),
    };
  const { hidden = false, ...changes } = parsed.data;
  // What an override does not name stays as it was.
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  return { whole: { ...former, ...Object.fromEntries(given) }, hidden, problems: [] };
}
