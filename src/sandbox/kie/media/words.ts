import { createDice } from './dice.ts';

/** A title for a song from what was asked. */
export function titleOf(prompt: string): string {
  const words = prompt.trim().split(/\s+/).slice(0, 5).join(' ');
  return words === '' ? 'Untitled' : words.charAt(0).toUpperCase() + words.slice(1);
}

const lines: Readonly<Record<'ru' | 'en', readonly [string, ...string[]]>> = {
  en: [
    'A light is waiting where the river bends',
    'We count the windows till the evening ends',
    'The road remembers every step we made',
    'And silver birds are sleeping in the shade',
    'I keep a pocket full of morning air',
    'The city hums a tune that is not there',
    'So stay a while, the moon is on our side',
    'We have no map, but we have got the tide',
  ],
  ru: [
    'Там за рекою теплится окно',
    'Нам с этой песней вечер заодно',
    'Дорога помнит каждый поворот',
    'И галка на плече моём поёт',
    'Я прячу утро в тёплый свой карман',
    'И тает над водой ночной туман',
    'Побудь ещё, луна за нас двоих',
    'Мы сложим из огней короткий стих',
  ],
};

/** Two verses and a chorus on the prompt's first words. */
export function lyricsOf(prompt: string, seed: string): string {
  const dice = createDice(seed);
  const locale = /\p{Script=Cyrillic}/u.test(prompt) ? 'ru' : 'en';
  const line = () => dice.pick(lines[locale]);
  const verse = (name: string) => [`[${name}]`, line(), line(), line(), line(), ''];
  const chorus = ['[Chorus]', titleOf(prompt), line(), titleOf(prompt), line()];
  return [...verse('Verse 1'), ...chorus, '', ...verse('Verse 2'), ...chorus].join('\n');
}

/** What was said, with the time of each word, as speech-to-text gives it. */
export function transcriptOf(seed: string): {
  text: string;
  language_code: string;
  words: readonly { text: string; start: number; end: number }[];
} {
  const text = createDice(seed).pick(lines.en);
  const words = text.split(' ').map((word, index) => ({
    text: word,
    start: Math.round(index * 42) / 100,
    end: Math.round(index * 42 + 36) / 100,
  }));
  return { text, language_code: 'eng', words };
}
