import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { openStage } from './testing/stage.ts';

/** Where every message in sight stands, by its id. */
const places = (page: Page) =>
  page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll<HTMLElement>('.row')].map((row) => [
        row.dataset.id,
        Math.round(row.getBoundingClientRect().top),
      ]),
    ),
  );

const watchShifts = (page: Page) =>
  page.evaluate(() => {
    const shifts: number[] = [];
    Reflect.set(globalThis, 'shifts', shifts);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push(Number(Reflect.get(entry, 'value')));
    }).observe({ type: 'layout-shift' });
  });

/** The browser reports shifts after a frame is drawn: two frames later all of them are in. */
const shifts = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        requestAnimationFrame(() =>
          requestAnimationFrame(() => resolve(Reflect.get(globalThis, 'shifts'))),
        );
      }),
  );

/** Chromium scrolls by whole pixels while lines have fractions: less than one is the same place. */
function assertSamePlace(now: number | undefined, before: number | undefined): void {
  assert.ok(now !== undefined && before !== undefined);
  assert.ok(Math.abs(now - before) < 1, `moved by ${now - before} px`);
}

const keyboard = (label: string) => ({
  reply_markup: { inline_keyboard: [[{ text: label, callback_data: 'x' }]] },
});

test('progress edited in place moves nothing', async (t) => {
  const stage = await openStage(t);
  stage.meet();
  const ids: number[] = [];
  for (let n = 1; n <= 30; n += 1) ids.push(await stage.say(`сообщение ${n}`, keyboard('Отмена')));
  const page = await stage.open();
  const id = ids[26];
  const row = page.locator(`[data-id="${id}"]`);
  await page.waitForFunction(() => document.querySelectorAll('.row').length === 31);
  await watchShifts(page);
  const before = await places(page);
  const chat_id = stage.anna.id;
  for (const percent of [10, 35, 80]) {
    const text = `Готово ${percent} %`;
    await stage.call('editMessageText', { chat_id, message_id: id, text, ...keyboard('Отмена') });
    await row.getByText(text).waitFor();
  }
  assert.deepEqual(await places(page), before);
  assert.deepEqual(await shifts(page), []);
});

test('a reader at the end stays at the end when a message above grows', async (t) => {
  const stage = await openStage(t);
  stage.meet();
  const ids: number[] = [];
  for (let n = 1; n <= 40; n += 1) ids.push(await stage.say(`сообщение ${n}`));
  const page = await stage.open();
  const last = page.locator(`[data-id="${ids.at(-1)}"]`);
  const before = (await last.boundingBox())?.y;
  const text = Array.from({ length: 12 }, (_, n) => `строка ${n}`).join('\n');
  await stage.call('editMessageText', { chat_id: stage.anna.id, message_id: ids[36], text });
  await page.getByText('строка 11').waitFor();
  assertSamePlace((await last.boundingBox())?.y, before);
});

test('a reader in the middle is not moved by edits above, by new messages or by deletions below', async (t) => {
  const stage = await openStage(t);
  stage.meet();
  const chat_id = stage.anna.id;
  const ids: number[] = [];
  for (let n = 1; n <= 60; n += 1) ids.push(await stage.say(`сообщение ${n}`));
  const page = await stage.open();
  const read = page.locator(`[data-id="${ids[30]}"]`);
  await page.locator('.history').evaluate((log) => {
    log.scrollTop = log.scrollHeight / 2;
  });
  await page.locator('.to-bottom').waitFor();
  const before = (await read.boundingBox())?.y;
  await stage.call('editMessageText', { chat_id, message_id: ids[5], text: 'а\nб\nв\nг\nд' });
  await page.waitForFunction(() => document.body.textContent?.includes('а\nб\nв\nг\nд'));
  await stage.say('новое');
  await page.locator('.badge-count', { hasText: '1' }).waitFor();
  await stage.call('deleteMessage', { chat_id, message_id: ids[55] });
  await page.locator(`[data-id="${ids[55]}"]`).waitFor({ state: 'detached' });
  assertSamePlace((await read.boundingBox())?.y, before);
  await page.locator('.to-bottom').click();
  await page.locator('.in', { hasText: 'новое' }).waitFor();
  await page.locator('.to-bottom').waitFor({ state: 'hidden' });
});

test('an edited keyboard keeps the focus of who presses it', async (t) => {
  const stage = await openStage(t);
  stage.meet();
  const id = await stage.say('Счёт', keyboard('ноль'));
  const page = await stage.open();
  await page.getByRole('button', { name: 'ноль' }).focus();
  await stage.call('editMessageReplyMarkup', {
    chat_id: stage.anna.id,
    message_id: id,
    ...keyboard('один'),
  });
  await page.getByRole('button', { name: 'один' }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'один');
});
