const yes = new Set(
  'да д вкл включить включи включено ага угу ок yes y on true 1 + истина есть нужно хочу enable enabled'.split(
    ' ',
  ),
);
const no = new Set(
  'нет н не выкл выключить выключи выключено неа no n off false 0 - ложь ненужно disable disabled'.split(
    ' ',
  ),
);

export function readYesNo(text: string): boolean | undefined {
  const word = text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[.!\s]/g, '');
  if (yes.has(word)) return true;
  return no.has(word) ? false : undefined;
}

const lookAlikes: Readonly<Record<string, string>> = {
  а: 'a',
  в: 'b',
  с: 'c',
  е: 'e',
  н: 'h',
  к: 'k',
  м: 'm',
  о: 'o',
  р: 'p',
  т: 't',
  х: 'x',
  у: 'y',
};
const ratio = /^(\d+(?:[.,]\d+)?)(?:на|x|х|×|\*|\/|by|:|к)(\d+(?:[.,]\d+)?)$/;

/** What stays of a word when case, spaces, dashes, ё and keyboard look-alikes do not count. */
export function fold(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase().replaceAll('ё', 'е');
  return plain.replace(/[^\p{L}\p{N}.:+%]/gu, '');
}

const hasDigit = /\d/;

/** Several readings of one text, the plainest first. */
export function readings(text: string): readonly string[] {
  const plain = text.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, '');
  const found = [fold(text)];
  const sides = ratio.exec(plain);
  if (sides) {
    const [, a = '', b = ''] = sides;
    found.push(
      fold(`${a.replace(',', '.')}:${b.replace(',', '.')}`),
      fold(`${a}x${b}`),
      fold(`${a}*${b}`),
    );
  }
  if (hasDigit.test(plain) || plain.length <= 2)
    found.push(fold([...plain].map((letter) => lookAlikes[letter] ?? letter).join('')));
  return [...new Set(found)];
}

/** Slips of the finger between two words: insert, leave out, replace, swap neighbours. */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      next.push(best);
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? limit + 1;
}
