import { isDeepStrictEqual } from 'node:util';
import { lost, open, type Turn, type Turning, write } from './act.ts';
import type { Desk } from './deps.ts';
import type { Awaiting } from './draft.ts';
import type { SeriesPlan } from './series.ts';
import { viewOf } from './view.ts';

/** The form is to become several orders, or one again. Any other change of the form takes it back. */
export async function setSeries(
  deps: Desk,
  turning: Turning,
  { plan, awaiting }: { plan: SeriesPlan | undefined; awaiting?: Awaiting | undefined },
): Promise<Turn> {
  const found = await open(deps, turning);
  if ('turn' in found) return found.turn;
  const { draft } = found;
  if (found.isRepeat || (plan && isDeepStrictEqual(plan, draft.series)))
    return { kind: 'taken', view: await viewOf(deps, draft), dropped: [] };
  const view = await viewOf(deps, { ...draft, series: plan });
  const after = await write(deps, view, { by: turning.by, awaiting, series: plan });
  return after ? { kind: 'taken', view: after, dropped: [] } : lost(deps, turning);
}
