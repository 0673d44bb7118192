// Pictures of the product itself for the README and docs/screenshots: `npm run product-screenshots`. The real app on
// its sandbox, driven through the chat page in both languages. Look at each before committing it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const folder = 'docs/screenshots';
const dataDir = mkdtempSync(join(tmpdir(), 'jackdraw-shots-'));
const app = spawn(process.execPath, ['--max-semi-space-size=8', 'src/main.ts'], {
  stdio: ['ignore', 'pipe', 'inherit'],
  env: {
    PATH: process.env.PATH,
    DATA_DIR: dataDir,
    APP_PORT: '0',
    SANDBOX_PORT: '0',
    WELCOME_CREDITS: '200',
    RUB_PER_CREDIT: '2',
  },
});

async function addresses(): Promise<{ chat: string; kie: string }> {
  let kie: string | undefined;
  for await (const line of createInterface(app.stdout)) {
    kie ??= /"kieUrl":"([^"]+)"/.exec(line)?.[1];
    const [, chat] = /Chat with it at +(\S+)/.exec(line) ?? [];
    if (chat !== undefined && kie !== undefined) return { chat, kie };
  }
  throw new Error('the app ended before it was ready');
}

const { chat: url, kie } = await addresses();
app.stdout.resume();
const client = async (path: string, body: object): Promise<{ user: { id: number } }> => {
  const response = await fetch(new URL(path, url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return JSON.parse(await response.text());
};
const anna = await client('/client/users', { first_name: 'Анна', language_code: 'ru' });
const john = await client('/client/users', { first_name: 'John', language_code: 'en' });

async function open(browser: Browser, user: number, look: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...look });
  const page = await context.newPage();
  await page.goto(`${url}?user=${user}`);
  await page.waitForSelector('[data-ready]');
  return page;
}

async function say(page: Page, text: string, answer: string | RegExp): Promise<void> {
  await page.getByRole('combobox').fill(text);
  await page.keyboard.press('Enter');
  await page.getByText(answer).last().waitFor();
}

async function press(page: Page, label: string | RegExp, answer: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: label }).last().click();
  await page.getByText(answer).last().waitFor();
}

const shoot = async (page: Page, name: string) => {
  await page.waitForFunction(
    '[...document.images].every((one) => one.complete && one.naturalWidth > 0)',
  );
  await page.evaluate('document.activeElement.blur()');
  await page.screenshot({ path: join(folder, `${name}.png`) });
};

const desktop = { viewport: { width: 1040, height: 690 } };
const phone = { viewport: { width: 390, height: 780 } };

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu'],
});
const english = await open(browser, john.user.id, {
  ...desktop,
  colorScheme: 'light',
  locale: 'en-GB',
});
await press(english, /^Start/i, /I’m Jackdraw/);
await shoot(english, 'product-menu-desktop-light');
await say(english, '/models animate a photo', /This fits/);
await shoot(english, 'product-search-desktop-light');
await say(
  english,
  'A red fox on fresh snow, morning light',
  /What shall I do with it|What would you like/i,
);
await press(english, /A picture/, /Tap a parameter/);
await shoot(english, 'product-panel-desktop-light');
await press(english, /^✅ Create/, /▱/);
await english
  .getByRole('button', { name: 'Once more', exact: true })
  .last()
  .waitFor({ timeout: 60_000 });
await shoot(english, 'product-desktop-light');

const russian = await open(browser, anna.user.id, {
  ...phone,
  colorScheme: 'dark',
  locale: 'ru-RU',
});
await press(russian, /^Начать/i, /Я Jackdraw/);
await shoot(russian, 'product-phone-dark');
await press(russian, 'Создать', /Что хотите сделать/);
await shoot(russian, 'product-models-phone-dark');
await press(russian, 'Картинка по описанию', /Опишите словами/);
await press(russian, /^Nano Banana Pro/, /Что можно настроить/);
await shoot(russian, 'product-card-phone-dark');
await press(russian, /Начать/, /Напишите ответ сообщением/);
await say(russian, 'Рыжая лиса на свежем снегу, утренний свет', /Нажмите на параметр/);
await shoot(russian, 'product-panel-phone-dark');
await press(russian, /^Качество/, /Нажмите на вариант/);
await shoot(russian, 'product-field-phone-dark');
await press(russian, '2K', /Нажмите на параметр/);
await press(russian, /^✅ Создать/, /▱/);
await russian.getByText(/▰▱/).last().waitFor({ timeout: 60_000 });
await shoot(russian, 'product-progress-phone-dark');
await russian
  .getByRole('button', { name: 'Ещё раз', exact: true })
  .last()
  .waitFor({ timeout: 60_000 });
await shoot(russian, 'product-result-phone-dark');
await fetch(new URL('/control/refuseContent', kie), {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: '{}',
});
await press(russian, /^Ещё раз$/, /с теми же параметрами/);
await press(russian, /^Заказать/, /▱/);
await russian
  .getByText(/Деньги вернулись/)
  .last()
  .waitFor({ timeout: 60_000 });
await shoot(russian, 'product-failure-phone-dark');

await browser.close();
const ended = once(app, 'exit');
app.kill('SIGTERM');
await ended;
rmSync(dataDir, { recursive: true, force: true });
