import type { Chance } from '../chance.ts';
import type { Field } from '../field.ts';
import type { Input } from '../input.ts';
import { isEqual, isList, type Json } from '../json.ts';
import { nameOf } from '../synthetic.ts';

const text = (words: string): Input => ({ kind: 'text', text: words });

/** The value as a person would give it: a button, a word, a number with a comma, a link, else JSON. */
export function say(field: Field, value: Json, chance: Chance): Input {
  const { widget } = field;
  const plain: Input = { kind: 'value', value };
  if (value === null) return { kind: 'nothing' };
  switch (widget.kind) {
    case 'choice': {
      const index = widget.options.findIndex((option) => isEqual(option.value, value));
      if (index < 0) return typeof value === 'string' ? text(value) : plain;
      return chance.happens(0.5) ? { kind: 'option', index } : text(nameOf(value));
    }
    case 'toggle':
      if (typeof value !== 'boolean') return plain;
      return chance.happens(0.5)
        ? { kind: 'option', index: value ? 0 : 1 }
        : text(chance.one(value ? ['да', 'вкл', 'yes', 'ON'] : ['нет', 'выкл', 'no', 'Off']) ?? '');
    case 'number':
      return typeof value === 'number' ? sayNumber(value, chance) : plain;
    case 'date':
      return typeof value === 'string' ? text(sayDate(value, chance)) : plain;
    case 'media':
      if (typeof value !== 'string') return plain;
      return chance.happens(0.5)
        ? { kind: 'file', url: value, media: widget.media, sizeBytes: 1000 }
        : text(value);
    case 'text':
      return typeof value === 'string' ? text(value) : plain;
    case 'list':
      return isList(value) ? sayList(value, chance) : plain;
    default:
      return chance.happens(0.5) ? plain : { kind: 'json', text: JSON.stringify(value) };
  }
}

function sayNumber(value: number, chance: Chance): Input {
  const short = String(Number(value.toPrecision(14)));
  if (short.includes('e')) return { kind: 'value', value };
  const [whole = '0', part] = short.split('.');
  const grouped = chance.happens(0.5) ? whole.replace(/\B(?=(\d{3})+$)/g, ' ') : whole;
  return text(part === undefined ? grouped : `${grouped}${chance.one([',', '.'])}${part}`);
}

function sayDate(value: string, chance: Chance): string {
  const [, year, month, day, time = ''] = /^(\d{4})-(\d\d)-(\d\d)(?:T(.*))?$/.exec(value) ?? [];
  if (year === undefined || chance.happens(0.3)) return value;
  return `${day}.${month}.${year}${time === '' ? '' : ` ${time}`}`;
}

function sayList(value: readonly Json[], chance: Chance): Input {
  const plain = value.every(
    (item) => typeof item === 'number' || (typeof item === 'string' && /^[\w:/.-]+$/.test(item)),
  );
  if (!plain || value.length === 0 || chance.happens(0.3))
    return { kind: 'json', text: JSON.stringify(value) };
  return text(value.map(String).join(chance.one([', ', '\n']) ?? ', '));
}
