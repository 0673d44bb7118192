import { type Credits, creditsOf, formatCredits, type Locale, plural, toDecimal } from '#kernel';

const space = '\u00A0';

const forms = {
  ru: { one: 'кредит', few: 'кредита', other: 'кредитов' },
  en: { one: 'credit', other: 'credits' },
} as const;

/** `4 кредита`, never broken between the number and its word. */
export const creditsWords = (amount: Credits, locale: Locale): string =>
  `${formatCredits(amount, locale)}${space}${plural(locale, Number(toDecimal(amount)), forms[locale])}`;

/** `+1,5`, `−2`; undefined where nothing changes. */
export function differenceWords(difference: bigint, locale: Locale): string | undefined {
  if (difference === 0n) return undefined;
  const size = creditsOf(difference < 0n ? -difference : difference);
  return `${difference < 0n ? '−' : '+'}${formatCredits(size, locale)}`;
}

/** `≈ 12 ₽` at the operator's rate; undefined without one. An idea of the money, not a price. */
export function roublesWords(
  amount: Credits,
  rate: string | undefined,
  locale: Locale,
): string | undefined {
  if (rate === undefined || amount <= 0n) return undefined;
  const roubles = Number(toDecimal(amount)) * Number(rate);
  const digits = roubles >= 10 ? 0 : roubles >= 1 ? 1 : 2;
  const text = new Intl.NumberFormat(locale === 'ru' ? 'ru-RU' : 'en-GB', {
    maximumFractionDigits: digits,
  }).format(roubles);
  return `≈${space}${text.replaceAll(' ', space)}${space}₽`;
}
