import { setTimeout as pause } from 'node:timers/promises';
import type { Chance } from './chance.ts';
import type { Town } from './town.ts';
import type { Ask, Order } from './wire.ts';

export interface Counts {
  ordered: number;
  batches: number;
  doubled: number;
  cancelled: number;
  tooLate: number;
  retried: number;
  refused: Record<string, number>;
  askedAgain: number;
  blocked: number;
}

export interface Person {
  telegramId: number;
  isBlocked: boolean;
  /** Single orders and those of batches, by the answer that came. */
  orders: { id: string; token: string }[];
  retried: Set<string>;
}

const models: readonly { id: string; more?: Order['input'] }[] = [
  { id: 'google/nano-banana' },
  { id: 'google/nano-banana' },
  { id: 'nano-banana-2-1' },
  { id: 'veo3_lite' },
  { id: 'flux-kontext-pro' },
  { id: 'flux1-kontext' },
  { id: 'grok-imagine/text-to-video' },
  { id: 'ideogram/v3-text-to-image' },
];
// What a prompt may ask for in the sandbox: [fail 422].
const failures = [400, 408, 422, 500, 501, 531];
const mostInBatch = 4;
// On a busy machine all who take orders may be away for minutes: killed, and slow to start.
const insistMs = 10 * 60_000;

