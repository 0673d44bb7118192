import type { Locale } from '#kernel';
import { type Field, isList, isObject, type Json } from '#modules/catalogue';
import { parseRef } from '#modules/files';
import { messages } from './messages.ts';

const longest = 80;

const clipText = (text: string, most: number): string => {
  const chars = Array.from(text.replaceAll(/\s+/g, ' ').trim());
  return chars.length <= most ? chars.join('') : `${chars.slice(0, most - 1).join('')}…`;
};

/** A value in a few words, as its field understands it. */
export function valueWords(
  field: Pick<Field, 'widget'>,
  value: Json | undefined,
  locale: Locale,
  most = longest,
): string {
  const t = messages[locale].values;
  const { widget } = field;
  if (value === undefined) return t.none;
  if (value === null) return t.nothing;
  if (widget.kind === 'choice') {
    const option = widget.options.find((one) => one.value === value);
    if (option) return clipText(option.label[locale], most);
  }
  if (widget.kind === 'variants') return variantWords(widget, value, locale);
  if (typeof value === 'boolean') return value ? t.yes : t.no;
  if (typeof value === 'number')
    return locale === 'ru' ? String(value).replace('.', ',') : String(value);
  if (typeof value === 'string') {
    if (widget.kind === 'media' || parseRef(value) !== undefined)
      return parseRef(value) === undefined && widget.kind !== 'media'
        ? clipText(value, most)
        : t.media[widget.kind === 'media' ? widget.media : 'file'];
    return clipText(value, most);
  }
  if (isList(value)) {
    if (value.length === 0) return t.none;
    if (widget.kind === 'list' && widget.media !== undefined) return t.files(value.length);
    const isPlain = value.every((one) => typeof one !== 'object');
    const text = value.map(String).join(', ');
    return isPlain && text.length <= most ? text : t.items(value.length);
  }
  return objectWords(value, locale, most);
}

function objectWords(value: Json, locale: Locale, most: number): string {
  const t = messages[locale].values;
  if (!isObject(value)) return t.none;
  const parts = Object.values(value).map((one) =>
    typeof one === 'string' && parseRef(one) !== undefined
      ? t.media.file
      : isList(one)
        ? t.items(one.length)
        : isObject(one)
          ? '…'
          : String(one),
  );
  return parts.length === 0 ? t.none : clipText(parts.join(', '), most);
}

function variantWords(
  widget: Extract<Field['widget'], { kind: 'variants' }>,
  value: Json,
  locale: Locale,
): string {
  const chosen =
    typeof value === 'number' ? widget.options.find(({ index }) => index === value) : undefined;
  return chosen ? chosen.label[locale] : clipText(JSON.stringify(value), longest);
}
