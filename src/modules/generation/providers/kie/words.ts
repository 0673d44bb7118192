import { z } from 'zod';

const words = z.string().nullish().catch(undefined);
const seconds = z.number().nullish().catch(undefined);

const spokenWire = z.looseObject({
  text: words,
  word: words,
  start: seconds,
  startS: seconds,
  speaker_id: words,
});
const spokenList = z.array(spokenWire).nullish().catch(undefined);

/** Read field by field: one that is not as expected must not hide the others. */
const resultWire = z.looseObject({
  lyricsData: z
    .array(z.looseObject({ title: words, text: words }))
    .nullish()
    .catch(undefined),
  segments: spokenList,
  alignedWords: spokenList,
  words: spokenList,
  text: words,
  result: words,
  transcript: words,
  lyrics: words,
  prompt: words,
});
type Result = z.infer<typeof resultWire>;
type Spoken = z.infer<typeof spokenWire>;

/** A result without files as people read it; what nobody would read stays JSON. */
export function wordsOf(given: unknown): string | undefined {
  const value = typeof given === 'string' ? objectIn(given) : given;
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'object') return String(value);
  const parsed = resultWire.safeParse(value);
  const told = parsed.success ? (tellResult(parsed.data) ?? tellFacts(parsed.data)) : undefined;
  return told ?? JSON.stringify(value, null, 2);
}

/** Some results come as a text that holds JSON. */
function objectIn(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : text;
  } catch {
    return text;
  }
}

function tellResult(result: Result): string | undefined {
  const { lyricsData, segments, alignedWords } = result;
  const verses = (lyricsData ?? []).flatMap(({ title, text }) =>
    text ? [[title, text].filter(Boolean).join('\n\n')] : [],
  );
  if (verses.length > 0) return verses.join('\n\n* * *\n\n');
  const lines = segments?.length ? segments : alignedWords;
  if (lines?.length) return timed(lines, segments?.length ? 'each' : 'sentences');
  const isTalk = new Set(result.words?.map(({ speaker_id }) => speaker_id)).size > 1;
  if (isTalk && result.words) return timed(result.words, 'speakers');
  return (
    [result.text, result.transcript, result.lyrics, result.result, result.prompt].find(Boolean) ??
    undefined
  );
}

interface Line {
  at: number | undefined;
  who: string | undefined;
  text: string;
}

/** With the time of each line; a new one begins with a break in the words or another speaker. */
function timed(spoken: readonly Spoken[], by: 'each' | 'sentences' | 'speakers'): string {
  const lines: Line[] = [];
  for (const one of spoken) {
    const [first = '', ...next] = (one.text ?? one.word ?? '').split('\n');
    const at = one.start ?? one.startS ?? undefined;
    const who = one.speaker_id ?? undefined;
    const last = lines.at(-1);
    const isNew =
      !last ||
      by === 'each' ||
      (who !== last.who && first.trim() !== '') ||
      (by === 'sentences' && /[.!?…]\s*$/.test(last.text));
    if (isNew) lines.push({ at, who, text: first });
    else if (last.text.trim() === '') Object.assign(last, { at, who, text: first });
    else last.text += ` ${first}`;
    lines.push(...next.map((text) => ({ at, who, text })));
  }
  const isTalk = new Set(lines.map(({ who }) => who)).size > 1;
  return lines
    .map(({ at, who, text }) => ({ at, who, text: text.replaceAll(/\s+/g, ' ').trim() }))
    .filter(({ text }) => text !== '')
    .map(({ at, who, text }) =>
      [at === undefined ? '' : `[${clockOf(at)}]`, isTalk && who ? `${who}:` : '', text]
        .filter(Boolean)
        .join(' '),
    )
    .join('\n');
}

const clockOf = (at: number): string =>
  `${Math.floor(at / 60)}:${String(Math.floor(at % 60)).padStart(2, '0')}`;

const mostFacts = 8;

/** A few plain values, a line each. */
function tellFacts(result: object): string | undefined {
  const facts = Object.entries(result).filter(
    ([, one]) => one !== undefined && one !== null && one !== '',
  );
  const isPlain = facts.every(([, one]) => typeof one !== 'object');
  if (!isPlain || facts.length === 0 || facts.length > mostFacts) return undefined;
  return facts.map(([name, one]) => `${name}: ${one}`).join('\n');
}
