import type { Model, PriceRule } from './models.ts';

type Input = Readonly<Record<string, unknown>>;
/** The length of the media behind an address, where it can be told. */
export type SecondsOf = (url: string) => number | undefined;

// What is not here cannot be looked into, and what a run will give is not known before it: a usual amount.
const usualSeconds = 8;
const usualCredits = 5;

/** KIE credits of this input, as section 12 of the reference reads its price rules. */
export function priceOf(
  model: Model,
  given: Input,
  secondsOf: SecondsOf = () => undefined,
): number {
  const input = withDefaults(model, given);
  const { price } = model;
  const rule = price.rules?.find(({ when }) => matches(when, input));
  const unit = (rule === undefined ? price.credits : rule.credits) ?? usualCredits;
  const quantity = quantityOf(rule?.quantity ?? price.quantity, {
    input,
    per: price.per,
    secondsOf,
  });
  const extra = (price.extras ?? []).reduce((sum, { param, per_item, free = 0 }) => {
    const items = input[param];
    return sum + Math.max(0, (Array.isArray(items) ? items.length : 0) - free) * per_item;
  }, 0);
  return Math.round((unit * quantity + extra) * 1000) / 1000;
}

function withDefaults(model: Model, given: Input): Input {
  const input: Record<string, unknown> = { ...given };
  for (const [name, { default: value }] of Object.entries(model.input_schema.properties))
    if (input[name] === undefined && value !== undefined) input[name] = value;
  return input;
}

const matches = (when: PriceRule['when'], input: Input): boolean =>
  Object.entries(when).every(([name, wanted]) => {
    const value = input[name];
    const isGiven = value !== undefined && value !== '' && !isEmpty(value);
    if (wanted === '*') return isGiven;
    if (wanted === null) return !isGiven;
    return value === wanted;
  });

const isEmpty = (value: unknown) => Array.isArray(value) && value.length === 0;

function quantityOf(rule: string | undefined, asked: Asked): number {
  if (rule === undefined) return 1;
  return rule.split('+').reduce((sum, part) => sum + partOf(part.trim(), asked), 0);
}

interface Asked {
  readonly input: Input;
  readonly per: string;
  readonly secondsOf: SecondsOf;
}

function partOf(part: string, { input, per, secondsOf }: Asked): number {
  if (part.startsWith('media:'))
    return mediaSeconds(input[part.slice('media:'.length).replace('[]', '')], secondsOf);
  if (part === 'output') return per === 'second' ? outputSeconds(input, secondsOf) : 1;
  if (part.startsWith('chars:')) {
    const letters = charsAt(input, part.slice('chars:'.length));
    return per === '1k-chars' ? letters / 1000 : letters;
  }
  const value = Number(input[part]);
  return Number.isFinite(value) && value > 0 ? value : 1;
}

/** What is made of a clip or a sound is as long as the longest of them. */
function outputSeconds(input: Input, secondsOf: SecondsOf): number {
  const lengths = Object.values(input)
    .flat()
    .flatMap((one) => (typeof one === 'string' ? (secondsOf(one) ?? []) : []));
  return lengths.length === 0 ? usualSeconds : Math.ceil(Math.max(...lengths));
}

/** Every started second of every file counts. */
function mediaSeconds(value: unknown, secondsOf: SecondsOf): number {
  const urls = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
  const lengths = urls.map(secondsOf);
  if (lengths.some((seconds) => seconds === undefined)) return usualSeconds;
  return lengths.reduce<number>((sum, seconds) => sum + Math.ceil(seconds ?? 0), 0);
}

function charsAt(input: Input, path: string): number {
  const [list, field] = path.split('[].');
  const value = input[list ?? ''];
  if (field === undefined) return typeof value === 'string' ? value.length : 0;
  if (!Array.isArray(value)) return 0;
  return value.reduce((sum: number, item: Input) => sum + String(item[field] ?? '').length, 0);
}
