import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { z } from 'zod';
import { createStolotoSandbox, type StolotoSandboxOptions } from './index.ts';

// Data is read as it comes: each test says what must be in it.
const anything = z.looseObject({ requestStatus: z.string().optional() });
type Json = z.infer<typeof anything> & Record<string, ReturnType<typeof JSON.parse>>;

const fixture = (name: string): Json =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures', `${name}.json`), 'utf8'));

async function arrange(t: TestContext, options: StolotoSandboxOptions = {}) {
  const sandbox = createStolotoSandbox({ limits: false, ...options });
  const { url } = await sandbox.start();
  t.after(sandbox.stop);
  sandbox.control.clock.freeze();
  const ask = (path: string, headers: Record<string, string> = { 'gosloto-partner': 'p' }) =>
    fetch(`${url}${path}`, { headers });
  const read = async (path: string): Promise<Json> => {
    const answer = await ask(path);
    assert.equal(answer.status, 200, path);
    return JSON.parse(await answer.text());
  };
  const v35 = (path: string) => read(`/p/api/mobile/api/v35${path}`);
  const cms = (path: string) => read(`/cms/api${path}`);
  return { sandbox, control: sandbox.control, url, ask, read, v35, cms };
}

const keysOf = (value: object) => Object.keys(value).sort();

test('its answers have the fields of the reference', async (t) => {
  const { v35, cms } = await arrange(t);
  const archive = await v35('/service/draws/archive?game=6x45&count=50&page=1');
  const theirs = fixture('draws-archive-6x45');
  assert.deepEqual(keysOf(archive.draws[0]), keysOf(theirs.draws[0]));
  assert.deepEqual(keysOf(archive.draws[5]), keysOf(theirs.draws[1]));
  assert.deepEqual(
    keysOf(archive.draws[5].winCategories[0]),
    keysOf(theirs.draws[1].winCategories[0]),
  );
  const details = await v35('/service/draws/ruslotto/details?count=5');
  assert.deepEqual(keysOf(details.draws[0]), keysOf(fixture('draws-details-ruslotto').draws[0]));
  const single = await v35(`/service/draws/6x45/${archive.draws[3].number}`);
  assert.deepEqual(keysOf(single.draw), keysOf(fixture('draw-detail-6x45').draw));
  const games = await v35('/service/games/info-new');
  assert.deepEqual(keysOf(games.games[0]), keysOf(fixture('games-info-new').games[0]));
  assert.deepEqual(keysOf(games.games[0].draw), keysOf(fixture('games-info-new').games[0].draw));
  const packets = await v35('/packets/list');
  assert.deepEqual(keysOf(packets.packets[0]), keysOf(fixture('packets-list').packets[0]));
  const tabs = await cms('/tabs?platform=OS&user-segment=ALL');
  assert.deepEqual(keysOf(tabs.data[0]), keysOf(fixture('tabs').data[0]));
  const main = await cms('/main-categories?platform=MS&user-segment=ALL');
  const cardOf = (json: Json) => json.data[0].contents[1].item.contents[0];
  assert.deepEqual(keysOf(cardOf(main)), keysOf(cardOf(fixture('main-categories'))));
  const ahead = await v35('/service/games/details/time-to-draw');
  assert.deepEqual(keysOf(ahead.draws[0]), keysOf(fixture('time-to-draw').draws[0]));
  const { number } = archive.draws[3];
  const combination = await v35(`/service/games/details/draw-combination?game=6x45&draw=${number}`);
  assert.deepEqual(combination.combination, single.draw.combination);
  assert.deepEqual(
    keysOf(combination.combination),
    keysOf(fixture('draw-combination-dvazhdydva').combination),
  );
  const moments = await cms('/moment-cards-section?platform=MS&user-segment=ALL');
  const momentOf = (json: Json) => json.data[0].momentCards[0];
  assert.deepEqual(keysOf(momentOf(moments)), keysOf(momentOf(fixture('moment-cards'))));
  const { _note, ...refusal } = fixture('error-request-status');
  assert.deepEqual(await v35('/service/draws/archive?game=nonsense'), refusal);
});

