import { createHash } from 'node:crypto';
import { AppError } from '#kernel';
import { readBuiltIn, readParamTexts } from './built-in.ts';
import { applyFile, type Mistake } from './check.ts';
import { fitsResult } from './follow-ups.ts';
import { compile, type Form, faults, type Json } from './form/index.ts';
import { type FromPrice, fromPrice } from './from-price.ts';
import { type Group, groups } from './kinds.ts';
import type { Model, Offer } from './model.ts';
import { paramsOf } from './price/price.ts';
import { type Choice, isForSale, type Quote, quote, type Terms } from './quote.ts';
import { createModelSearch } from './search.ts';
import { textsOf } from './texts.ts';

export interface CatalogueDeps {
  terms: Terms;
  /** The contents of CATALOGUE_FILE. */
  file?: unknown;
  /** Taken off sale while it runs. */
  isHidden?: (modelId: string) => boolean;
}

export type WhyNotSold = 'hidden' | 'retired' | 'unlisted' | 'helper' | 'unpriced' | 'no_source';

export interface Catalogue {
  readonly models: readonly Model[];
  /** What the operator sells by; a generation remembers those of its day. */
  readonly terms: Terms;
  find(id: string): Model | undefined;
  get(id: string): Model;
  /** Undefined: it is for sale. A follow-up is, but only on a result it fits. */
  whyNotSold(id: string): WhyNotSold | undefined;
  /** What people want to make, each with its models on sale, the main ones first. */
  groups(): readonly { readonly group: Group; readonly models: readonly Model[] }[];
  search(query: string): readonly Model[];
  followUps(sourceId: string): readonly Model[];
  form(id: string): Form;
  /** Why this input is not what the model's schema asks for; empty when it is. */
  faults(id: string, input: Json): readonly string[];
  quote(id: string, choice: Pick<Choice, 'input'> & Partial<Pick<Choice, 'seconds'>>): Quote;
  /** The parameters that decide on its price. */
  pricedBy(id: string): ReadonlySet<string>;
  from(id: string): FromPrice | undefined;
  /** Changes with whatever an open form or its price depends on: the model's schema, its price, the operator's terms. */
  hash(id: string): string;
}

export class CatalogueError extends Error {
  readonly mistakes: readonly Mistake[];
  constructor(mistakes: readonly Mistake[]) {
    const lines = mistakes.map(({ where, what }) => `  ${where}: ${what}`);
    super(
      `The catalogue has ${mistakes.length} mistakes, so nothing is started:\n${lines.join('\n')}`,
    );
    this.name = 'CatalogueError';
    this.mistakes = mistakes;
  }
}

/** Throws a CatalogueError with every mistake of the operator's file: nothing is sold from a broken catalogue. */
export function createCatalogue({ terms, file, isHidden = () => false }: CatalogueDeps): Catalogue {
  const texts = readParamTexts();
  const { models, mistakes } =
    file === undefined
      ? { models: readBuiltIn(), mistakes: [] }
      : applyFile(readBuiltIn(), file, texts);
  if (mistakes.length > 0) throw new CatalogueError(mistakes);
  const byId = new Map<string, Offer>(models.map((model) => [model.id, model]));
  const forms = new Map<string, Form>();
  const hashes = new Map<string, string>();
  // A shelf asks for the lowest prices of all that stands on it.
  const lowest = new Map<string, FromPrice>();
  const sellable = models.filter((model) => reasonOf(model) === undefined);
  // What goes on from a result needs something on sale that makes such a result.
  const offered = sellable.filter(
    (model) => model.followUp !== true || sellable.some((source) => fitsResult(model, source)),
  );
  const offeredIds = new Set(offered.map(({ id }) => id));
  const firstChoice = offered.filter(({ followUp }) => followUp !== true);
  const index = createModelSearch(offered);
  const shown = <T extends Model>(some: readonly T[]): readonly T[] =>
    some.filter(({ id }) => !isHidden(id));

  const get = (id: string): Offer => {
    const model = byId.get(id);
    if (model === undefined) throw new AppError('not_found', { modelId: id });
    return model;
  };

  const form = (id: string): Form => {
    const known = forms.get(id);
    if (known !== undefined) return known;
    const { schema } = get(id);
    const made = compile(asJson(schema), textsOf(schema, texts));
    forms.set(id, made);
    return made;
  };

  return {
    models,
    terms,
    find: (id) => byId.get(id),
    get,
    whyNotSold: (id) => {
      const model = get(id);
      const reason = reasonOf(model) ?? (offeredIds.has(id) ? undefined : 'no_source');
      return reason ?? (isHidden(id) ? 'hidden' : undefined);
    },
    groups: () =>
      groups
        .map((group) => ({ group, models: shown(modelsOf(group, firstChoice)) }))
        .filter((one) => one.models.length > 0),
    search: (query) => shown(index.find(query).map(get)),
    followUps: (sourceId) => {
      const source = get(sourceId);
      return shown(offered).filter((model) => fitsResult(model, source));
    },
    form,
    faults: (id, input) => faults(form(id), input),
    quote: (id, { input, seconds = {} }) => {
      const { price, schema } = get(id);
      return quote(price, terms, { input, seconds, schema: asJson(schema) });
    },
    pricedBy: (id) => new Set(paramsOf(get(id).price).map(({ param }) => param)),
    from: (id) => {
      const known = lowest.get(id);
      if (known !== undefined) return known;
      const { price, schema } = get(id);
      const found = fromPrice(price, terms, asJson(schema));
      if (found !== undefined) lowest.set(id, found);
      return found;
    },
    hash: (id) => {
      const known = hashes.get(id);
      if (known !== undefined) return known;
      const hash = hashOf(get(id), terms);
      hashes.set(id, hash);
      return hash;
    },
  };
}

function hashOf({ schema, price }: Offer, { rate, step, least }: Terms): string {
  const facts = JSON.stringify([schema, price, rate, String(step), String(least)]);
  return createHash('sha256').update(facts).digest('hex').slice(0, 16);
}

// Schemas come from JSON files: whatever zod let through is JSON.
const asJson = (schema: Model['schema']) => schema as Parameters<typeof compile>[0];

function modelsOf(group: Group, models: readonly Model[]): readonly Model[] {
  const main = models.filter(({ kind }) => group.kinds.includes(kind));
  const also = models.filter(
    (model) => !main.includes(model) && model.also?.some((kind) => group.kinds.includes(kind)),
  );
  return [...main, ...also];
}

function reasonOf(model: Offer): WhyNotSold | undefined {
  if (model.hidden) return 'hidden';
  if (model.status === 'retired' || model.status === 'unlisted') return model.status;
  if (model.kind === 'helper' || model.output === 'data') return 'helper';
  return isForSale(model.price) ? undefined : 'unpriced';
}
