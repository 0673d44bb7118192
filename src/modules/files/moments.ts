const dayMs = 24 * 60 * 60_000;

export const daysAfter = (date: Date, days: number): Date =>
  new Date(date.getTime() + days * dayMs);
