import { exampleOf } from './example.ts';
import { filled } from './fill.ts';
import type { Form, State } from './form.ts';
import type { Problem, Way } from './problem.ts';
import { settingOf } from './questions.ts';
import { childSpot, type Setting, type Spot, spotAt, spotOf } from './spot.ts';
import { titleOf } from './texts.ts';
import { variantsOf, widgetOf } from './widget.ts';
import { both } from './words.ts';

/** The check sees schemas, not what a form calls them: the words are put in before a person hears of it. */
export function named(form: Form, state: State, problem: Problem): Problem {
  const setting = settingOf(form, state);
  const spot = () => spotAt(setting, filled(form, state).value, problem.path);
  switch (problem.code) {
    case 'no_match':
    case 'ambiguous':
    case 'choose_variant': {
      if (problem.ways !== undefined) return problem;
      const place = spot();
      return place ? { ...problem, ways: waysOf(setting, place) } : problem;
    }
    case 'not_an_option': {
      const place = problem.options.length === 0 ? spot() : undefined;
      const ways = place ? waysOf(setting, place) : [];
      return ways.length > 0 ? { code: 'no_match', path: problem.path, ways } : problem;
    }
    case 'forbidden_together': {
      const place = spot();
      const titles = problem.names.map((name) => {
        const child = place && childSpot(setting, place, name);
        return child ? titleOf(form, child.path, child.view) : both(name);
      });
      return { ...problem, titles };
    }
    default:
      return problem;
  }
}

/** The kinds of answer that a place takes, each with an example where a few signs can show it. */
export function waysOf(setting: Setting, spot: Spot): readonly Way[] {
  const [fork] = spotOf(setting, { ...spot, value: undefined }).expansion.forks;
  if (!fork) return [];
  return variantsOf(setting.form, fork).options.map(({ index, label }) => {
    const picks = { ...setting.picks, [fork.key]: index };
    const { schemas, path, required } = spot;
    const branch = spotOf({ ...setting, picks }, { schemas, path, required, value: undefined });
    const widget = widgetOf({ ...setting, picks }, branch);
    const [ru, en] = [exampleOf(widget, 'ru'), exampleOf(widget, 'en')];
    return { label, ...(ru !== undefined && en !== undefined && { example: { ru, en } }) };
  });
}
