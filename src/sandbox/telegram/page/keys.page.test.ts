import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { openStage, phone } from './testing/stage.ts';

const focused = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    return at?.getAttribute('aria-label') ?? at?.textContent ?? '';
  });

const button = (text: string) => ({ text, callback_data: text });

test('the keyboard alone starts, writes, presses, answers and changes the theme', {
  timeout: 60_000,
}, async (t) => {
  const stage = await openStage(t);
  const page = await stage.open({ colorScheme: 'light' });
  await page.waitForFunction(() => document.activeElement?.textContent === 'Начать');
  await page.keyboard.press('Enter');
  await page.locator('.own', { hasText: '/start' }).waitFor();
  await stage.say('Выбирайте', {
    reply_markup: {
      inline_keyboard: [
        [button('a1'), button('a2')],
        [button('b1'), button('b2')],
      ],
    },
  });
  await page.getByRole('button', { name: 'b2' }).waitFor();

  await page.getByRole('combobox').focus();
  await page.keyboard.press('ArrowUp');
  assert.equal(await focused(page), 'a1');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  assert.equal(await focused(page), 'b2');
  await page.keyboard.press('Enter');
  await page.locator('.key[aria-busy="true"]', { hasText: 'b2' }).waitFor();

  await page.keyboard.press('Tab');
  for (let n = 0; n < 4 && (await focused(page)) !== 'Сообщение'; n += 1)
    await page.keyboard.press('Tab');
  assert.equal(await focused(page), 'Сообщение');
  await page.keyboard.type('с клавиатуры');
  await page.keyboard.press('Enter');
  await page.locator('.own', { hasText: 'с клавиатуры' }).waitFor();

  await page.locator('.history').focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  assert.equal(await focused(page), 'Ответить');
  await page.keyboard.press('Escape');
  assert.match(await focused(page), /Выбирайте/);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.locator('.reply-bar', { hasText: 'Выбирайте' }).waitFor();
  assert.equal(await focused(page), 'Сообщение');

  await page.getByRole('button', { name: 'Меню чата' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
});

test('on a phone the people open from the header and close with Escape', {
  timeout: 60_000,
}, async (t) => {
  const stage = await openStage(t);
  const page = await stage.open(phone);
  await page.getByRole('button', { name: 'Собеседники' }).click();
  await page.getByRole('button', { name: /Анна/ }).waitFor();
  assert.match(await focused(page), /Анна/);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /Анна/ }).waitFor({ state: 'hidden' });
});

for (const width of [320, 2560])
  test(`nothing sticks out at ${width} px with huge text`, { timeout: 60_000 }, async (t) => {
    const stage = await openStage(t);
    stage.meet();
    await stage.say(`${'словобезпробелов'.repeat(20)}\n${'слово '.repeat(40)}`, {
      reply_markup: {
        inline_keyboard: [[button('Очень длинная подпись кнопки'), button('Ещё длиннее подпись')]],
      },
    });
    const page = await stage.open({ viewport: { width, height: 700 } });
    await page.evaluate(() => {
      document.documentElement.dataset.size = 'huge';
    });
    await page.locator('.in .key').first().waitFor();
    const wide = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('.chat *')]
        .filter(
          (element) =>
            element.getBoundingClientRect().right > innerWidth + 1 && element.offsetParent,
        )
        .map((element) => element.className),
    );
    assert.deepEqual(wide, []);
    assert.equal(
      await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
      true,
    );
  });
