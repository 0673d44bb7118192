import type { Locale } from './locale.ts';

export interface PluralForms {
  one: string;
  few?: string;
  many?: string;
  other: string;
}

const rules: Record<Locale, Intl.PluralRules> = {
  ru: new Intl.PluralRules('ru'),
  en: new Intl.PluralRules('en'),
};

/** 1 кредит, 2 кредита, 5 кредитов, 1,5 кредита: pass `few`; `other` stands for many and the rest. */
export function plural(locale: Locale, n: number | bigint, forms: PluralForms): string {
  const category = rules[locale].select(Number(n));
  if (category === 'one') return forms.one;
  if (category === 'few') return forms.few ?? forms.other;
  if (category === 'many') return forms.many ?? forms.other;
  // A Russian fraction takes the form of two: 1,5 кредита.
  return locale === 'ru' ? (forms.few ?? forms.other) : forms.other;
}
