import type { Chance } from '../chance.ts';
import { lengthOf } from '../check-scalar.ts';
import type { Field } from '../field.ts';
import type { Input } from '../input.ts';

const text = (words: string): Input => ({ kind: 'text', text: words });
const tooLong = 30_000;

/** Something nobody may accept here; undefined where anything goes. */
export function wrongFor(field: Field, chance: Chance): Input | undefined {
  const inputs = wrongInputs(field);
  // A place with several kinds of answer may well take what one of them refuses.
  if (field.lenient) return undefined;
  if (field.variants.length > 0 && field.widget.kind !== 'variants') return undefined;
  return chance.one(inputs);
}

function wrongInputs({ widget }: Field): readonly Input[] {
  switch (widget.kind) {
    case 'choice':
      return widget.other
        ? []
        : [text('щюжэ-42-нет такого'), { kind: 'option', index: widget.options.length }];
    case 'toggle':
      return [text('может быть'), { kind: 'value', value: 7 }];
    case 'number':
      return [
        text('много'),
        text(''),
        { kind: 'value', value: 'текст' },
        ...(widget.integer ? [text('1,5')] : []),
        ...(widget.max === undefined ? [] : [text(plain(widget.max + (widget.step ?? 1)))]),
        ...(widget.min === undefined ? [] : [text(plain(widget.min - (widget.step ?? 1)))]),
      ];
    case 'text':
      return [
        { kind: 'value', value: { not: 'a text' } },
        ...(widget.maxLength !== undefined && widget.maxLength < tooLong
          ? [text('я'.repeat(widget.maxLength + 1))]
          : []),
        ...(widget.minLength !== undefined && widget.minLength > 1
          ? [text('я'.repeat(widget.minLength - 1))]
          : []),
      ];
    case 'date':
      return [text('когда-нибудь'), text('32.13.2026')];
    case 'media':
      return [{ kind: 'value', value: 5 }];
    case 'list':
      return [
        { kind: 'value', value: 'not a list' },
        ...(widget.max !== undefined && widget.max < 100
          ? [{ kind: 'value' as const, value: Array.from({ length: widget.max + 1 }, (_, i) => i) }]
          : []),
      ];
    case 'group':
    case 'map':
      return [
        { kind: 'value', value: 3 },
        { kind: 'json', text: '{' },
      ];
    case 'variants':
      return [{ kind: 'option', index: widget.options.length }];
    default:
      return [];
  }
}

const plain = (value: number) => (lengthOf(String(value)) > 15 ? 'NaN' : String(value));
