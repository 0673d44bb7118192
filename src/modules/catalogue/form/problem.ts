import type { Json } from './json.ts';
import type { Path } from './path.ts';
import type { JsonType, MediaKind } from './schema.ts';
import type { Words } from './words.ts';

/** Why something cannot be taken, as data; messages.ts makes a sentence of it. */
export type Problem = { readonly path: Path } & (
  | { readonly code: 'required' }
  | { readonly code: 'wrong_type'; readonly types: readonly JsonType[] }
  | { readonly code: 'not_a_number' }
  | { readonly code: 'not_an_integer' }
  | { readonly code: 'too_precise' }
  | { readonly code: 'too_small'; readonly limit: number; readonly exclusive: boolean }
  | { readonly code: 'too_big'; readonly limit: number; readonly exclusive: boolean }
  | { readonly code: 'not_a_step'; readonly step: number; readonly near: readonly number[] }
  | { readonly code: 'too_short'; readonly limit: number; readonly length: number }
  | { readonly code: 'too_long'; readonly limit: number; readonly length: number }
  | { readonly code: 'bad_pattern'; readonly pattern: string }
  | { readonly code: 'bad_format'; readonly format: string }
  | {
      readonly code: 'not_an_option';
      /** The first few. */
      readonly options: readonly Words[];
      readonly suggestions: readonly { readonly value: Json; readonly label: Words }[];
    }
  | { readonly code: 'not_a_yes_or_no' }
  | { readonly code: 'not_a_date'; readonly time: boolean }
  | { readonly code: 'not_json' }
  | { readonly code: 'not_media'; readonly media: MediaKind }
  | { readonly code: 'file_too_big'; readonly limitMb: number }
  | { readonly code: 'wrong_file_type'; readonly accept: readonly string[] }
  | { readonly code: 'too_few'; readonly limit: number; readonly count: number }
  | { readonly code: 'too_many'; readonly limit: number; readonly count: number }
  | { readonly code: 'not_unique' }
  | { readonly code: 'lacks_item'; readonly options: readonly Json[] }
  | {
      readonly code: 'unexpected';
      /** The key that is too much, and those that are known. */
      readonly name?: string;
      readonly known?: readonly string[];
    }
  | { readonly code: 'bad_name'; readonly name: string; readonly pattern?: string }
  | { readonly code: 'no_match'; readonly ways?: readonly Way[] }
  | { readonly code: 'ambiguous'; readonly ways?: readonly Way[] }
  | {
      readonly code: 'forbidden_together';
      /** The keys that do not go together; none: the value itself is ruled out. */
      readonly names: readonly string[];
      readonly titles?: readonly Words[];
      readonly value: Json;
    }
  | { readonly code: 'choose_variant'; readonly ways?: readonly Way[] }
  | { readonly code: 'not_now' }
  | { readonly code: 'unknown_field' }
  | { readonly code: 'wrong_input' }
  | { readonly code: 'invalid'; readonly detail: string }
);

/** One of several kinds of answer. */
export interface Way {
  readonly label: Words;
  readonly example?: Words;
}

export type ProblemCode = Problem['code'];

/** A soft issue can be cured by answering more; a hard one only by changing what is there. */
export interface Issue {
  readonly problem: Problem;
  readonly soft: boolean;
}
