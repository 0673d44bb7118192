import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LogLine } from '#platform/log';
import { arrangeData } from './fixtures/lottery-data.ts';
import { arrangeOrders } from './fixtures/order-story.ts';

/** What every line of an outgoing call tells, whatever the service. */
function assertCall(lines: readonly LogLine[], told: { service: string; operation: string }): void {
  const line = lines.find(
    ({ msg, service, operation }) =>
      msg === 'outgoing call' && service === told.service && operation === told.operation,
  );
  assert.ok(line, `no line of ${told.service} ${told.operation}`);
  assert.partialDeepStrictEqual(line, { status: 200, attempt: 1 });
  assert.match(String(line.method), /^(GET|POST)$/);
  assert.match(String(line.target), /^http:/);
  assert.ok(Number(line.sizeBytes) > 0 && typeof line.ms === 'number');
}

test('an order leaves a line for each thing that happened, and a failure one with its context', async (t) => {
  const { app, buyer, made, lines, telegram } = await arrangeOrders(t, {
    errors: [/^failure/, /^update/],
  });
  const anna = await buyer();
  await anna.order();
  await made();
  assert.equal((await fetch(`${app.http.url()}/health`)).status, 200);
  telegram.failNext({ method: 'sendMessage', code: 400, description: 'Bad Request: NO_MOON' });
  await anna.says('/help');

  const find = (msg: string, has: (line: LogLine) => boolean = () => true) => {
    const line = lines.find((one) => one.msg === msg && has(one));
    assert.ok(line, `no line "${msg}"`);
    return line;
  };
  assert.partialDeepStrictEqual(find('update'), { outcome: 'ok', feature: 'home', attempt: 1 });
  assertCall(lines, { service: 'telegram', operation: 'sendMessage' });
  assertCall(lines, { service: 'kie', operation: 'createTask' });
  assert.ok(find('job', ({ outcome }) => outcome === 'done').queue);
  assert.ok(find('http request', ({ path }) => path === '/health').requestId);
  assert.partialDeepStrictEqual(find('failure'), { what: 'update', feature: 'help' });
});

test('a look at the lotteries is a line too', async (t) => {
  const { data, lines } = await arrangeData(t);
  await data.tabs();
  assertCall(lines, { service: 'stoloto', operation: 'tabs' });
});
