import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { toDecimal } from '#kernel';
import type { Model } from '#modules/catalogue';
import type { Chance } from '#modules/catalogue/form/walk';
import { fillIn } from './fill.ts';
import { meet, type Person } from './person.ts';
import type { Town } from './town.ts';

export interface Visit {
  model: Model;
  /** What came into the chat. */
  delivered?: string;
  price?: string;
  steps: number;
  ms: number;
  problem?: string;
}

const deliveredMs = 120_000;
const keyOf = (id: string) => createHash('sha256').update(id).digest('hex').slice(0, 12);

/** One person, one model: found on the shelf, filled in, ordered and delivered. */
export async function visit(town: Town, model: Model, chance: Chance): Promise<Visit> {
  const startedAt = performance.now();
  let who: Person | undefined;
  try {
    who = await meet(town, 'Тур');
    if (model.followUp) await openFollowUp(town, who, { model, chance });
    else await openFromShelf(town, who, model);
    const { price, delivered } = await orderOpen(town, who, chance);
    return { model, delivered, price, steps: who.steps(), ms: performance.now() - startedAt };
  } catch (error) {
    const last = who?.last();
    const seen = (last?.text ?? last?.caption ?? '').replaceAll('\n', ' / ').slice(0, 160);
    const problem = `${error instanceof Error ? error.message : String(error)} | ${seen}`;
    return { model, steps: who?.steps() ?? 0, ms: performance.now() - startedAt, problem };
  }
}

async function openFromShelf({ app }: Town, who: Person, model: Model): Promise<void> {
  const shelf = app.catalogue.groups().find(({ models }) => models.includes(model));
  if (!shelf) throw new Error('on no shelf');
  await who.says('/models');
  await pressStart(who, `v1:ms:${shelf.group.id}:`);
  const pages = Math.ceil(shelf.models.length / 8);
  for (let page = 0; page < pages; page += 1) {
    const [found] = who.keys(`v1:mm:${keyOf(model.id)}:`);
    if (found) {
      await who.presses(found);
      await pressStart(who, `v1:ds:${keyOf(model.id)}`);
      return;
    }
    const next = who.keys('v1:ms:').find(({ text }) => text === '›');
    if (!next) break;
    await who.presses(next);
  }
  throw new Error('not on its shelf');
}

async function pressStart(who: Person, start: string): Promise<void> {
  const [key] = who.keys(start);
  if (!key) throw new Error(`no button ${start}`);
  await who.presses(key);
}

/** From the result of the cheapest model that it goes on from. */
async function openFollowUp(
  town: Town,
  who: Person,
  { model, chance }: { model: Model; chance: Chance },
): Promise<void> {
  const { catalogue } = town.app;
  const sources = catalogue
    .groups()
    .flatMap(({ models }) => models)
    .filter(({ id }) => catalogue.followUps(id).includes(model));
  const [source] = sources.toSorted(
    (a, b) =>
      Number(catalogue.from(a.id)?.amount ?? 0n) - Number(catalogue.from(b.id)?.amount ?? 0n),
  );
  if (!source) throw new Error('goes on from no model that is sold');
  await openFromShelf(town, who, source);
  await orderOpen(town, who, chance);
  await pressStart(who, 'v1:ou:');
  const [way] = who.keys('v1:uo:').filter(({ data }) => data.includes(`:${keyOf(model.id)}:`));
  if (!way) throw new Error(`${source.id} offers no such way on`);
  await who.presses(way);
}

async function orderOpen(town: Town, who: Person, chance: Chance) {
  const view = await fillIn(town, who, chance);
  if (!view.quote.ok) throw new Error(`no price: ${view.quote.code}`);
  const before = Math.max(0, ...who.messages().map(({ message_id }) => message_id));
  const confirm = who
    .keys('v1:dc:')
    .find(({ data }) => data.endsWith(`:${view.draft.rev.toString(36)}`));
  if (!confirm) throw new Error('no button to confirm');
  await who.presses(confirm);
  const turn = await town.app.studio.view({ userId: who.userId, draftId: view.draft.id });
  if (turn.kind !== 'submitted') throw new Error(`not ordered: ${turn.kind}`);
  const { generationId } = turn.draft;
  if (generationId === undefined) throw new Error('ordered without an order');
  const delivered = await arrival(town, who, { generationId, before });
  return { price: toDecimal(view.quote.amount), delivered };
}

const media = ['photo', 'video', 'animation', 'audio', 'voice', 'document'] as const;

/** What the result came as: a message of its own, below everything that was there before the order. */
async function arrival(
  { app }: Town,
  who: Person,
  { generationId, before }: { generationId: string; before: number },
): Promise<string> {
  const deadline = performance.now() + deliveredMs;
  let status = '';
  while (performance.now() < deadline) {
    const generation = await app.generation.get({ userId: who.userId, generationId });
    status = generation.status;
    if (status === 'FAILED' || status === 'CANCELLED')
      throw new Error(`${status} ${generation.code ?? ''}`);
    const result = who.messages().filter(({ message_id }) => message_id > before);
    const isTold = result.some(({ reply_markup: markup }) =>
      JSON.stringify(markup ?? {}).includes('v1:oa:'),
    );
    if (status === 'COMPLETED' && isTold) {
      const forms = result.flatMap((one) => media.filter((form) => form in one));
      return forms.length === 0 ? 'text' : [...new Set(forms)].join(' + ');
    }
    await pause(100);
  }
  throw new Error(`not delivered; the order is ${status}`);
}
