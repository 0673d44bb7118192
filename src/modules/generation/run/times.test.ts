import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { AppError, createManualClock } from '#kernel';
import { createBreaker } from './breaker.ts';
import { createCallbacks } from './callbacks.ts';
import { percentOf, summarise } from './durations.ts';
import { backOff, backOffs, runMs, uncertainMs } from './times.ts';

test('a back-off grows, has an end, and is never told the same to all', () => {
  for (const steps of Object.values(backOffs))
    fc.assert(
      fc.property(fc.nat(60), fc.double({ min: 0, max: 0.999, noNaN: true }), (tries, random) => {
        const ms = backOff(steps, tries, random);
        assert.ok(ms >= 0.8 * Math.min(steps.firstMs, steps.mostMs) - 1);
        assert.ok(ms <= 1.2 * steps.mostMs + 1);
        assert.ok(backOff(steps, tries + 1, random) >= ms);
      }),
    );
  const { eager } = backOffs;
  assert.notEqual(backOff(eager, 3, 0), backOff(eager, 3, 0.9));
});

const minute = 60_000;

test('how long an unknown outcome is waited for, and how long a task may run', () => {
  assert.equal(uncertainMs(10 * minute, false), minute);
  assert.equal(uncertainMs(minute, true), 15 * minute);
  assert.equal(uncertainMs(10 * minute, true), 30 * minute);
  assert.equal(runMs(minute), 30 * minute);
  assert.equal(runMs(10 * minute), 40 * minute);
});

test('durations are the median and the slow end of what was taken, or a guess that says so', () => {
  const guess = { medianMs: 1, p95Ms: 2 };
  assert.deepEqual(summarise([5, 5, 5], guess), { ...guess, isKnown: false });
  const taken = Array.from({ length: 100 }, (_, i) => i + 1);
  assert.deepEqual(summarise(taken, guess), { medianMs: 51, p95Ms: 96, isKnown: true });
});

test('a percentage only grows, and never promises the end', () => {
  const submittedAt = new Date(0);
  const of = (ms: number) => percentOf({ medianMs: minute }, { submittedAt, now: new Date(ms) });
  assert.deepEqual(of(0), { percent: 0, leftMs: minute });
  assert.deepEqual(of(minute / 2), { percent: 40, leftMs: minute / 2 });
  fc.assert(
    fc.property(fc.nat(60 * minute), fc.nat(60 * minute), (one, other) => {
      const [early, late] = one < other ? [of(one), of(other)] : [of(other), of(one)];
      assert.ok(early.percent <= late.percent && late.percent <= 95);
      assert.ok(late.leftMs >= 0);
    }),
  );
});

test('three calls into nothing keep everything back for a while, one answer lets it go', () => {
  const clock = createManualClock(new Date(0));
  const breaker = createBreaker({ clock });
  const away = new AppError('unreachable');
  for (const isKept of [false, false, true]) {
    breaker.failed('a', away);
    assert.equal(breaker.closed('b') !== undefined, isKept);
  }
  clock.advance(15_000);
  assert.equal(breaker.closed('b'), undefined);
  breaker.failed('a', away);
  assert.ok(breaker.closed('b'), 'the next one tries alone');
  breaker.succeeded('b');
  assert.equal(breaker.closed('a'), undefined);
});

test('a model under repair is kept back alone, an unpaid account keeps back all', () => {
  const clock = createManualClock(new Date(0));
  const breaker = createBreaker({ clock });
  breaker.failed('a', new AppError('provider_paused'));
  assert.equal(breaker.closed('a')?.isForAll, false);
  assert.equal(breaker.closed('b'), undefined);
  breaker.failed('b', new AppError('provider_unfunded'));
  assert.equal(breaker.closed('c')?.isForAll, true);
  clock.advance(minute);
  for (const model of ['a', 'b', 'c']) assert.equal(breaker.closed(model), undefined);
});

test('a callback address tells whose it is, whatever host it was made with, and only with our secret', () => {
  const id = '01a1fcf7-0cae-7007-9300-3afe453f56cc';
  const of = (base: string | undefined, secretKey = 'k'.repeat(32)) =>
    createCallbacks({ base: () => base, secretKey });
  const url = of('https://old.example').urlOf(id);
  assert.equal(of('https://new.example').ownerOf(url), id);
  assert.equal(of('https://old.example', 'x'.repeat(32)).ownerOf(url), undefined);
  for (const other of [undefined, '', 'https://old.example/', `${url}/more`])
    assert.equal(of('https://old.example').ownerOf(other), undefined);
  assert.equal(of(undefined).urlOf(id), undefined);
});
