import { randomInt } from 'node:crypto';
import type { Matrix } from '#modules/lottery/odds';
import { isPopular } from './popular.ts';

interface RandomTicketOptions {
  /** A fair whole number from 0 up to, not including, `below`. */
  random?: (below: number) => number;
  /** Keep clear of sets many people mark: not to win more often, but to share a prize less often. */
  unpopular?: boolean;
}

const tries = 200;

/** Numbers of every field, ascending (digits keep their order): each set is as likely as any other. */
export function randomTicket(
  matrix: Matrix & { ordered?: true | undefined },
  { random = (below) => randomInt(below), unpopular = true }: RandomTicketOptions = {},
): number[][] {
  return matrix.fields.map((field) => {
    if (matrix.ordered) return [random(field.of)];
    let numbers = draw(field, random);
    // A field like 2 of 26 has almost no unpopular sets: then any set will do.
    for (let i = 0; unpopular && i < tries && isPopular(numbers, field.of); i += 1)
      numbers = draw(field, random);
    return numbers;
  });
}

function draw(
  { of, pick }: { of: number; pick: number },
  random: (below: number) => number,
): number[] {
  const left = Array.from({ length: of }, (_, i) => i + 1);
  const taken = Array.from({ length: pick }, () => left.splice(random(left.length), 1)[0] ?? 0);
  return taken.sort((a, b) => a - b);
}
