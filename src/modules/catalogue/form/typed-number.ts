export type TypedNumber =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly code: 'not_a_number' | 'not_an_integer' | 'too_precise' };

const shape = /^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[+-]?\d+)?$/i;
const unit =
  /\s*(?:%|px|пикс(?:ел\p{L}*)?|шт|s|secs?|seconds?|с|сек(?:унд\p{L}*)?|мин(?:ут\p{L}*)?|fps|раз\p{L}*)?\.?$/iu;
// A zero never begins a group of thousands: `0.500` is a half.
const wholeThousands = /^[+-]?[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*$/;
const englishThousands = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const russianThousands = /^[+-]?\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?$/;

/** `1,5`, `1 000`, `−3`, `5 сек`, `1e3`: numbers as people type them. Where only a whole one will do, `1.000` is a thousand. */
export function readNumber(text: string, integer: boolean): TypedNumber {
  let typed = text
    .normalize('NFKC')
    .replace(/[\u2212\u2013\u2014]/g, '-')
    .trim()
    .replace(/(?<=\d)[\s_'’](?=\d)/g, '')
    .replace(unit, '');
  if (integer && wholeThousands.test(typed)) typed = typed.replace(/[.,]/g, '');
  if ((typed.match(/,/g)?.length ?? 0) > 1 && englishThousands.test(typed))
    typed = typed.replaceAll(',', '');
  if (russianThousands.test(typed)) typed = typed.replaceAll('.', '');
  const digits = shape.exec(typed)?.[0].replace(',', '.');
  if (digits === undefined) return { ok: false, code: 'not_a_number' };
  const value = Number(digits);
  if (!Number.isFinite(value)) return { ok: false, code: 'not_a_number' };
  if (integer && !Number.isInteger(value)) return { ok: false, code: 'not_an_integer' };
  // A float cannot hold every long number: better to refuse than to send another one.
  if (/^[+-]?\d+$/.test(digits) && BigInt(value) !== BigInt(digits.replace('+', '')))
    return { ok: false, code: 'too_precise' };
  return { ok: true, value: value === 0 ? 0 : value };
}
