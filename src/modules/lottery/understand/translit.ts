/** Words that nobody writes in English: Russian in Latin letters. */
const hints =
  /\b(iz|bilet\w*|skolko|vyigr\w*|vigr\w*|shans\w*|kako[ijy]\w*|kakaya|kakie|gde|deshev\w*|igr[aiuy]\w*|chisl\w*|chisel|rezultat\w*|tira[zj]\w*|rozygr\w*|loterey\w*|loterei|loteriy\w*|cena|stoit|podskazh\w*|podber\w*|hochu|privet|spasibo)\b/i;

const letters: readonly (readonly [string, string])[] = [
  ['shch', 'щ'],
  ['sch', 'щ'],
  ['zh', 'ж'],
  ['kh', 'х'],
  ['ts', 'ц'],
  ['ch', 'ч'],
  ['sh', 'ш'],
  ['yu', 'ю'],
  ['ju', 'ю'],
  ['ya', 'я'],
  ['ja', 'я'],
  ['yo', 'е'],
  ['ye', 'е'],
  ...Array.from('abvgdezijklmnoprstufhcywxq', (letter, i): readonly [string, string] => [
    letter,
    'абвгдезийклмнопрстуфхцывхк'[i] ?? '',
  ]),
];

/** "6 iz 45 skolko stoit bilet" is Russian; what is English or Cyrillic stays as it is. */
export function fromLatin(text: string): string {
  return /[а-яё]/i.test(text) || !hints.test(text) ? text : toCyrillic(text);
}

/** Letter by letter, whatever the language: "dvazhdy dva" in an English question is a Russian name. */
export function toCyrillic(text: string): string {
  const lower = text.toLowerCase();
  let at = 0;
  let written = '';
  while (at < lower.length) {
    const found = letters.find(([latin]) => lower.startsWith(latin, at));
    written += found?.[1] ?? lower[at];
    at += found?.[0].length ?? 1;
  }
  return written;
}
