export interface Check {
  promise: string;
  measured: string;
  /** What breaks it; nothing: it is kept. */
  breaches: string[];
}

export interface Row {
  [name: string]: unknown;
  id: string;
  number: string;
  user_id: string;
  batch_id: string | null;
  status: string;
  came_late: boolean;
  token: string | null;
  telegram_id: string;
}

export const mostTold = 12;
export const list = (rows: readonly Record<string, unknown>[]): string[] =>
  rows.slice(0, mostTold).map((row) => JSON.stringify(row));
