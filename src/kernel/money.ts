/** Thousandths of a credit. Only this file turns texts into amounts and back. */
export type Credits = bigint & { readonly unit: 'mc' };

const decimalPattern = /^(-?)(\d{1,12})(?:\.(\d{1,3}))?$/;

// The one cast that makes an amount: every path to Credits runs through here.
export const creditsOf = (thousandths: bigint): Credits => thousandths as Credits;

export function credits(decimal: string): Credits {
  const match = decimalPattern.exec(decimal);
  if (!match) throw new RangeError(`not an amount of credits: ${decimal}`);
  const [, sign, whole = '0', fraction = ''] = match;
  const thousandths = BigInt(whole) * 1000n + BigInt(fraction.padEnd(3, '0'));
  return creditsOf(sign === '-' ? -thousandths : thousandths);
}

/** The form for JSON and logs: no spaces, no trailing zeros. */
export function toDecimal(amount: Credits): string {
  const size = amount < 0n ? -amount : amount;
  const fraction = (size % 1000n).toString().padStart(3, '0').replace(/0+$/, '');
  const sign = amount < 0n ? '-' : '';
  return `${sign}${size / 1000n}${fraction === '' ? '' : `.${fraction}`}`;
}

const noBreakSpace = '\u00A0';

/** The form for people: thousands apart by a space that never breaks, the locale's decimal mark. */
export function formatCredits(amount: Credits, locale: 'ru' | 'en'): string {
  const [whole = '0', fraction] = toDecimal(amount).split('.');
  const mark = locale === 'ru' ? ',' : '.';
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, locale === 'ru' ? noBreakSpace : ',');
  return fraction === undefined ? grouped : `${grouped}${mark}${fraction}`;
}
