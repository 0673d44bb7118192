import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatAmount, formatDay, formatDuration, formatMoment } from './format.ts';
import { messages } from './messages.ts';

const now = new Date(2026, 5, 10, 15, 0, 0);
const unix = (date: Date) => date.getTime() / 1000;
const moment = (at: Date, date_time_format: string) => ({
  type: 'date_time',
  offset: 0,
  length: 1,
  unix_time: unix(at),
  date_time_format,
});

test('a moment is shown in the form the bot asked for', () => {
  const at = new Date(2026, 5, 10, 17, 0, 0);
  assert.equal(formatMoment(moment(at, 'r'), 'en', now), 'in 2 hours');
  assert.equal(formatMoment(moment(at, 'r'), 'ru', now), 'через 2 часа');
  assert.equal(formatMoment(moment(at, 'wD'), 'en', now), 'Wednesday, June 10, 2026');
  assert.match(formatMoment(moment(at, 'T'), 'ru', now), /^17:00:00$/);
  assert.equal(formatMoment({ type: 'date_time', offset: 0, length: 1 }, 'ru', now), '');
});

test('days are named, years only when another', () => {
  const day = (date: Date) => formatDay(unix(date), 'ru', messages.ru, now);
  assert.equal(day(new Date(2026, 5, 10, 1)), 'Сегодня');
  assert.equal(day(new Date(2026, 5, 9, 23)), 'Вчера');
  assert.equal(day(new Date(2026, 0, 2)), '2 января');
  assert.match(day(new Date(2024, 0, 2)), /2024/);
});

test('lengths read like a clock', () => {
  assert.equal(formatDuration(0), '0:00');
  assert.equal(formatDuration(65.4), '1:05');
  assert.equal(formatDuration(3725), '1:02:05');
});

test('money: Stars are whole, other currencies come in cents', () => {
  assert.equal(formatAmount(250, 'XTR', 'en'), '★ 250');
  assert.equal(formatAmount(1999, 'USD', 'en'), '$19.99');
  assert.equal(formatAmount(300, 'JPY', 'en'), '¥300');
});

test('sizes are counted in the language of the reader', () => {
  assert.equal(messages.en.size(500), '500 B');
  assert.equal(messages.ru.size(1536), '1,5 КБ');
  assert.equal(messages.en.size(20 * 1024 * 1024), '20 MB');
});
