import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormatsModule from 'ajv-formats';

export interface PriceRule {
  readonly when: Readonly<Record<string, unknown>>;
  readonly credits: number | null;
  readonly quantity?: string;
}

export interface Model {
  readonly id: string;
  readonly family: string;
  readonly title: string;
  readonly kind: string;
  readonly output: 'image' | 'video' | 'audio' | 'text' | 'data';
  readonly endpoint: 'jobs' | 'veo' | 'flux-kontext';
  readonly status: 'listed' | 'documented' | 'unlisted' | 'retired';
  readonly follow_up?: boolean;
  readonly input_schema: {
    readonly properties: Readonly<Record<string, { readonly default?: unknown }>>;
  };
  readonly price: {
    readonly credits: number | null;
    readonly per: string;
    readonly quantity?: string;
    readonly rules?: readonly PriceRule[];
    readonly extras?: readonly { param: string; per_item: number; free?: number }[];
  };
}

export interface Models {
  list(): readonly Model[];
  find(id: string): Model | undefined;
  /** Why the input is refused; undefined when it is right. */
  objection(model: Model, input: unknown): string | undefined;
}

const file = join(import.meta.dirname, 'data', 'catalog.json');

/** The reference catalogue as it was handed over: corrections the product makes to its own never reach this copy. */
export function createModels(): Models {
  const models = readCatalogue();
  const byId = new Map(models.map((model) => [model.id, model]));
  const ajv = new Ajv2020({ strict: false, allErrors: false });
  // The types of its CommonJS module hide the function behind `default`.
  const addFormats = addFormatsModule.default;
  addFormats(ajv);
  const compiled = new Map<string, ValidateFunction>();

  const checkOf = (model: Model): ValidateFunction => {
    const known = compiled.get(model.id);
    if (known) return known;
    const check = ajv.compile(model.input_schema);
    compiled.set(model.id, check);
    return check;
  };

  return {
    list: () => models,
    find: (id) => byId.get(id),
    objection(model, input) {
      const check = checkOf(model);
      if (check(input)) return undefined;
      const [first] = check.errors ?? [];
      const unknown = first?.params.additionalProperty;
      const where = (first?.instancePath ?? '').slice(1).replaceAll('/', '.');
      const what = unknown === undefined ? first?.message : `has an unknown field ${unknown}`;
      return `${where === '' ? 'input' : where} ${what}`;
    },
  };
}

// Our own file, held to its contents by a test.
const readCatalogue = (): readonly Model[] => JSON.parse(readFileSync(file, 'utf8')) as Model[];
