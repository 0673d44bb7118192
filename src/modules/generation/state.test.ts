import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  certainties,
  isFinal,
  type MoveName,
  moved,
  moves,
  type State,
  sourcesOf,
  statuses,
} from './state.ts';

const start: State = { status: 'PENDING', certainty: 'unsubmitted' };
const rank = (state: State) => certainties.indexOf(state.certainty);

test('whatever is tried, an end is an end, and certainty shrinks only by another attempt', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...moves), { maxLength: 30 }), (tried) => {
      let state = start;
      for (const move of tried) {
        const next = moved(state, move);
        if (!next) continue;
        assert.ok(!isFinal(state.status), `${state.status} was left by ${move}`);
        if (move !== 'again' && move !== 'back') assert.ok(rank(next) >= rank(state));
        if (move === 'cancel') assert.equal(state.certainty, 'unsubmitted');
        state = next;
      }
    }),
  );
});

test('every state but an end has a way on, and every state that can be reached has a way to an end', () => {
  const reached = new Map<string, State>();
  const visit = (state: State): void => {
    const key = `${state.status} ${state.certainty}`;
    if (reached.has(key)) return;
    reached.set(key, state);
    for (const move of moves) {
      const next = moved(state, move);
      if (next) visit(next);
    }
  };
  visit(start);
  for (const state of reached.values()) {
    const isOpen = !isFinal(state.status);
    assert.equal(moved(state, 'fail') !== undefined, isOpen, JSON.stringify(state));
  }
  assert.deepEqual(
    [...new Set([...reached.values()].map(({ status }) => status))].sort(),
    [...statuses].sort(),
  );
});

const refusals: readonly [State, MoveName][] = [
  [{ status: 'PROCESSING', certainty: 'submitting' }, 'cancel'],
  [{ status: 'PROCESSING', certainty: 'submitting' }, 'begin'],
  [{ status: 'PROCESSING', certainty: 'submitted' }, 'deliverable'],
  [{ status: 'PROCESSING', certainty: 'finished' }, 'again'],
  [{ status: 'PROCESSING', certainty: 'finished' }, 'back'],
  [{ status: 'CANCELLED', certainty: 'unsubmitted' }, 'begin'],
  [{ status: 'FAILED', certainty: 'submitted' }, 'done'],
  [{ status: 'COMPLETED', certainty: 'finished' }, 'fail'],
];

for (const [state, move] of refusals)
  test(`${move} is refused in ${state.status}, ${state.certainty}`, () => {
    assert.equal(moved(state, move), undefined);
    assert.ok(
      !sourcesOf(move).some(
        (one) => one.status === state.status && one.certainty === state.certainty,
      ),
    );
  });
