import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createStolotoSandbox, type StolotoControl } from '#sandbox/stoloto';
import { arrange, until } from '#testing';

async function arrangeApp(t: TestContext, prepare: (control: StolotoControl) => void) {
  const sandbox = createStolotoSandbox({ limits: false, partner: 'mine', history: 60 });
  const { url } = await sandbox.start();
  prepare(sandbox.control);
  const { app, pool } = await arrange(t, {
    env: {
      ROLES: 'bot,worker,http',
      STOLOTO_PARTNER: 'mine',
      STOLOTO_SITE_URL: url,
      STOLOTO_API_URL: url,
      STOLOTO_NEWS_URL: `${url}/press/news`,
    },
    // Turns are taken by the clock, which stands still.
    adjust: (config) => ({ ...config, stoloto: { ...config.stoloto, everyMs: 0 } }),
  });
  t.after(sandbox.stop);
  return { app, pool, control: sandbox.control };
}

test('the jobs of the app fetch draws and history by themselves, and what is missing is counted', async (t) => {
  const { app, pool } = await arrangeApp(t, (control) =>
    control.leaveOut({ path: 'info-new', field: 'betCost' }),
  );
  const count = async (query: string): Promise<number> => (await pool.query(query)).rowCount ?? 0;
  await until(
    'all games are kept up',
    async () => (await count('select 1 from lottery_archives where synced_at is not null')) === 19,
    60_000,
  );
  await until(
    'a page of history is in',
    async () => (await count('select 1 from lottery_archives where next_page > 1')) > 0,
    60_000,
  );
  const { value, source, isStale } = await app.lottery.data.latestDraws('6x45');
  assert.deepEqual([value.length, source, isStale], [10, 'stoloto', false]);
  const metrics = await (await fetch(`${app.http.url()}/metrics`)).text();
  assert.match(metrics, /jackdraw_stoloto_oddities_total\{section="games",kind="missing"\} 19/);
});

test('a source that never answers holds up no stop', async (t) => {
  const { app, control } = await arrangeApp(t, (control) => control.hang({ times: 1_000 }));
  await until('it is asked', () => control.arrivals().length > 0, 60_000);
  // A part that hangs is an error in the log, which fails the story.
  await app.stop();
});
