import { readFileSync } from 'node:fs';
import { type Field, isList, type Json, type Model } from '#modules/catalogue';
import { type Chance, sampleOf } from '#modules/catalogue/form/walk';
import type { View } from '#modules/studio';
import { png } from '#sandbox/telegram/media/fixtures';
import type { Person } from './person.ts';
import type { Town } from './town.ts';

const mostSteps = 90;
const mostExtras = 3;

const samples = 'src/modules/files/fixtures/media';
const files = {
  image: () => ({ bytes: png(1024, 1024), name: 'photo.png' }),
  video: () => ({ bytes: readFileSync(`${samples}/first.mp4`), name: 'clip.mp4' }),
  audio: () => ({ bytes: readFileSync(`${samples}/cbr.mp3`), name: 'voice.mp3' }),
  file: () => ({ bytes: png(1024, 1024), name: 'photo.png' }),
};

/** Fills in the open form through the chat, changes a few parameters in the panel, and stops before the order. */
export async function fillIn(town: Town, who: Person, chance: Chance): Promise<View> {
  let extras = 0;
  for (let i = 0; i < mostSteps; i += 1) {
    const view = await lookAt(town, who);
    if (view.question) {
      await answerOne(who, { view, field: view.question.field, attempt: i, chance });
      continue;
    }
    const rows = who
      .keys('v1:df:')
      .filter(({ data }) => data.includes(`:${view.draft.rev.toString(36)}:`));
    const row = extras < mostExtras ? chance.one(rows) : undefined;
    if (!row) return view;
    extras += 1;
    await who.presses(row);
    const opened = await lookAt(town, who);
    const kind = opened.question?.field.widget.kind;
    // What may be left out is changed where a button does it; the rest was asked for already.
    if (opened.question && kind !== 'choice' && kind !== 'toggle' && kind !== 'number')
      await press(who, moveData(opened, 'back'));
  }
  throw new Error('no end of questions');
}

export async function lookAt({ app }: Town, who: Person): Promise<View> {
  const [draft] = await app.studio.listDrafts(who.userId, 1);
  if (!draft) throw new Error('no form is open');
  const turn = await app.studio.view({ userId: who.userId, draftId: draft.id });
  if (turn.kind !== 'taken') throw new Error(`the form is ${turn.kind}`);
  return turn.view;
}

const moveData = ({ draft }: View, move: string) => `:${draft.rev.toString(36)}:${move}`;

async function press(who: Person, end: string): Promise<void> {
  const key = who.keys('v1:dm:').find(({ data }) => data.endsWith(end));
  if (!key) throw new Error(`no button …${end}`);
  await who.presses(key);
}

const has = (who: Person, end: string) => who.keys('v1:dm:').some(({ data }) => data.endsWith(end));

interface Asked {
  view: View;
  field: Field;
  attempt: number;
  chance: Chance;
}

async function answerOne(who: Person, asked: Asked): Promise<void> {
  const { field, view, chance } = asked;
  const { widget } = field;
  const options = who
    .keys('v1:do:')
    .filter(({ data }) => data.includes(`:${view.draft.rev.toString(36)}:`));
  const option = chance.one(options);
  if (option && widget.kind !== 'text' && widget.kind !== 'list') return who.presses(option);
  switch (widget.kind) {
    case 'media':
      return send(who, widget.media);
    case 'list': {
      const count = isList(field.answer) ? field.answer.length : 0;
      if (count >= Math.max(1, widget.min) && has(who, moveData(view, 'done')))
        return press(who, moveData(view, 'done'));
      if (widget.media !== undefined) return send(who, widget.media);
      if (widget.item === 'group' || widget.item === 'list')
        return press(who, moveData(view, 'add'));
      return who.says(textFor(asked));
    }
    case 'group':
      return press(who, moveData(view, 'leave'));
    default:
      return who.says(textFor(asked));
  }
}

async function send(who: Person, media: keyof typeof files): Promise<void> {
  const { bytes, name } = files[media]();
  await who.sends(bytes, name);
}

const wordList = ['кот', 'на', 'крыше', 'под', 'дождём', 'neon', 'light', 'тихая', 'улица'];

/** Words that fit: of one's own, else out of a whole valid answer to this very model. */
function textFor({ view, field, attempt, chance }: Asked): string {
  const { widget } = field;
  if (widget.kind === 'text' && widget.pattern === undefined && attempt % 3 !== 2) {
    const most = Math.min(widget.maxLength ?? 200, 200);
    let text = '';
    while (text.length < Math.max(widget.minLength ?? 0, 12))
      text = `${text} ${chance.one(wordList)}`.trim();
    return text.slice(0, Math.max(1, most));
  }
  const value = valueAt(sampleOf(asJson(view.model), chance), field.path);
  const example = field.examples[0] ?? field.default;
  const found = value ?? example ?? 'кот';
  return typeof found === 'string' ? found : JSON.stringify(found);
}

// Schemas come from JSON files.
const asJson = ({ schema }: Model) => schema as Json;

function valueAt(root: Json | undefined, path: string): Json | undefined {
  let value: unknown = root;
  for (const key of path.split('/').slice(1)) {
    const place = isList(value) && /^\d+$/.test(key) ? '0' : key;
    value = typeof value === 'object' && value !== null ? Reflect.get(value, place) : undefined;
  }
  return value as Json | undefined;
}
