export type Locale = 'ru' | 'en';

export const toLocale = (code: string | undefined): Locale =>
  code?.startsWith('ru') ? 'ru' : 'en';
