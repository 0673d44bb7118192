import { Ajv, type Options, type ValidateFunction } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Form } from './form.ts';
import { isObject, type Json, withoutKey } from './json.ts';
import { toRegExp } from './pattern.ts';
import { rewrite } from './rewrite.ts';

type Validate = (value: Json) => readonly string[];

const anyText = { test: () => true };
// What only we can read (or nobody can) must not keep the rest of the schema from being checked.
const regExp = Object.assign((source: string) => toRegExp(source) ?? anyText, { code: 'RegExp' });

const options: Options = {
  strict: false,
  allErrors: false,
  logger: false,
  validateSchema: false,
  meta: false,
  addUsedSchema: false,
  // JSON has no inherited keys: a parameter may be called toString.
  ownProperties: true,
  code: { regExp },
};

/** Compiled on first use and kept: it costs milliseconds, an answer must not. */
export function validatorOf(form: Form): Validate {
  form.caches.validate ??= makeValidator(form);
  return form.caches.validate;
}

/** What the schema as it was given objects to; empty when it takes the value. */
export const faults = (form: Form, value: Json): readonly string[] => validatorOf(form)(value);

function makeValidator(form: Form): Validate {
  const { raw } = form.doc;
  const validate = compileAny(raw) ?? compileOne(new Ajv2020(options), rewrite(form.doc));
  if (!validate) return () => ['the schema cannot be compiled'];
  return (value) => {
    if (runs(validate, value)) return [];
    const errors = validate.errors ?? [];
    if (errors.length === 0) return ['the schema has no end'];
    return errors.map(({ instancePath, message }) => `${instancePath} ${message ?? 'is wrong'}`);
  };
}

/** A schema that refers to itself without end cannot be judged, so nothing passes it. */
function runs(validate: ValidateFunction, value: Json): boolean {
  try {
    return validate(value) === true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function compileAny(raw: Json): ValidateFunction | undefined {
  const dialect = isObject(raw) && typeof raw.$schema === 'string' ? raw.$schema : '';
  const schema = isObject(raw) ? withoutKey(raw, '$schema') : raw;
  const makers = [() => new Ajv2020(options), () => new Ajv(options)];
  if (dialect.includes('2019-09')) makers.unshift(() => new Ajv2019(options));
  if (/draft-0[4-7]/.test(dialect)) makers.reverse();
  for (const make of makers) {
    const validate = compileOne(make(), schema);
    if (validate) return validate;
  }
  return undefined;
}

function compileOne(ajv: Ajv, schema: Json): ValidateFunction | undefined {
  addFormats.default(ajv);
  try {
    return ajv.compile(isObject(schema) ? schema : schema !== false);
  } catch {
    return undefined;
  }
}
