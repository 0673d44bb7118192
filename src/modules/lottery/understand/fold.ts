/** "лотто" and "милион" are the commonest slips: a doubled letter counts once on both sides. */
export const fold = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/аго(?![а-я])/g, 'ого')
    .replace(/([а-я])\1+/g, '$1');
