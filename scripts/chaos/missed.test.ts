import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isMissed, type MadeTask } from './missed.ts';
import type { Blow } from './town.ts';

const task = (more: Partial<MadeTask> = {}): MadeTask => ({
  taskId: 'task',
  isKnown: false,
  call: { wallAt: 100_000, fault: 'lose' },
  tries: [{ outcome: 'dropped' }, { outcome: 'unreachable' }, { outcome: 'refused', status: 503 }],
  ...more,
});
const kill: Blow = { at: 101_000, until: 104_000, what: 'kill', whom: 'worker-1' };

test('a result is missed only when its name and each of its callbacks were lost', () => {
  assert.equal(isMissed(task(), []), true);
  assert.equal(isMissed(task({ tries: [] }), []), true);
  assert.equal(isMissed(task({ isKnown: true }), []), false);
  for (const outcome of ['accepted', 'refused'] as const)
    assert.equal(
      isMissed(task({ tries: [{ outcome: 'dropped' }, { outcome, status: 500 }] }), []),
      false,
      outcome,
    );
});

test('a name is lost by a fault or by an end of who waited for it, and by nothing else', () => {
  const answered = task({ call: { wallAt: 100_000 } });
  assert.equal(isMissed(answered, []), false);
  assert.equal(isMissed(answered, [kill]), true);
  assert.equal(isMissed(answered, [{ ...kill, whom: 'bot-1' }]), false);
  assert.equal(isMissed(answered, [{ ...kill, at: 200_000, until: 210_000 }]), false);
  assert.equal(isMissed(answered, [{ ...kill, at: 10_000, until: 20_000 }]), false);
  assert.equal(isMissed(task({ call: { wallAt: 100_000, fault: 'slow' } }), []), false);
  assert.equal(isMissed(task({ call: undefined }), [kill]), false);
});
