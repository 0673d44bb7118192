import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { isObject, type Json } from '../json.ts';

/** Undefined: nothing to object. */
export type Judge = (value: Json) => string | undefined;

/** A plain ajv over the schema as it was given, made without anything of ours; undefined where it cannot read it. */
export function judgeOf(schema: Json): Judge | undefined {
  const { $schema, ...plain } = isObject(schema) ? schema : {};
  const old = typeof $schema === 'string' && $schema.includes('draft-0');
  const ajv = old
    ? new Ajv({ strict: false, logger: false })
    : new Ajv2020({ strict: false, logger: false });
  addFormats.default(ajv);
  try {
    const validate = ajv.compile(isObject(schema) ? plain : schema !== false);
    return (value) => (validate(value) ? undefined : ajv.errorsText(validate.errors));
  } catch {
    return undefined;
  }
}
