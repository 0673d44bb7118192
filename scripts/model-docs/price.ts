import { type Locale, plural } from '#kernel';
import type { Model, WhyNotSold } from '#modules/catalogue';

const t = {
  en: {
    price: 'Price',
    units: {
      run: 'a run',
      image: 'an image',
      second: 'a second',
      layer: 'a layer',
      megapixel: 'a megapixel',
      '1k-chars': '1,000 characters',
      '1m-tokens': 'a million tokens',
    },
    credits: (n: number) => `${n} ${plural('en', n, { one: 'credit', other: 'credits' })}`,
    base: (price: string, unit: string) => `${price} of the provider for ${unit} with the defaults`,
    counted: (parts: string) => `counted: ${parts}`,
    length: (name: string) => `length of \`${name}\``,
    characters: (name: string) => `characters of \`${name}\``,
    output: 'what was made',
    rule: (when: string, price: string) => `${when}: ${price}`,
    given: (name: string) => `with \`${name}\``,
    absent: (name: string) => `without \`${name}\``,
    is: (name: string, value: string) => `\`${name}\` = ${value}`,
    unknown: 'not sold, no price is known',
    extra: (name: string, price: string, free: number) =>
      free > 0
        ? `each of \`${name}\` after ${free}: + ${price}`
        : `each of \`${name}\`: + ${price}`,
    upTo: (most: string) => `known after the run; sold as “up to”, for at most ${most}`,
    highest: (price: string) => `one unit costs up to ${price}`,
    tokens: (price: string, what: string) => `${price} for a million of ${what}`,
    why: {
      hidden: 'Not for sale: hidden by the operator.',
      retired: 'Not for sale: the provider has retired it.',
      unlisted: 'Not for sale: the provider does not list it.',
      helper: 'Not for sale: a step within other work, without a result of its own.',
      unpriced: 'Not for sale: its price, or the most it could be, is not known.',
      no_source: 'Not for sale: it goes on from what no model on sale makes.',
    },
  },
  ru: {
    price: 'Цена',
    units: {
      run: 'запуск',
      image: 'картинку',
      second: 'секунду',
      layer: 'слой',
      megapixel: 'мегапиксель',
      '1k-chars': '1 000 знаков',
      '1m-tokens': 'миллион токенов',
    },
    credits: (n: number) =>
      `${String(n).replace('.', ',')} ${plural('ru', n, { one: 'кредит', few: 'кредита', other: 'кредитов' })}`,
    base: (price: string, unit: string) =>
      `${price} поставщика за ${unit} с настройками по умолчанию`,
    counted: (parts: string) => `считается: ${parts}`,
    length: (name: string) => `длительность \`${name}\``,
    characters: (name: string) => `знаки в \`${name}\``,
    output: 'то, что получилось',
    rule: (when: string, price: string) => `${when}: ${price}`,
    given: (name: string) => `если есть \`${name}\``,
    absent: (name: string) => `без \`${name}\``,
    is: (name: string, value: string) => `\`${name}\` = ${value}`,
    unknown: 'не продаётся, цена неизвестна',
    extra: (name: string, price: string, free: number) =>
      free > 0
        ? `за каждую единицу в \`${name}\` сверх ${free}: + ${price}`
        : `за каждую единицу в \`${name}\`: + ${price}`,
    upTo: (most: string) => `известна после запуска; продаётся как «до», не больше чем за: ${most}`,
    highest: (price: string) => `единица стоит до ${price}`,
    tokens: (price: string, what: string) => `${price} за миллион: ${what}`,
    why: {
      hidden: 'Не продаётся: скрыта владельцем бота.',
      retired: 'Не продаётся: поставщик её убрал.',
      unlisted: 'Не продаётся: её нет в списке поставщика.',
      helper: 'Не продаётся: это шаг другой работы, своего результата у неё нет.',
      unpriced: 'Не продаётся: неизвестна цена или её верхняя граница.',
      no_source: 'Не продаётся: продолжает то, чего не делает ни одна модель в продаже.',
    },
  },
} satisfies Record<Locale, unknown>;

/** All that decides the price, in the provider's credits, and why the model is not sold if it is not. */
export function priceLines(
  { price }: Pick<Model, 'price'>,
  { locale, why }: { locale: Locale; why: WhyNotSold | undefined },
): string[] {
  const w = t[locale];
  const base = price.credits === null ? [] : [w.base(w.credits(price.credits), w.units[price.per])];
  const counted = price.quantity === undefined ? [] : [w.counted(terms(price.quantity, locale))];
  const rules = (price.rules ?? []).map(({ when, credits, quantity }) => {
    const cost = credits === null ? w.unknown : w.credits(credits);
    const told = quantity === undefined ? cost : `${cost}, ${w.counted(terms(quantity, locale))}`;
    return w.rule(conditions(when, locale), told);
  });
  const extras = (price.extras ?? []).map(({ param, per_item, free }) =>
    w.extra(param, w.credits(per_item), free),
  );
  const most = price.output_max === undefined ? [] : [w.upTo(terms(price.output_max, locale))];
  const highest = price.credits_max === undefined ? [] : [w.highest(w.credits(price.credits_max))];
  const tokens = (price.components ?? []).map(({ credits_per_1m, unit }) =>
    w.tokens(w.credits(credits_per_1m), unit),
  );
  const details = [...counted, ...rules, ...extras, ...highest, ...most, ...tokens];
  const head = base[0] ?? (details.length === 0 ? w.unknown : undefined);
  return [
    `- ${w.price}:${head === undefined ? '' : ` ${head}`}`,
    ...details.map((line) => `  - ${line}`),
    ...(why === undefined ? [] : [`- **${w.why[why]}**`]),
  ];
}

function terms(text: string | number, locale: Locale): string {
  const w = t[locale];
  return String(text)
    .split('+')
    .map((part) => part.trim())
    .map((part) => {
      if (part === 'output') return w.output;
      if (part.startsWith('media:')) return w.length(part.slice('media:'.length));
      if (part.startsWith('chars:')) return w.characters(part.slice('chars:'.length));
      return /^[\d.]+$/.test(part) ? part : `\`${part}\``;
    })
    .join(' + ');
}

function conditions(when: Readonly<Record<string, unknown>>, locale: Locale): string {
  const w = t[locale];
  return Object.entries(when)
    .map(([name, value]) => {
      if (value === '*') return w.given(name);
      return value === null ? w.absent(name) : w.is(name, String(value));
    })
    .join(', ');
}
