import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { openStage } from './testing/stage.ts';

/** Files as a person drops or pastes them: a DataTransfer made in the page. */
const handOver = (page: Page, target: string, event: 'drop' | 'paste') =>
  page.evaluate(
    ([selector, name]) => {
      const data = new DataTransfer();
      data.items.add(new File(['a,b\n1,2\n'], 'table.csv', { type: 'text/csv' }));
      const facts = { bubbles: true, cancelable: true };
      const made =
        name === 'drop'
          ? new DragEvent('drop', { ...facts, dataTransfer: data })
          : new ClipboardEvent('paste', { ...facts, clipboardData: data });
      document.querySelector(selector)?.dispatchEvent(made);
    },
    [target, event] as const,
  );

test('an empty sandbox greets its first guest with a chat', { timeout: 60_000 }, async (t) => {
  const stage = await openStage(t, { empty: true });
  const page = await stage.open();
  await page.getByRole('button', { name: 'Начать' }).click();
  await page.locator('.own', { hasText: '/start' }).waitFor();
  assert.equal(await page.locator('.person', { hasText: 'Гость' }).count(), 1);
});

test('a deep link presses Start with its payload', { timeout: 60_000 }, async (t) => {
  const stage = await openStage(t);
  const page = await stage.open({ path: `/?user=${stage.anna.id}&start=gift-7` });
  await page.getByRole('button', { name: 'Начать' }).click();
  await page.locator('.own', { hasText: '/start' }).waitFor();
  const updates: unknown = await stage.call('getUpdates');
  const texts = Array.isArray(updates) ? updates.map(({ message }) => message?.text) : [];
  assert.deepEqual(texts, ['/start gift-7']);
});

for (const [event, target] of [
  ['drop', '.history'],
  ['paste', '.line .input'],
] as const)
  test(`a file taken by ${event} is attached and sent`, { timeout: 60_000 }, async (t) => {
    const stage = await openStage(t);
    stage.meet();
    const page = await stage.open();
    await page.locator('.own').waitFor();
    await handOver(page, target, event);
    const dialog = page.getByRole('dialog', { name: 'Прикрепить файл' });
    await dialog.getByText('table.csv').waitFor();
    await dialog.getByRole('button', { name: 'Отправить' }).click();
    await page.locator('.own .document', { hasText: 'table.csv' }).waitFor();
  });
