export interface Row {
  what: string;
  figure: string;
  aim?: string;
}

export function toTable(rows: readonly Row[]): string {
  const lines = rows.map(({ what, figure, aim = '' }) => `| ${what} | ${figure} | ${aim} |`);
  return ['| what | measured | aim |', '|---|---|---|', ...lines].join('\n');
}

export const perSecond = (count: number, ms: number): number => Math.round((count / ms) * 1000);

const grouped = new Intl.NumberFormat('en');
export const num = (value: number): string => grouped.format(value);
export const msText = (value: number): string =>
  `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;

/** The p-th percentile of the samples, by nearest rank. */
export function percentile(samples: readonly number[], p: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)] ?? Number.NaN;
}
