import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { isObject, type Json } from '../json.ts';
import { modernise } from '../modernise.ts';

/** Undefined: nothing to object. */
export type Judge = (value: Json) => string | undefined;

// JSON has no inherited keys: a parameter may be called toString.
const options = { strict: false, logger: false, ownProperties: true } as const;

// To read a dialect's own schema takes ajv far longer than to read any other: once for all of them.
const dialects = {
  old: { make: () => new Ajv({ ...options, validateSchema: false }), grammar: lazily(Ajv) },
  now: { make: () => new Ajv2020({ ...options, validateSchema: false }), grammar: lazily(Ajv2020) },
};

function lazily(Reader: typeof Ajv | typeof Ajv2020): () => Ajv {
  const made: { reader?: Ajv } = {};
  return () => {
    made.reader ??= withFormats(new Reader(options));
    return made.reader;
  };
}

function withFormats(ajv: Ajv): Ajv {
  addFormats.default(ajv);
  return ajv;
}

/** A plain ajv over the schema as it was given, made without anything of ours; undefined where it cannot read it. */
export function judgeOf(schema: Json): Judge | undefined {
  return judgeBy(schema) ?? judgeBy(modernise(schema));
}

function judgeBy(schema: Json): Judge | undefined {
  const { $schema, ...plain } = isObject(schema) ? schema : {};
  const isOld = typeof $schema === 'string' && $schema.includes('draft-0');
  const asked = isObject(schema) ? plain : schema !== false;
  const judge = compile(isOld ? 'old' : 'now', asked);
  return judge ?? (isOld || !isObject(schema) ? undefined : compile('old', plain));
}

function compile(dialect: keyof typeof dialects, schema: object | boolean): Judge | undefined {
  const { make, grammar } = dialects[dialect];
  const ajv = withFormats(make());
  try {
    if (!grammar().validateSchema(schema)) return undefined;
    const validate = ajv.compile(schema);
    return (value) => (validate(value) ? undefined : ajv.errorsText(validate.errors));
  } catch {
    return undefined;
  }
}
