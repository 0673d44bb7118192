import type { Model } from '#modules/catalogue';
import {
  add,
  answer,
  ask,
  done,
  type Field,
  type Form,
  type Input,
  result,
  type State,
  start,
} from '#modules/catalogue/form';

const files = { image: 'photo.jpg', video: 'clip.mp4', audio: 'voice.mp3', file: 'brief.pdf' };
const host = 'https://example.com/';

/** A valid order as a person would make it: only what is asked, the first choice where there is one. */
export function exampleOf(model: Model, form: Form): unknown {
  let state = start();
  for (let steps = 0; steps < 200; steps += 1) {
    const question = ask(form, state);
    if (!question) break;
    state = step(form, state, { field: question.field, model });
  }
  const found = result(form, state);
  if (!found.ok) throw new Error(`${model.id}: ${JSON.stringify(found.problems)}`);
  return found.value;
}

function step(form: Form, state: State, { field, model }: { field: Field; model: Model }): State {
  const { path, widget } = field;
  const input = inputFor(field, model);
  const outcome =
    widget.kind === 'list'
      ? Array.isArray(field.answer) && field.answer.length >= Math.max(1, widget.min)
        ? done(form, state, path)
        : add(form, state, path, input)
      : answer(form, state, path, input ?? { kind: 'text', text: 'A' });
  if (!outcome.ok) throw new Error(`${model.id} ${path}: ${JSON.stringify(outcome.problem)}`);
  return outcome.state;
}

function inputFor({ widget, name, examples }: Field, model: Model): Input | undefined {
  switch (widget.kind) {
    case 'choice':
    case 'variants':
      return { kind: 'option', index: 0 };
    case 'toggle':
      return { kind: 'option', index: 1 };
    case 'media':
      return { kind: 'file', url: host + files[widget.media], media: widget.media };
    case 'number':
      return { kind: 'text', text: String(widget.quick[0] ?? widget.min ?? 1) };
    case 'list':
      return widget.media
        ? { kind: 'file', url: host + files[widget.media], media: widget.media }
        : listItem(widget.item);
    case 'text':
      return {
        kind: 'text',
        text: examples[0] === undefined ? words(name, model) : String(examples[0]),
      };
    default:
      return undefined;
  }
}

const listItem = (item: string): Input | undefined =>
  item === 'text'
    ? { kind: 'text', text: 'A quiet morning' }
    : item === 'choice'
      ? { kind: 'option', index: 0 }
      : undefined;

function words(name: string, { output, kind }: Model): string {
  if (/task_?id|audio_id/i.test(name)) return 'a1b2c3d4e5f6';
  if (name === 'speaker_id') return 'Speaker 1';
  if (name === 'title' || name === 'name') return 'Northern lights';
  if (/tags|style/.test(name)) return 'jazz, calm, piano';
  if (name === 'text') return 'Good morning! The kettle is on.';
  if (kind === 'image-edit' || kind === 'image-to-image')
    return 'Put the cat on a red sofa, keep everything else';
  if (output === 'audio' || output === 'text') return 'A calm song about the first snow';
  if (output === 'video')
    return 'A red fox runs over fresh snow, the camera follows it, morning light';
  return 'A red fox in fresh snow, morning light, photo';
}
