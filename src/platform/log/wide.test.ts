import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMemoryLog } from './log.ts';
import { wideLine } from './wide.ts';

test('each kind of event is one line with its own message', () => {
  const { log, lines } = createMemoryLog();
  wideLine.update(log, { updateId: 1, type: 'message', outcome: 'ok', ms: 2 });
  wideLine.request(log, { requestId: 'r', method: 'GET', path: '/health', status: 200, ms: 1 });
  wideLine.frame(log, { connectionId: 'c', direction: 'in', path: '/ws', code: 'X', sizeBytes: 9 });
  const call = { service: 'kie', operation: 'createTask', method: 'POST', target: '/x' };
  wideLine.outgoing(log, { ...call, status: 200, ms: 5, attempt: 1, sizeBytes: 10 });
  wideLine.failure(log, new Error('oh'), { what: 'job generation.run' });
  assert.deepEqual(
    lines.map(({ msg, level }) => [msg, level]),
    [
      ['update', 'info'],
      ['http request', 'info'],
      ['websocket frame', 'info'],
      ['outgoing call', 'info'],
      ['failure', 'error'],
    ],
  );
});

test('what went wrong is louder, what is routine is quieter', () => {
  const { log, lines } = createMemoryLog();
  wideLine.update(log, { updateId: 1, type: 'message', outcome: 'failed', ms: 2 });
  wideLine.request(log, { requestId: 'r', method: 'GET', path: '/', status: 500, ms: 1 });
  wideLine.request(log, { requestId: 'r', method: 'GET', path: '/', status: 503, ms: 1 });
  const call = { service: 'telegram', operation: 'getUpdates', method: 'POST', target: '/' };
  const facts = { ...call, ms: 5, attempt: 1, sizeBytes: 10 };
  wideLine.outgoing(log, { ...facts, code: 'timeout', isRoutine: true });
  wideLine.outgoing(log, { ...facts, status: 429, isRoutine: true });
  wideLine.outgoing(log, { ...facts, status: 200, isRoutine: true });
  assert.deepEqual(
    lines.map(({ level }) => level),
    ['error', 'error', 'warn', 'warn', 'warn', 'debug'],
  );
});
