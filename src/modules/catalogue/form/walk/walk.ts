import { answer } from '../answer.ts';
import { type Chance, createChance } from '../chance.ts';
import { compile } from '../compile.ts';
import { type Field, fieldsOf } from '../field.ts';
import { filled } from '../fill.ts';
import type { Form, State } from '../form.ts';
import type { Input } from '../input.ts';
import { isEqual, isList, isObject, type Json, parseJson } from '../json.ts';
import { add, back, done, edit, leave, skip, useDefaults } from '../moves.ts';
import { paste } from '../paste.ts';
import { lastKey, parentOf, split, splitChoice } from '../path.ts';
import { settingOf } from '../questions.ts';
import { ask, type Question, result, start } from '../result.ts';
import type { Outcome } from '../settle.ts';
import { spotAt } from '../spot.ts';
import { type Judge, judgeOf } from './judge.ts';
import { sample } from './sample.ts';
import { sampleLeaf } from './sample-leaf.ts';
import { say } from './say.ts';
import { wrongFor } from './wrong.ts';

export interface Walked {
  readonly ok: boolean;
  readonly input?: Json;
  readonly problem?: string;
  readonly steps: number;
  /** Whether a plain ajv could read the schema and so had its say. */
  readonly judged?: boolean;
}

interface Walker {
  readonly form: Form;
  readonly chance: Chance;
  readonly limit: number;
  steps: number;
  refusals: number;
  state: State;
}

class Stuck extends Error {}

/** Goes through a form as a person would, and tells what came of it. */
export function walk(schema: Json, seed: number): Walked {
  const judge = judgeOf(schema);
  let steps = 0;
  let problem = '';
  // A person who got into a corner with optional extras starts again with fewer of them.
  for (const lush of [0.5, 0.2, 0]) {
    const walker: Walker = {
      form: compile(schema),
      chance: createChance(seed + Math.round(lush * 10)),
      limit: steps + 600,
      steps,
      refusals: 0,
      state: start(),
    };
    try {
      const input = goThrough(walker, judge, lush);
      return { ok: true, input, steps: walker.steps, judged: judge !== undefined };
    } catch (error) {
      if (!(error instanceof Stuck)) throw error;
      problem = error.message;
      if (problem.startsWith('!'))
        return { ok: false, problem: problem.slice(1), steps: walker.steps };
    }
    steps = walker.steps;
  }
  return { ok: false, problem, steps };
}

function goThrough(walker: Walker, judge: Judge | undefined, lush: number): Json {
  const { form, chance } = walker;
  answerAll(walker);
  const optional = fieldsOf(form, walker.state).filter(
    (field) => field.relevant && field.answer === undefined,
  );
  for (const field of optional) if (chance.happens(lush)) tryOptional(walker, field);
  if (chance.happens(0.3)) move(walker, useDefaults(form, walker.state));
  answerAll(walker);
  const found = result(form, walker.state);
  if (!found.ok) throw new Stuck(`nothing left to ask, but ${JSON.stringify(found.problems[0])}`);
  const verdict = judge?.(found.value);
  if (verdict !== undefined) throw new Stuck(`!accepted what ajv refuses: ${verdict}`);
  const pasted = paste(form, start(), JSON.stringify(found.value));
  const again = result(form, pasted.state);
  if (!again.ok || !keepsAll(again.value, found.value) || judge?.(again.value) !== undefined)
    throw new Stuck(`!the result cannot be pasted: ${JSON.stringify(again)}`);
  return found.value;
}

/** A default that one order of answers leaves out may come with another; what was given stays. Nothing was, in a null. */
const keepsAll = (value: Json, given: Json): boolean =>
  given === null ||
  (isObject(given) && isObject(value)
    ? Object.entries(given).every(([key, one]) => isEqual(value[key], one))
    : isEqual(value, given));

function answerAll(walker: Walker): void {
  for (
    let question = ask(walker.form, walker.state);
    question;
    question = ask(walker.form, walker.state)
  ) {
    if (walker.steps > walker.limit) throw new Stuck(`no end at ${question.field.path}`);
    if (walker.chance.happens(0.25)) tryWrong(walker, question.field);
    if (!answerOne(walker, question)) {
      const { path, widget } = question.field;
      throw new Stuck(`no valid answer found for ${path || 'the root'} (${widget.kind})`);
    }
  }
}

/** Every step passes through JSON, and the question must be the same after it. */
function move(walker: Walker, state: State): void {
  walker.steps += 1;
  const copy = JSON.parse(JSON.stringify(state)) as State;
  const path = ask(walker.form, state)?.field.path;
  if (ask(walker.form, copy)?.field.path !== path) throw new Stuck('!JSON changed the state');
  walker.state = copy;
}

function take(walker: Walker, outcome: Outcome): boolean {
  if (outcome.ok) move(walker, outcome.state);
  else walker.refusals += 1;
  return outcome.ok;
}

