import type { Json } from './json.ts';
import type { MediaKind } from './schema.ts';

/** What a person did: typed, pressed, sent a file. `value` and `json` are for programs and for the last resort. */
export type Input =
  | { readonly kind: 'text'; readonly text: string }
  /** A button: the position among the widget's options; for a toggle 0 is yes and 1 is no. */
  | { readonly kind: 'option'; readonly index: number }
  | {
      readonly kind: 'file';
      readonly url: string;
      readonly media?: MediaKind;
      readonly mimeType?: string;
      readonly sizeBytes?: number;
    }
  | { readonly kind: 'value'; readonly value: Json }
  | { readonly kind: 'json'; readonly text: string }
  /** An explicit null, where the schema knows one. */
  | { readonly kind: 'nothing' };
