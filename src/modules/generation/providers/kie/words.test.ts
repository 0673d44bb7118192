import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wordsOf } from './words.ts';

const table: Record<string, [given: unknown, told: string | undefined]> = {
  nothing: [undefined, undefined],
  'an empty text': ['', undefined],
  'a plain text': ['Hello', 'Hello'],
  'both versions of lyrics': [
    {
      lyricsData: [{ title: 'Jackdaw', text: '[Verse]\nHey', status: 'complete' }, { text: 'Ho' }],
    },
    'Jackdaw\n\n[Verse]\nHey\n\n* * *\n\nHo',
  ],
  'lyrics as a text of JSON': ['{"lyricsData":[{"title":"A","text":"B"}]}', 'A\n\nB'],
  'a boosted prompt': [{ result: 'warm guitar', successFlag: 'SUCCESS' }, 'warm guitar'],
  'one speaker: the words alone': [
    { language_code: 'eng', text: 'Hi there.', words: [{ text: 'Hi', start: 0, end: 1 }] },
    'Hi there.',
  ],
  'a talk: who said what, and when': [
    {
      text: 'Hi. Ho there.',
      words: [
        { text: 'Hi.', start: 0, speaker_id: 'speaker_0' },
        { text: ' ', start: 0.4, type: 'spacing', speaker_id: 'speaker_0' },
        { text: 'Ho', start: 61.2, speaker_id: 'speaker_1' },
        { text: ' ', start: 61.4, type: 'spacing', speaker_id: 'speaker_1' },
        { text: 'there.', start: 62, speaker_id: 'speaker_1' },
      ],
    },
    '[0:00] speaker_0: Hi.\n[1:01] speaker_1: Ho there.',
  ],
  'segments with their times': [
    {
      text: 'x',
      segments: [
        { start: 0, end: 2, text: ' One.' },
        { start: 75, end: 80, text: 'Two.' },
      ],
    },
    '[0:00] One.\n[1:15] Two.',
  ],
  'lyrics with their times': [
    {
      alignedWords: [
        { word: '[Verse]\nWaggin’ ', startS: 1.3, endS: 1.8 },
        { word: 'tail\n', startS: 2, endS: 3 },
        { word: 'again', startS: 4.5, endS: 5 },
      ],
    },
    '[0:01] [Verse]\n[0:01] Waggin’ tail\n[0:04] again',
  ],
  'a few facts': [
    { personaId: 'p1', name: 'Jack', description: null },
    'personaId: p1\nname: Jack',
  ],
  'data stays data': [
    { state: 'complete', notes: [{ pitch: 60 }] },
    '{\n  "state": "complete",\n  "notes": [\n    {\n      "pitch": 60\n    }\n  ]\n}',
  ],
  'a list stays data': [[1, 2], '[\n  1,\n  2\n]'],
  'one odd field does not hide the others': [{ text: 'Hi', words: 'none', segments: 7 }, 'Hi'],
};

for (const [what, [given, told]] of Object.entries(table))
  test(`a result in words: ${what}`, () => assert.equal(wordsOf(given), told));