function tryWrong(walker: Walker, field: Field): void {
  const { form, state, chance } = walker;
  const wrong = wrongFor(field, chance);
  if (wrong && answer(form, state, field.path, wrong).ok)
    throw new Stuck(
      `!took a wrong answer at ${field.path}: ${JSON.stringify(wrong).slice(0, 200)}`,
    );
  const isBare = field.required && field.value === undefined && field.default === undefined;
  if (isBare && !field.path.includes('?') && skip(form, state, field.path).ok)
    throw new Stuck(`!a required field could be skipped: ${field.path}`);
  walker.steps += 1;
}

function answerOne(walker: Walker, question: Question): boolean {
  const { form, chance } = walker;
  const { field, problem } = question;
  const { path, widget } = field;
  if (
    !problem &&
    field.default !== undefined &&
    chance.happens(0.3) &&
    take(walker, skip(form, walker.state, path))
  )
    return true;
  if (
    widget.kind === 'list' &&
    (widget.item === 'group' || chance.happens(0.4)) &&
    listStep(walker, field)
  )
    return true;
  for (let i = 0; i < 25; i += 1) {
    const input = inputFor(walker, field, i);
    if (!input) continue;
    const before = walker.state;
    if (!take(walker, answer(form, before, path, input))) continue;
    if (chance.happens(0.2)) sameAgain(walker, path, input);
    return true;
  }
  return answerAbove(walker, path);
}

/** `back` and the same answer must lead to the same state. */
function sameAgain(walker: Walker, path: string, input: Input): void {
  const { form, state } = walker;
  const before = back(form, state);
  if (state.at || before.at?.path !== path || input.kind === 'file') return;
  const again = answer(form, before, path, input);
  walker.steps += 1;
  if (
    !again.ok ||
    !isEqual(parseJson(JSON.stringify(again.state)), parseJson(JSON.stringify(state)))
  )
    throw new Stuck(`!back and the same answer at ${path} gave another state`);
}

function inputFor(walker: Walker, field: Field, attempt: number): Input | undefined {
  const { form, chance, state } = walker;
  const { widget, path } = field;
  if (widget.kind === 'variants')
    return { kind: 'option', index: chance.below(widget.options.length) };
  const spot = spotAt(settingOf(form, state), filled(form, state).value, splitChoice(path).path);
  if (!spot) return undefined;
  const leaf =
    attempt < 8 && field.variants.length === 0
      ? sampleLeaf(
          chance,
          widget,
          spot.view.patterns.map(({ source }) => source),
        )
      : undefined;
  const value = leaf ?? sample(form, chance, { schemas: spot.schemas, path: spot.path });
  if (value === undefined) return undefined;
  return attempt < 15 ? say(field, value, chance) : { kind: 'value', value };
}

function listStep(walker: Walker, field: Field): boolean {
  const { form, chance, state } = walker;
  const { path, widget, answer: given } = field;
  if (widget.kind !== 'list') return false;
  const count = isList(given) ? given.length : 0;
  // A list of lists of itself must come to an end somewhere.
  const enough = count >= Math.max(widget.min, split(path).length > 8 ? 0 : 1);
  if (
    enough &&
    (chance.happens(0.6) || count >= 4 || count === 0) &&
    take(walker, done(form, state, path))
  )
    return true;
  if (widget.item === 'group' || widget.item === 'list')
    return take(walker, add(form, state, path));
  const spot = spotAt(settingOf(form, state), filled(form, state).value, path);
  const items = spot && sample(form, chance, { schemas: spot.schemas, path });
  const item = isList(items) ? items[0] : undefined;
  if (item === undefined) return false;
  return take(walker, add(form, state, path, { kind: 'value', value: item }));
}

/** What cannot be answered here may be wrong above: the group is given as a whole. */
function answerAbove(walker: Walker, path: string): boolean {
  const { form, chance } = walker;
  for (let place = splitChoice(path).path; ; place = parentOf(place)) {
    const spot = spotAt(settingOf(form, walker.state), filled(form, walker.state).value, place);
    for (let i = 0; spot && i < 5; i += 1) {
      const value = sample(form, chance, { schemas: spot.schemas, path: place });
      if (value === undefined) break;
      if (
        take(
          walker,
          answer(form, walker.state, place, { kind: 'json', text: JSON.stringify(value) }),
        )
      )
        return true;
    }
    if (place === '') return false;
  }
}

function tryOptional(walker: Walker, { path }: Field): void {
  const { form } = walker;
  const opened = edit(form, walker.state, path);
  if (!opened.ok && opened.problem.code === 'unknown_field')
    throw new Stuck(`!a field that was shown is not known: ${lastKey(path)}`);
  if (!opened.ok) return;
  const before = walker.state;
  move(walker, opened.state);
  const question = ask(form, walker.state);
  if (question && walker.chance.happens(0.2)) tryWrong(walker, question.field);
  if (!question || !answerOne(walker, question)) walker.state = leave(before);
  else if (walker.state.at) answerAll(walker);
}
