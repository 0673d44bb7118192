import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSandboxClock } from './clock.ts';

function arrange() {
  const clock = createSandboxClock();
  clock.freeze();
  const rung: string[] = [];
  const start = clock.now();
  const alarm = (name: string, ms: number) =>
    clock.after(ms, () => rung.push(`${name}@${clock.now() - start}`));
  return { clock, rung, alarm, start };
}

test('advance runs what falls due on the way, in order, at its own time', () => {
  const { clock, rung, alarm } = arrange();
  alarm('b', 20);
  alarm('a', 10);
  alarm('b2', 20);
  alarm('late', 31);
  clock.advance(30);
  assert.deepEqual(rung, ['a@10', 'b@20', 'b2@20']);
  clock.advance(1);
  assert.equal(rung.at(-1), 'late@31');
});

test('an alarm set while others ring rings in the same advance', () => {
  const { clock, rung, alarm } = arrange();
  clock.after(10, () => void alarm('child', 5));
  clock.advance(15);
  assert.deepEqual(rung, ['child@15']);
});

test('an alarm taken back stays silent', () => {
  const { clock, rung, alarm } = arrange();
  const cancel = alarm('never', 10);
  alarm('ever', 10);
  cancel();
  cancel();
  clock.advance(100);
  assert.deepEqual(rung, ['ever@10']);
});

test('a frozen clock stands still; running again it goes on from there', () => {
  const { clock, start } = arrange();
  clock.advance(1_000_000);
  assert.equal(clock.now(), start + 1_000_000);
  clock.run();
  assert.ok(clock.now() >= start + 1_000_000);
  clock.advance(500_000);
  assert.ok(clock.now() >= start + 1_500_000);
  clock.stop();
});

test('a running clock rings by itself', async () => {
  const clock = createSandboxClock();
  await new Promise<void>((resolve) => {
    const hold = setInterval(() => undefined, 1000);
    clock.after(1, () => {
      clearInterval(hold);
      resolve();
    });
  });
  clock.stop();
});
