/** What pictures are made of, so that drawing it once makes the next one quick. */
export function sampleSvg(): string {
  const cells = Array.from({ length: 40 }, (_, i) => {
    const [x, y] = [(i % 8) * 48, Math.floor(i / 8) * 40];
    return `<rect x="${x}" y="${y}" width="44" height="36" rx="6" fill="#c83"/><text x="${x + 6}" y="${y + 22}" font-size="14" font-weight="600">${i} Ага ₽</text><path d="M0 ${i}L400 ${i * 5}" stroke="#888" opacity=".3"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="720" height="400" viewBox="0 0 400 222" font-family="Inter">${cells.join('')}</svg>`;
}