/** People who order, change their mind, tap twice and try again, until they are told to stop. */
export function gatherPeople(town: Town, chance: Chance, input: { count: number; restMs: number }) {
  const counts: Counts = {
    ordered: 0,
    batches: 0,
    doubled: 0,
    cancelled: 0,
    tooLate: 0,
    retried: 0,
    refused: {},
    askedAgain: 0,
    blocked: 0,
  };
  let tokens = 0;
  const over = new AbortController();
  const isOpen = () => !over.signal.aborted;
  /** Shorter when it is all over. */
  const rest = (ms: number) => pause(ms, undefined, { signal: over.signal }).catch(() => undefined);
  const idShape = (value: unknown): string =>
    typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : '';

  /** Whatever becomes of the one that is asked: the same is asked again until there is an answer. */
  const insist = async (ask: Ask, dice: Chance) => {
    const giveUpAt = performance.now() + insistMs;
    while (performance.now() < giveUpAt) {
      const answer = await town.ask(ask, (from) => dice.pick(from));
      if (answer && (answer.ok || !answer.isPassing)) return answer;
      counts.askedAgain += 1;
      await pause(dice.between(100, 1_000));
    }
    throw new Error(`nobody answered to ${ask.verb}`);
  };

  const newOrder = (dice: Chance): { order: Order; token: string } => {
    tokens += 1;
    const token = `#${String(tokens).padStart(6, '0')}`;
    const wish = dice.next() < 0.06 ? `[fail ${dice.pick(failures)}] ` : '';
    const model = dice.pick(models);
    return {
      token,
      order: { modelId: model.id, input: { prompt: `${token} ${wish}a jackdaw`, ...model.more } },
    };
  };

  const join = async (i: number): Promise<Person> => {
    const dice = chance.fork(`join ${i}`);
    const { id: telegramId } = town.telegram.addUser({
      first_name: `Person ${i}`,
      language_code: dice.pick(['ru', 'en']),
    });
    town.telegram.start({ user: telegramId });
    // One in eight is poor: some of their orders are refused.
    const amount = i % 8 === 7 ? '60' : '20000';
    await insist({ verb: 'grant', telegramId, amount, key: `chaos:${telegramId}` }, dice);
    return { telegramId, isBlocked: false, orders: [], retried: new Set() };
  };

  const refused = (code: string) => {
    counts.refused[code] = (counts.refused[code] ?? 0) + 1;
  };

  const acts = {
    order: async (person: Person, dice: Chance) => {
      const { order, token } = newOrder(dice);
      const { telegramId } = person;
      const ask: Ask = { verb: 'order', telegramId, key: `key ${token}`, order };
      const answer = await insist(ask, dice);
      if (!answer.ok) return refused(answer.code);
      counts.ordered += 1;
      person.orders.push({ id: idShape(answer.value), token });
    },
    doubleTap: async (person: Person, dice: Chance) => {
      const { order, token } = newOrder(dice);
      const { telegramId } = person;
      const ask: Ask = { verb: 'order', telegramId, key: `key ${token}`, order };
      const answers = await Promise.all([insist(ask, dice), insist(ask, dice)]);
      const [first, second] = answers;
      if (!first.ok || !second.ok) {
        for (const one of answers) if (!one.ok) refused(one.code);
        return;
      }
      counts.doubled += 1;
      if (idShape(first.value) !== idShape(second.value))
        town.surprises.push(`a double tap on ${token} made two orders`);
      person.orders.push({ id: idShape(first.value), token });
    },
    batch: async (person: Person, dice: Chance) => {
      const items = Array.from({ length: dice.whole(2, mostInBatch) }, () => newOrder(dice));
      const { telegramId } = person;
      const key = `batch ${items[0]?.token}`;
      const orders = items.map(({ order }) => order);
      const answer = await insist({ verb: 'batch', telegramId, key, orders }, dice);
      if (!answer.ok) return refused(answer.code);
      counts.batches += 1;
      counts.ordered += orders.length;
    },
    cancel: async (person: Person, dice: Chance) => {
      const { telegramId } = person;
      const last = person.orders.at(-dice.whole(1, 3));
      if (!last) return;
      const answer = await insist({ verb: 'cancel', telegramId, id: last.id }, dice);
      if (answer.ok) counts.cancelled += 1;
      else if (answer.code === 'already_submitted') counts.tooLate += 1;
      else refused(answer.code);
    },
    orderAndCancel: async (person: Person, dice: Chance) => {
      await acts.order(person, dice);
      const last = person.orders.at(-1);
      if (!last) return;
      const { telegramId } = person;
      const answer = await insist({ verb: 'cancel', telegramId, id: last.id }, dice);
      if (answer.ok) counts.cancelled += 1;
      else counts.tooLate += 1;
    },
    retry: async (person: Person, dice: Chance) => {
      const { telegramId } = person;
      for (const { id } of person.orders.slice(-6)) {
        const found = await insist({ verb: 'status', telegramId, id }, dice);
        const isFailed = found.ok && JSON.stringify(found.value).includes('"FAILED"');
        if (!isFailed) continue;
        const ask: Ask = { verb: 'retry', telegramId, id, key: `retry ${id}` };
        const answer = await insist(ask, dice);
        // The same one again is the same order.
        if (answer.ok && !person.retried.has(id)) counts.retried += 1;
        else if (!answer.ok) refused(answer.code);
        if (answer.ok) person.retried.add(id);
        return;
      }
    },
    block: async (person: Person, dice: Chance) => {
      const { telegramId: user } = person;
      counts.blocked += 1;
      person.isBlocked = true;
      town.telegram.block({ user, blocked: true });
      await rest(dice.between(3_000, 12_000));
      town.telegram.block({ user, blocked: false });
      person.isBlocked = false;
    },
    menu: async ({ telegramId: user }: Person) => {
      town.telegram.send({ user, text: '/help' });
    },
  };
  const weights: Record<keyof typeof acts, number> = {
    order: 50,
    doubleTap: 8,
    batch: 8,
    cancel: 8,
    orderAndCancel: 8,
    retry: 10,
    block: 4,
    menu: 4,
  };

  const live = async (person: Person, dice: Chance) => {
    while (isOpen()) {
      await acts[dice.weigh(weights)](person, dice);
      if (isOpen()) await rest(dice.between(0.2, 1.8) * input.restMs);
    }
  };

  return {
    counts,
    people: [] as Person[],
    async begin(): Promise<void> {
      this.people = await Promise.all(Array.from({ length: input.count }, (_, i) => join(i)));
      const lives = this.people.map((person, i) => live(person, chance.fork(`life ${i}`)));
      this.over = Promise.all(lives);
      this.over.catch(() => undefined);
    },
    over: undefined as Promise<unknown> | undefined,
    async end(): Promise<void> {
      over.abort();
      await this.over;
    },
  };
}