test('without the partner header it refuses, but shows the news', async (t) => {
  const { ask } = await arrange(t, { partner: 'ours' });
  const path = '/p/api/mobile/api/v35/packets/list';
  for (const headers of [{}, { 'gosloto-partner': 'theirs' }] as Record<string, string>[]) {
    const refused = await ask(path, headers);
    const theirs = fixture('error-403');
    assert.equal(refused.status, theirs.httpStatus);
    assert.ok(refused.headers.get('content-type')?.startsWith(theirs.contentType));
    assert.equal(await refused.text(), theirs.body);
  }
  assert.equal((await ask(path, { 'gosloto-partner': 'ours' })).status, 200);
  assert.match(await (await ask('/press/news', {})).text(), /href="\/press\/news\/20\d\d\//);
});

test('a second call within a second is one too many', async (t) => {
  const { ask, control } = await arrange(t, { limits: true });
  const path = '/cms/api/tabs?platform=OS&user-segment=ALL';
  const statuses: number[] = [];
  for (const ms of [0, 999, 1]) {
    control.clock.advance(ms);
    statuses.push((await ask(path)).status);
  }
  assert.deepEqual(statuses, [200, 429, 200]);
  assert.deepEqual(
    control.arrivals().map(({ status, hasPartner }) => ({ status, hasPartner })),
    statuses.map((status) => ({ status, hasPartner: true })),
  );
});

test('draws follow from the clock: one is held, its payouts come later, and it never changes again', async (t) => {
  const { v35, control } = await arrange(t);
  const newest = async () => (await v35('/service/draws/archive?game=5x36plus&count=2')).draws;
  const [sold] = await newest();
  assert.partialDeepStrictEqual(sold, { completed: false, status: 'ACTIVE', combination: null });
  control.clock.advance(15 * 60_000 + 30_000);
  const find = async () => (await v35(`/service/draws/5x36plus/${sold.number}`)).draw;
  const held = await find();
  assert.equal(held.completed, true);
  assert.equal(held.combination.structured.length, 6);
  control.clock.advance(5 * 60_000);
  const paid = await find();
  assert.ok(paid.winCategories.length > 0);
  assert.deepEqual(paid.combination, held.combination);
  control.clock.advance(24 * 3_600_000);
  assert.deepEqual(await find(), paid);
  const next = (await newest())[0];
  assert.ok(next.number > sold.number);
});

test('every game draws what its rules allow', async (t) => {
  const { v35 } = await arrange(t);
  const { games } = await v35('/service/games/info-new');
  const codes = games.flatMap((game: Json) => (game.active ? [game.name] : []));
  assert.equal(codes.length, 19);
  for (const code of codes) {
    const { draws } = await v35(`/service/draws/archive?game=${code}&count=50`);
    const dates = draws.map(({ date }: Json) => Date.parse(String(date)));
    assert.deepEqual(
      dates,
      dates.toSorted((a: number, b: number) => b - a),
      code,
    );
    for (const { combination, winCategories } of draws.slice(5)) {
      assert.equal(combination.serialized.length, combination.structured.length);
      assert.ok(winCategories.every(({ participants }: Json) => Number(participants) >= 0));
    }
  }
});

test('an archive has pages of fifty and an end', async (t) => {
  const { v35 } = await arrange(t, { history: 120 });
  const pages = await Promise.all(
    [1, 2, 3, 4].map((page) => v35(`/service/draws/archive?game=6x45&count=500&page=${page}`)),
  );
  assert.deepEqual(
    pages.map(({ draws, hasMore }) => [draws.length, hasMore]),
    [
      [50, true],
      [50, true],
      [21, false],
      [0, false],
    ],
  );
  const numbers = pages.flatMap(({ draws }) => draws.map(({ number }: Json) => number));
  assert.equal(new Set(numbers).size, 121);
  assert.equal((await v35('/service/draws/archive?game=nonsense')).requestStatus, 'error');
  assert.equal((await v35('/service/draws/6x45/1')).requestStatus, 'error');
});

test('control: what is asked for goes wrong, once, and the arrivals tell', async (t) => {
  const { ask, v35, control, url } = await arrange(t);
  const path = '/p/api/mobile/api/v35/service/games/info-new';
  control.answerHtml({ path: 'info-new' });
  assert.match(await (await ask(path)).text(), /<html>/);
  control.failNext({ status: 502 });
  assert.equal((await ask(path)).status, 502);
  control.drop();
  await assert.rejects(ask(path));
  control.forbid({ on: true });
  assert.equal((await ask(path)).status, 403);
  control.forbid({ on: false });
  control.reshape({ code: '6x45' });
  const { draws } = await v35('/service/draws/archive?game=6x45&count=10');
  assert.ok(draws.some(({ combination }: Json) => combination?.rows));
  control.leaveOut({ field: 'betCost' });
  assert.equal((await v35('/service/games/info-new')).games[0].draw.betCost, undefined);
  assert.equal((await v35('/service/games/info-new')).games[0].draw.betCost, 100);
  const word = await fetch(`${url}/control/arrivals`, { method: 'POST' });
  const told = z.object({ arrivals: z.array(z.looseObject({})) }).parse(await word.json());
  assert.equal(told.arrivals.length, 7);
  const foreign = { method: 'POST', headers: { origin: 'http://127.0.0.1' } };
  assert.equal((await fetch(`${url}/control/reset`, foreign)).status, 403);
  assert.equal((await fetch(`${url}/control/nonsense`, { method: 'POST' })).status, 400);
});

test('a game that changes its code goes on there, and its old archive stops', async (t) => {
  const { v35, control } = await arrange(t);
  const before = (await v35('/service/draws/archive?game=top-3&count=3')).draws;
  control.renameCode({ from: 'top-3', to: 'top-4' });
  control.clock.advance(3_600_000);
  const { games } = await v35('/service/games/info-new');
  const active = (code: string) => games.find(({ name }: Json) => name === code)?.active;
  assert.deepEqual([active('top-3'), active('top-4')], [false, true]);
  const after = (await v35('/service/draws/archive?game=top-4&count=10')).draws;
  assert.ok(after[0].number > before[0].number);
  assert.deepEqual(
    after.find(({ number }: Json) => number === before[1].number).combination,
    before[1].combination,
  );
  assert.equal(
    (await v35('/service/draws/archive?game=top-3&count=3')).draws[0].number,
    before[0].number,
  );
});
