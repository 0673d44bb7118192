import {
  add,
  answer,
  ask,
  back,
  type Dropped,
  done,
  edit,
  type Form,
  fieldAt,
  type Input,
  leave,
  type Outcome,
  type Path,
  type Problem,
  paste,
  remove,
  type State,
  skip,
  useDefaults,
} from '#modules/catalogue';

/** One press or one message, as the form understands it. */
export type Move =
  | { do: 'answer'; path: Path; input: Input }
  /** More entries of a list, all of them or none; without inputs a group is opened. */
  | { do: 'add'; path: Path; inputs?: readonly Input[] | undefined }
  | { do: 'done'; path: Path }
  | { do: 'remove'; path: Path }
  | { do: 'edit'; path: Path }
  | { do: 'skip'; path: Path }
  | { do: 'paste'; text: string }
  | { do: 'defaults' }
  | { do: 'back' }
  | { do: 'leave' };

export type Step =
  | {
      ok: true;
      state: State;
      dropped: readonly Dropped[];
      /** Of a paste: how many were taken, what was not and why. */
      pasted?: Pasted;
    }
  | { ok: false; problem: Problem };

export interface Pasted {
  taken: number;
  refused: readonly { path: Path; problem: Problem }[];
  unknown: readonly string[];
}

const parentOf = (path: Path): Path => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** What the move makes of the form, or why it cannot be made. Pure. */
export function make(form: Form, state: State, move: Move): Step {
  const step = makeOne(form, state, move);
  return step.ok && move.do !== 'back'
    ? { ...step, state: leaveToDefaults(form, step.state) }
    : step;
}

/** What is required and has a default is not asked: it stands in the panel, to be changed there. */
export function leaveToDefaults(form: Form, before: State): State {
  let state = before;
  for (let question = ask(form, state); question; question = ask(form, state)) {
    const { field, problem } = question;
    if (problem || state.at || field.default === undefined || field.answer !== undefined) break;
    const skipped = skip(form, state, field.path);
    if (!skipped.ok) break;
    state = { ...skipped.state, trail: state.trail };
  }
  return state;
}

function makeOne(form: Form, state: State, move: Move): Step {
  switch (move.do) {
    case 'paste':
      return makePaste(form, state, move.text);
    case 'defaults':
      return moved(useDefaults(form, state));
    case 'back':
      return state.at?.by === 'edit'
        ? upFrom(form, state, state.at.path)
        : moved(back(form, state));
    case 'leave':
      return state.at ? upFrom(form, state, state.at.path) : moved(leave(state));
    case 'edit':
      return stepOf(edit(form, state, move.path));
    default:
      return settled(form, state, move);
  }
}

const moved = (state: State): Step => ({ ok: true, state, dropped: [] });

const stepOf = (outcome: Outcome): Step =>
  outcome.ok
    ? { ok: true, state: outcome.state, dropped: outcome.dropped }
    : { ok: false, problem: outcome.problem };

/** From an entry to its list, from a field of a group to the group; from the top to nothing in particular. */
function upFrom(form: Form, state: State, path: Path): Step {
  const parent = parentOf(path);
  if (parent === '') return moved(leave(state));
  const opened = edit(form, leave(state), parent);
  return opened.ok ? stepOf(opened) : moved(leave(state));
}

type Settling = Extract<Move, { do: 'answer' | 'add' | 'done' | 'remove' | 'skip' }>;

function settled(form: Form, state: State, move: Settling): Step {
  const step = stepOf(outcomeOf(form, state, move));
  if (!step.ok || move.do === 'add') return step;
  const wasOpened = state.at?.by === 'edit' && state.at.path !== '';
  // Whoever came to this field through its group goes on there, unless something else is missing.
  const isOver = wasOpened && step.state.at === undefined && ask(form, step.state) === undefined;
  if (!isOver || parentOf(move.path) === '') return step;
  const up = upFrom(form, step.state, move.path);
  return up.ok ? { ...step, state: up.state } : step;
}

function outcomeOf(form: Form, state: State, move: Settling): Outcome {
  switch (move.do) {
    case 'add':
      return addAll(form, state, move);
    case 'done':
      return done(form, state, move.path);
    case 'remove':
      return remove(form, state, move.path);
    case 'skip':
      return skip(form, state, move.path);
    case 'answer':
      return answer(form, state, move.path, move.input);
  }
}

function addAll(form: Form, state: State, move: Extract<Move, { do: 'add' }>): Outcome {
  const [first, ...others] = move.inputs ?? [undefined];
  let outcome = add(form, state, move.path, first);
  for (const input of others)
    if (outcome.ok) {
      const next = add(form, outcome.state, move.path, input);
      outcome = next.ok ? { ...next, dropped: [...outcome.dropped, ...next.dropped] } : next;
    }
  return outcome;
}

function makePaste(form: Form, state: State, text: string): Step {
  const { state: next, taken, refused, unknown, dropped } = paste(form, leave(state), text);
  const pasted: Pasted = { taken: taken.length, refused, unknown };
  return { ok: true, state: next, dropped, pasted };
}

/** Says of every text at a place for media where it stands. */
export function mediaTexts(form: Form, state: State): { path: Path; text: string }[] {
  const found: { path: Path; text: string }[] = [];
  const visit = (value: unknown, path: Path): void => {
    if (typeof value === 'string') {
      if (fieldAt(form, state, path)?.widget.kind === 'media') found.push({ path, text: value });
    } else if (typeof value === 'object' && value !== null)
      for (const [key, one] of Object.entries(value)) visit(one, `${path}/${encode(key)}`);
  };
  visit(state.value, '');
  return found;
}

const encode = (key: string) => key.replace(/~/g, '~0').replace(/\//g, '~1').replace(/\?/g, '~2');
