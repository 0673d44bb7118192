import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { isObject, type Json } from '../json.ts';
import { modernise } from '../modernise.ts';

/** Undefined: nothing to object. */
export type Judge = (value: Json) => string | undefined;

// JSON has no inherited keys: a parameter may be called toString.
const options = { strict: false, logger: false, ownProperties: true } as const;

/** A plain ajv over the schema as it was given, made without anything of ours; undefined where it cannot read it. */
export function judgeOf(schema: Json): Judge | undefined {
  return judgeBy(schema) ?? judgeBy(modernise(schema));
}

function judgeBy(schema: Json): Judge | undefined {
  const { $schema, ...plain } = isObject(schema) ? schema : {};
  const old = typeof $schema === 'string' && $schema.includes('draft-0');
  const ajv = old ? new Ajv(options) : new Ajv2020(options);
  addFormats.default(ajv);
  try {
    const validate = ajv.compile(isObject(schema) ? plain : schema !== false);
    return (value) => (validate(value) ? undefined : ajv.errorsText(validate.errors));
  } catch {
    return old || !isObject(schema) ? undefined : judgeBy07(plain);
  }
}

function judgeBy07(plain: object): Judge | undefined {
  const ajv = new Ajv(options);
  addFormats.default(ajv);
  try {
    const validate = ajv.compile(plain);
    return (value) => (validate(value) ? undefined : ajv.errorsText(validate.errors));
  } catch {
    return undefined;
  }
}
