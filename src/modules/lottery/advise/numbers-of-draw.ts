import type { Lottery } from '#modules/lottery/facts';

/** The numbers of a draw by the fields of the game; as they came where its rules are not known. */
export function fieldsOfDraw({ matrix }: Lottery, numbers: readonly number[]): number[][] {
  if (matrix === undefined || matrix.ticket) return [[...numbers]];
  let at = matrix.archiveSkips ?? 0;
  const fields = matrix.fields.map(({ pick, drawn = pick }) => {
    const field = numbers.slice(at, at + drawn);
    at += drawn;
    return field;
  });
  return fields.some((field, i) => {
    const { pick, drawn = pick } = matrix.fields[i] ?? { pick: 0 };
    return field.length !== drawn;
  })
    ? [[...numbers]]
    : fields;
}

export const numbersText = (lottery: Lottery, numbers: readonly number[]): string => {
  const fields = fieldsOfDraw(lottery, numbers);
  return fields.map((field) => field.join(' ')).join(lottery.matrix?.ordered ? ' ' : ' + ');
};
