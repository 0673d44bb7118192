import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestDatabase } from '#testing';
import { arrangeStudio } from './fixtures/arrange-studio.ts';
import { type SeriesPlan, splitPrompts, type Turn, type View } from './index.ts';

type Arranged = Awaited<ReturnType<typeof arrangeStudio>>;

const taken = (turn: Turn): View => (turn.kind === 'taken' ? turn.view : assert.fail(turn.kind));
const refOf = ({ draft }: View) => ({ userId: draft.userId, draftId: draft.id, rev: draft.rev });

/** A form of Z-Image with nothing missing. */
async function filled({ studio, person }: Arranged): Promise<View> {
  const userId = await person();
  const input = { prompt: 'кот', aspect_ratio: '1:1' };
  return studio.openDraft({ userId, modelId: 'z-image', input });
}

const planned = async ({ studio }: Arranged, view: View, plan: SeriesPlan) =>
  taken(await studio.setSeries(refOf(view), { plan }));

test('a plan makes one form several orders, and their price is that of all', async (t) => {
  const story = await arrangeStudio(t, await createTestDatabase(t));
  const view = await filled(story);
  assert.ok(view.quote.ok);
  const one = view.quote.amount;
  const plans: [SeriesPlan, object[]][] = [
    [{ kind: 'variants', count: 3 }, [{}, {}, {}]],
    [
      { kind: 'values', name: 'aspect_ratio', values: ['4:3', '16:9'] },
      [{ aspect_ratio: '4:3' }, { aspect_ratio: '16:9' }],
    ],
    [
      { kind: 'prompts', name: 'prompt', prompts: ['пёс', 'ёж'] },
      [{ prompt: 'пёс' }, { prompt: 'ёж' }],
    ],
  ];
  let now = view;
  for (const [plan, changes] of plans) {
    now = await planned(story, now, plan);
    assert.deepEqual(
      now.series?.orders.map(({ input }) => input),
      changes.map((change) => ({ prompt: 'кот', aspect_ratio: '1:1', ...change })),
    );
    assert.equal(now.series?.total, one * BigInt(changes.length));
    assert.equal(now.series?.left, 0);
  }
});

test('what cannot be ordered with the other answers is left out, counted and never paid', async (t) => {
  const story = await arrangeStudio(t, await createTestDatabase(t));
  const values = ['1:1', '5:7', '16:9'];
  const view = await planned(story, await filled(story), {
    kind: 'values',
    name: 'aspect_ratio',
    values,
  });
  assert.equal(view.series?.left, 1);
  assert.equal((await story.studio.submit(refOf(view))).kind, 'series_ordered');
  assert.equal(story.batches()[0]?.orders.length, 2);
});

test('a series is ordered once, however often and however much at once', async (t) => {
  const story = await arrangeStudio(t, await createTestDatabase(t));
  const { studio, batches, orders } = story;
  const view = await planned(story, await filled(story), { kind: 'variants', count: 4 });
  const pressed = await Promise.all([1, 2, 3].map(() => studio.submit(refOf(view))));
  for (const { kind } of pressed) assert.match(kind, /^(series_ordered|submitted)$/);
  assert.equal((await studio.submit(refOf(view))).kind, 'submitted');
  assert.equal(batches().length, 1);
  assert.equal(orders().length, 0);
});

test('less than two is no series, and without the money it waits as it is', async (t) => {
  const story = await arrangeStudio(t, await createTestDatabase(t));
  const { studio, setFunded, batches } = story;
  const short = await planned(story, await filled(story), {
    kind: 'models',
    modelIds: ['z-image'],
  });
  assert.equal((await studio.submit(refOf(short))).kind, 'series_short');
  const view = await planned(story, short, { kind: 'variants', count: 2 });
  setFunded(false);
  const unfunded = await studio.submit(refOf(view));
  assert.ok(unfunded.kind === 'unfunded');
  assert.equal(unfunded.price, view.series?.total);
  setFunded(true);
  assert.equal((await studio.submit(refOf(unfunded.view))).kind, 'series_ordered');
  assert.equal(batches().length, 1);
});

test('any change of the form makes it one order again; of two at once one is taken', async (t) => {
  const story = await arrangeStudio(t, await createTestDatabase(t));
  const { studio, orders } = story;
  const first = await filled(story);
  const both = await Promise.all([
    studio.setSeries(refOf(first), { plan: { kind: 'variants', count: 2 } }),
    studio.setSeries(refOf(first), { plan: { kind: 'variants', count: 3 } }),
  ]);
  assert.deepEqual(both.map(({ kind }) => kind).toSorted(), ['stale', 'taken']);
  const [now] = both.flatMap((turn) => (turn.kind === 'taken' ? [turn.view] : []));
  assert.ok(now);
  const changed = taken(
    await studio.act(refOf(now), {
      do: 'answer',
      path: '/prompt',
      input: { kind: 'text', text: 'пёс' },
    }),
  );
  assert.equal(changed.series, undefined);
  assert.equal((await studio.submit(refOf(changed))).kind, 'ordered');
  assert.equal(orders().length, 1);
});

test('pasted texts are told apart by lines or by empty lines', () => {
  assert.deepEqual(splitPrompts('1. кот\n2) пёс'), ['кот', 'пёс']);
  assert.deepEqual(splitPrompts('кот\nв шляпе\n\nпёс'), ['кот\nв шляпе', 'пёс']);
});
