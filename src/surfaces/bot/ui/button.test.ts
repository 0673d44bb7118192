import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAppError, newId } from '#kernel';
import { defineButton, part } from './button.ts';

const pick = defineButton('pick', { draftId: part.id, rev: part.number, field: part.word });

test('what a button carries comes back when it is pressed', () => {
  const params = { draftId: newId(), rev: 48, field: 'size' };
  const { callback_data } = pick.make('Size', params);
  assert.match(callback_data, /^v1:pick:/);
  assert.deepEqual(pick.parse(callback_data), params);
  assert.ok(callback_data.length <= 64);
});

test('old, foreign and broken data are nobody’s button', () => {
  const good = pick.data({ draftId: newId(), rev: 1, field: 'size' });
  const bad = ['', 'v1', 'v1:pick', 'v0:pick:a:b:c', good.replace('v1', 'v2'), `${good}:x`];
  for (const data of [...bad, good.replace(':1:', ':!:'), good.slice(0, 10), 'main/0/1//fABCD'])
    assert.equal(pick.parse(data), undefined, data);
});

test('a button of another action with a longer name is not mistaken', () => {
  const pickAll = defineButton('pick_all', {});
  assert.equal(pick.parse(pickAll.data({})), undefined);
});

test('data that Telegram would refuse is refused here', () => {
  const long = defineButton('long', { a: part.id, b: part.id, c: part.id });
  assert.throws(
    () => long.data({ a: newId(), b: newId(), c: newId() }),
    (error) => isAppError(error, 'internal'),
  );
});
