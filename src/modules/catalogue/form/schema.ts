import type { Json } from './json.ts';

export const jsonTypes = [
  'string',
  'number',
  'integer',
  'boolean',
  'object',
  'array',
  'null',
] as const;
export type JsonType = (typeof jsonTypes)[number];

export type MediaKind = 'image' | 'video' | 'audio' | 'file';

export type Pattern = { readonly source: string; readonly test: (text: string) => boolean };

/** One schema after reading: known keywords only, each of the right shape, every dialect told in 2020-12. */
export interface Schema {
  readonly id: number;
  readonly never?: true;
  readonly ref?: string;
  readonly types?: readonly JsonType[];
  /** `nullable` beside no `type`; beside one it is told by `types`. */
  readonly nullable?: true;
  readonly enum?: readonly Json[];
  readonly multipleOf?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: Pattern;
  readonly format?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: true;
  readonly prefixItems?: readonly Schema[];
  readonly items?: Schema;
  readonly contains?: Schema;
  readonly minContains?: number;
  readonly maxContains?: number;
  readonly unevaluatedItems?: Schema;
  readonly properties?: ReadonlyMap<string, Schema>;
  readonly patternProperties?: readonly { readonly pattern: Pattern; readonly schema: Schema }[];
  readonly additionalProperties?: Schema;
  readonly unevaluatedProperties?: Schema;
  readonly propertyNames?: Schema;
  readonly required?: readonly string[];
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly dependentRequired?: ReadonlyMap<string, readonly string[]>;
  readonly dependentSchemas?: ReadonlyMap<string, Schema>;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly not?: Schema;
  readonly if?: Schema;
  readonly then?: Schema;
  readonly else?: Schema;
  readonly title?: string;
  readonly description?: string;
  readonly default?: Json;
  readonly examples?: readonly Json[];
  readonly deprecated?: true;
  readonly readOnly?: true;
  readonly secret?: true;
  readonly order?: number;
  readonly media?: MediaKind;
  readonly maxMb?: number;
  readonly accept?: readonly string[];
  readonly advanced?: true;
  readonly enumLabels?: ReadonlyMap<string, string>;
  readonly preview?: string;
  /** Of merged branches: values some of them name, while others take any. */
  readonly suggested?: readonly Json[];
  readonly looksLike?: string;
}

/** A schema with everything its references can reach. */
export interface Doc {
  readonly root: Schema;
  /** The schema as it was given. */
  readonly raw: Json;
  readonly resolve: (ref: string) => Schema;
  /** Whether some answer could change what others may or must be. */
  readonly conditional: boolean;
  /** What could not be read as meant: it is accepted as it comes. */
  readonly warnings: readonly string[];
}

export const anything: Schema = { id: 0 };
