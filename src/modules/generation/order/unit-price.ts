const places = 6;

/** What one unit costs in our credits, before the rounding of the whole; what is smaller than a millionth is cut. */
export function unitPriceOf(providerCredits: string, rate: string): string {
  const price = (millionths(providerCredits) * millionths(rate)) / 10n ** BigInt(places);
  const digits = price.toString().padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/0+$/, '');
  return `${digits.slice(0, -places)}${fraction === '' ? '' : `.${fraction}`}`;
}

function millionths(decimal: string): bigint {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return BigInt(`${whole}${fraction.slice(0, places).padEnd(places, '0')}`);
}
