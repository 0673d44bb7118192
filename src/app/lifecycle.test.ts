import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMemoryLog } from '#platform/log';
import { createLifecycle, type Part } from './lifecycle.ts';

function arrange(...changes: Partial<Part>[]) {
  const { log, lines } = createMemoryLog();
  const events: string[] = [];
  const parts = changes.map((change, at): Part => {
    const name = `part ${at + 1}`;
    return {
      name,
      start: async () => void events.push(`start ${at + 1}`),
      stop: async () => void events.push(`stop ${at + 1}`),
      ...change,
    };
  });
  return { events, lines, lifecycle: createLifecycle(parts, { log, stopMs: 1500 }) };
}

const never = () => new Promise<void>(() => undefined);
const broken = async () => {
  throw new Error('broken');
};

test('parts start in order and stop in reverse, once', async () => {
  const { events, lifecycle } = arrange({}, {}, {});
  await lifecycle.start();
  await Promise.all([lifecycle.stop(), lifecycle.stop()]);
  await lifecycle.stop();
  assert.deepEqual(events, ['start 1', 'start 2', 'start 3', 'stop 3', 'stop 2', 'stop 1']);
});

test('a part that hangs at stop is named and passed, the others still stop', async () => {
  const { events, lines, lifecycle } = arrange({}, { stop: never }, {});
  await lifecycle.start();
  await lifecycle.stop();
  assert.deepEqual(events.slice(3), ['stop 3', 'stop 1']);
  const left = lines.filter(({ msg }) => msg === 'part hangs at stop and is left behind');
  assert.deepEqual(
    left.map(({ part }) => part),
    ['part 2'],
  );
});

test('a part whose stop fails is logged, the others still stop', async () => {
  const { events, lines, lifecycle } = arrange({}, { stop: broken }, {});
  await lifecycle.start();
  await lifecycle.stop();
  assert.deepEqual(events.slice(3), ['stop 3', 'stop 1']);
  assert.ok(lines.some(({ what }) => what === 'stop part 2'));
});

test('a part that cannot start undoes itself and all before it, and the reason comes out', async () => {
  const { events, lifecycle } = arrange({}, { start: broken }, {});
  await assert.rejects(lifecycle.start(), /broken/);
  assert.deepEqual(events, ['start 1', 'stop 2', 'stop 1']);
});

test('a stop in the middle of the start lets no further part start', async () => {
  const reached = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const slow = async () => {
    reached.resolve();
    await release.promise;
  };
  const { events, lifecycle } = arrange({}, { start: slow }, {});
  const starting = lifecycle.start();
  await reached.promise;
  await lifecycle.stop();
  release.resolve();
  await starting;
  assert.deepEqual(events, ['start 1', 'stop 2', 'stop 1']);
});
