const months = 'янв фев мар апр ма июн июл авг сен окт ноя дек'.split(' ');
const englishMonths = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

const two = (n: number) => String(n).padStart(2, '0');

function toDate(year: number, month: number, day: number): string | undefined {
  const full = year < 100 ? 2000 + year : year;
  const date = new Date(Date.UTC(full, month - 1, day));
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? `${String(full).padStart(4, '0')}-${two(month)}-${two(day)}` : undefined;
}

function monthOf(word: string): number {
  const start = word.toLowerCase();
  const found = months.findIndex((month) => start.startsWith(month));
  return (found >= 0 ? found : englishMonths.findIndex((month) => start.startsWith(month))) + 1;
}

/** `25.12.2026`, `25/12/26`, `25 декабря 2026`, `2026-12-25` → `2026-12-25`. */
export function readDate(text: string): string | undefined {
  const typed = text
    .normalize('NFKC')
    .trim()
    .replace(/\s*(?:года?|г\.?)$/i, '');
  const iso = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$/.exec(typed);
  if (iso) return toDate(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const dotted = /^(\d{1,2})[-./\s](\d{1,2})[-./\s](\d{4}|\d{2})$/.exec(typed);
  if (dotted) return toDate(Number(dotted[3]), Number(dotted[2]), Number(dotted[1]));
  const worded = /^(\d{1,2})\s+(\p{L}{3,})\.?,?\s+(\d{4})$/u.exec(typed);
  if (worded) return toDate(Number(worded[3]), monthOf(worded[2] ?? ''), Number(worded[1]));
  const english = /^(\p{L}{3,})\.?\s+(\d{1,2}),?\s+(\d{4})$/u.exec(typed);
  if (english) return toDate(Number(english[3]), monthOf(english[1] ?? ''), Number(english[2]));
  return undefined;
}

/** `10:30` → `10:30:00+03:00`; a zone that was typed stays. */
export function readTime(text: string, offset: string): string | undefined {
  const parts = /^(\d{1,2})[:.](\d{2})(?:[:.](\d{2}(?:\.\d+)?))?\s*(z|[+-]\d{2}:?\d{2})?$/i.exec(
    text.trim(),
  );
  if (!parts) return undefined;
  const [, hours = '', minutes = '', seconds = '00', zone = offset] = parts;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 60) return undefined;
  return `${hours.padStart(2, '0')}:${minutes}:${seconds}${zone.toUpperCase()}`;
}

/** A date with a time, or a date alone: then its midnight. */
export function readDateTime(text: string, offset: string): string | undefined {
  const typed = text.trim();
  const whole = readDate(typed);
  if (whole) return `${whole}T00:00:00${offset}`;
  const parts = /^(.+?)(?:t|,?\s+(?:в\s+|at\s+)?)(\d{1,2}[:.]\d{2}.*)$/i.exec(typed);
  const date = parts && readDate(parts[1] ?? '');
  const time = parts && readTime(parts[2] ?? '', offset);
  return date && time ? `${date}T${time}` : undefined;
}
