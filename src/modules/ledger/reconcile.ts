import { creditsOf, toDecimal } from '#kernel';
import type { LedgerDeps } from './deps.ts';
import { legalMoves } from './moves.ts';
import { type BreachKind, type FigureName, listBreaches, readFigures } from './store/reconcile.ts';

export interface Breach {
  kind: BreachKind;
  /** The row that breaks the promise, with what it should have been beside it. */
  row: Record<string, unknown>;
}

export interface Reconciliation {
  isSound: boolean;
  /** Counts as they are, amounts in decimal credits; `sum` of all accounts must be 0. */
  figures: Record<FigureName | 'sum', string>;
  breaches: Breach[];
}

const counts: readonly FigureName[] = [
  'people',
  'transfers',
  'holdsOpen',
  'holdsCaptured',
  'holdsReleased',
];

const legal = Object.entries(legalMoves).flatMap(([reason, sides]) =>
  sides.map(([debit, credit]) => `${reason}:${debit}:${credit}`),
);

/** Reads one moment of the whole ledger, however much moves meanwhile. */
export async function reconcile({ db }: Pick<LedgerDeps, 'db'>): Promise<Reconciliation> {
  const { raw, breaches } = await db.transaction(
    async (tx): Promise<{ raw: Record<FigureName, bigint>; breaches: Breach[] }> => ({
      raw: await readFigures(tx),
      breaches: await listBreaches(tx, legal),
    }),
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
  const ofPeople = raw.available + raw.held - raw.owed;
  const ofHouse = raw.earned + raw.granted + raw.sold + raw.welcomed;
  const sum = ofPeople + ofHouse;
  const tell = (name: FigureName): string =>
    counts.includes(name) ? raw[name].toString() : toDecimal(creditsOf(raw[name]));
  if (sum !== 0n) breaches.push({ kind: 'sum_not_zero', row: { sum: toDecimal(creditsOf(sum)) } });
  return {
    isSound: breaches.length === 0,
    figures: {
      people: tell('people'),
      transfers: tell('transfers'),
      holdsOpen: tell('holdsOpen'),
      holdsCaptured: tell('holdsCaptured'),
      holdsReleased: tell('holdsReleased'),
      available: tell('available'),
      held: tell('held'),
      owed: tell('owed'),
      earned: tell('earned'),
      granted: tell('granted'),
      sold: tell('sold'),
      welcomed: tell('welcomed'),
      sum: toDecimal(creditsOf(sum)),
    },
    breaches,
  };
}
