import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMetrics } from './metrics.ts';

test('counters, timers and gauges are told in the words of Prometheus', async () => {
  const metrics = createMetrics();
  const seen = metrics.counter({ name: 'seen_total', help: 'Seen.', labels: ['kind'] });
  seen({ kind: 'a' });
  seen({ kind: 'a' }, 2);
  metrics.timer({ name: 'took_seconds', help: 'Took.' })(20);
  metrics.gauge({ name: 'depth', help: 'Depth.', labels: ['of'] }, async () => [
    { value: 7, labels: { of: 'inbox' } },
  ]);
  metrics.addText(async () => 'foreign_metric 1');
  const text = await metrics.render();
  assert.match(text, /^jackdraw_seen_total\{kind="a"\} 3$/m);
  assert.match(text, /^jackdraw_took_seconds_bucket\{le="0.025"\} 1$/m);
  assert.match(text, /^jackdraw_took_seconds_sum 0.02$/m);
  assert.match(text, /^jackdraw_depth\{of="inbox"\} 7$/m);
  assert.match(text, /^foreign_metric 1$/m);
  assert.match(text, /^process_resident_memory_bytes \d+$/m);
});

test('a source that fails leaves the others standing', async () => {
  const metrics = createMetrics();
  metrics.gauge({ name: 'gone', help: 'Gone.' }, () => {
    throw new Error('down');
  });
  metrics.gauge({ name: 'here', help: 'Here.' }, () => [{ value: 1 }]);
  metrics.addText(() => Promise.reject(new Error('down')));
  const text = await metrics.render();
  assert.match(text, /^jackdraw_here 1$/m);
  assert.doesNotMatch(text, /^jackdraw_gone \d/m);
});
