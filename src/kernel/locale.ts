export const locales = ['ru', 'en'] as const;

export type Locale = (typeof locales)[number];

// Languages whose speakers mostly read Russian better than English.
const russianReaders = new Set(['ru', 'be', 'uk', 'kk', 'ky', 'uz', 'tg', 'tt', 'ba', 'cv', 'hy']);

/** An IETF tag as Telegram sends it ("pt-br") → the language we answer in. */
export function toLocale(languageTag: string | undefined): Locale {
  const language = languageTag?.toLowerCase().split(/[-_]/)[0] ?? '';
  return russianReaders.has(language) ? 'ru' : 'en';
}
