import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange, createTcpProxy, type TcpProxy, until } from '#testing';

const order = { modelId: 'z-image', input: { prompt: 'кот', aspect_ratio: '1:1' } };
const slowMs = 3_000;

test('the name of a paid task outlives a database that is away when the answer comes', async (t) => {
  const { app, kie, clock, idle, launch, lines, payer } = await arrange(t, {
    generation: true,
    env: { ROLES: 'bot,http' },
  });
  let line: TcpProxy | undefined;
  await launch({
    env: { ROLES: 'worker' },
    adjust: async (config) => {
      line = await createTcpProxy(t, config.db.url);
      return { ...config, db: { ...config.db, url: line.url } };
    },
  });
  const userId = await payer();
  // Nothing else may tell whose the task is.
  kie.dropCallbacks({ times: 100 });
  kie.slow({ path: 'createTask', ms: slowMs });
  const { id: generationId } = await app.generation.confirm({ userId, clientKey: 'key', order });
  const get = () => app.generation.get({ userId, generationId });
  await until('the provider has the call', () =>
    kie.arrivals().some(({ path, fault }) => /createTask$/.test(path) && fault === 'slow'),
  );
  await line?.refuse();
  clock.advance(slowMs);
  await until('the answer could not be written down', () =>
    lines.some(({ msg }) => msg === 'a paid task could not be written down yet'),
  );
  assert.equal((await get()).certainty, 'submitting');
  const [task, ...others] = kie.tasks();
  assert.deepEqual(others, []);
  await line?.heal();
  await until('the name is written down', async () => (await get()).certainty === 'submitted');
  assert.equal((await get()).taskId, task?.id);
  assert.equal(kie.tasks().length, 1);
  await idle();
});
