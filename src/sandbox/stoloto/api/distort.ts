import type { Fault } from '#sandbox/stoloto/world';

type Json = unknown;

/** An answer as it would look after a change nobody announced. */
export function distort(answer: object, faults: readonly Fault[]): object {
  return faults.reduce<object>((given, fault) => {
    if (fault.kind === 'without') return asObject(without(given, fault.field));
    return fault.kind === 'shape' ? asObject(reshape(given, fault)) : given;
  }, answer);
}

function without(value: Json, field: string): Json {
  if (Array.isArray(value)) return value.map((one) => without(one, field));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== field)
      .map(([key, one]) => [key, without(one, field)]),
  );
}

const isDrawOf = (value: object, code: string): boolean =>
  'number' in value && 'completed' in value && (!('game' in value) || value.game === code);

/** The newest held draw (or the one that is named) tells its numbers in a way nobody knows. */
function reshape(given: object, { code, number }: Extract<Fault, { kind: 'shape' }>): Json {
  const draws = 'draws' in given && Array.isArray(given.draws) ? given.draws : undefined;
  const one = 'draw' in given ? [given.draw] : [];
  const target = (draws ?? one).find(
    (draw) =>
      typeof draw === 'object' &&
      draw !== null &&
      isDrawOf(draw, code) &&
      (number === undefined ? draw.completed === true : draw.number === number),
  );
  if (target === undefined) return given;
  const { winningCombination: _, ...rest } = target;
  const strange = { ...rest, combination: { rows: [[1, 2], [3]], structured: { rows: [[1, 2]] } } };
  if (draws) return { ...given, draws: draws.map((draw) => (draw === target ? strange : draw)) };
  return { ...given, draw: strange };
}

const asObject = (value: Json): object =>
  typeof value === 'object' && value !== null ? value : {};
