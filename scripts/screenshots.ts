// Pictures of the chat page for docs/screenshots: `npm run screenshots`. Look at each before committing it.
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { createTelegramSandbox } from '#sandbox/telegram';
import { drawPng } from '../src/sandbox/telegram/page/testing/png.ts';

const FOLDER = 'docs/screenshots';
const TOKEN = '4200000009:screenshots';

// Takes its colours from the page, as a Mini App should.
const app = `<!doctype html><meta charset="utf-8"><title>Мои работы</title><body><h2>Мои работы</h2><p>Цвета этой страницы пришли от чата.</p><div></div><div></div><div></div><div></div>
<style>body{margin:0;padding:16px;font:16px/1.4 Inter,system-ui,sans-serif}h2{margin:0}div{float:left;width:calc(50% - 6px);height:150px;margin:0 6px 6px 0;border-radius:14px;background:linear-gradient(160deg,#24346a,#c47a6e)}div:nth-of-type(even){background:linear-gradient(160deg,#2a6676,#c8e1e1)}</style>
<script>const theme = JSON.parse(new URLSearchParams(location.hash.slice(1)).get('tgWebAppThemeParams'));
document.body.style.background = theme.bg_color; document.body.style.color = theme.text_color;
const post = (eventType, eventData) => parent.postMessage(JSON.stringify({ eventType, eventData }), '*');
post('web_app_ready', {}); post('web_app_setup_main_button', { is_visible: true, is_active: true, text: 'Создать ещё' });</script>`;
const apps = createServer((_request, response) => {
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end(app);
}).listen(0, '127.0.0.1');
await once(apps, 'listening');
const { port }: { port: number } = Object(apps.address());

const sandbox = createTelegramSandbox({
  token: TOKEN,
  botUsername: 'jackdraw_bot',
  localUrls: true,
  profile: { first_name: 'Пример бота' },
});
const { url } = await sandbox.start();
const { control } = sandbox;
const anna = control.addUser({ first_name: 'Анна', username: 'anna', language_code: 'ru' });
control.addUser({ first_name: 'John', username: 'john', language_code: 'en' });
const chat_id = anna.id;

async function call(method: string, params: object, files: Record<string, Buffer> = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries(params))
    form.append(name, typeof value === 'string' ? value : JSON.stringify(value));
  for (const [name, bytes] of Object.entries(files))
    form.append(name, new Blob([new Uint8Array(bytes)]), name);
  const response = await fetch(`${url}/bot${TOKEN}/${method}`, { method: 'POST', body: form });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method}: ${text}`);
  return text;
}

const say = (text: string, more: object = {}) =>
  call('sendMessage', { chat_id, text, parse_mode: 'HTML', ...more });
const keys = (...rows: object[][]) => ({ reply_markup: { inline_keyboard: rows } });
const key = (text: string, style?: string) => ({
  text,
  callback_data: text,
  ...(style ? { style } : {}),
});

const dusk = drawPng(720, 460, [
  [22, 30, 74],
  [196, 120, 110],
]);
const dawn = drawPng(600, 380, [
  [88, 140, 196],
  [246, 206, 160],
]);
const frost = drawPng(480, 400, [
  [40, 90, 110],
  [200, 225, 225],
]);

async function tellStory(): Promise<void> {
  await call('setMyDescription', {
    description:
      'Рисую картинки, снимаю видео и честно рассказываю о лотереях.\n\nНажмите «Начать»: первые кредиты в подарок.',
  });
  await call('setMyCommands', {
    commands: [
      { command: 'start', description: 'Начать сначала' },
      { command: 'create', description: 'Что сделать' },
      { command: 'balance', description: 'Баланс и пополнение' },
      { command: 'settings', description: 'Язык и время' },
    ],
  });
}

async function tellMore(): Promise<void> {
  control.start({ user: chat_id });
  await say(
    '<b>Здравствуйте, Анна!</b>\nЯ рисую, снимаю и считаю. Выберите, с чего начнём, или просто напишите, что хочется увидеть.',
    keys(
      [key('🎨 Картинка', 'primary'), key('🎬 Видео')],
      [key('🎲 Лотереи'), key('💬 Спросить')],
      [{ text: 'Мои работы', web_app: { url: `http://127.0.0.1:${port}/` } }],
    ),
  );
  control.send({ user: chat_id, text: 'луна над холмами, акварель' });
  await call(
    'sendPhoto',
    {
      chat_id,
      photo: 'attach://dusk',
      caption: '<i>луна над холмами, акварель</i>\nFlux Pro · 3:2 · <b>2,5 кредита</b>',
      parse_mode: 'HTML',
      ...keys([key('🔁 Ещё раз'), key('✏️ Изменить')], [key('⭐ В избранное')]),
    },
    { dusk },
  );
}

async function tellRest(): Promise<void> {
  control.send({ user: chat_id, text: 'А три варианта? И расскажи, сколько это стоит' });
  const album = [dawn, frost, dusk].map((_, index) => ({
    type: 'photo',
    media: `attach://p${index}`,
    ...(index === 0 ? { caption: 'Три варианта, 7,5 кредита' } : {}),
  }));
  await call('sendMediaGroup', { chat_id, media: album }, { p0: dawn, p1: frost, p2: dusk });
  await say(
    'Цена складывается так:\n<pre><code class="language-text">3 × 2,5 = 7,5 кредита</code></pre>\n<blockquote expandable>Цена зависит от модели и размера. Она всегда видна до подтверждения.\nЕсли не получится, всё вернётся.\nОстаток живёт вечно.\nИ не сгорает.</blockquote>\nПароль от сейфа: <tg-spoiler>хорошая попытка</tg-spoiler>',
  );
  await call('sendInvoice', {
    chat_id,
    title: '100 кредитов',
    description: 'Хватит на 40 картинок или 4 видео',
    payload: 'order',
    currency: 'XTR',
    prices: [{ label: '100', amount: 250 }],
  });
  await say('Готово 62 % · осталось ≈ 30 с', keys([key('Отменить', 'danger')]));
}

const draft = () =>
  call('sendMessageDraft', {
    chat_id,
    draft_id: 3,
    can_stop: true,
    text: 'Пока рисую, расскажу: акварель любит воду, а вода любит',
  });

async function shoot(
  browser: Browser,
  name: string,
  options: BrowserContextOptions,
  act?: (page: Page) => Promise<void>,
) {
  const context = await browser.newContext({
    locale: 'ru-RU',
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForSelector('[data-ready]');
  await act?.(page);
  // As text: scripts are not checked against the DOM.
  await page.evaluate(
    'Promise.all([...document.images].map((image) => image.decode().catch(() => 0)))',
  );
  await page.evaluate('document.querySelector("dialog") || document.activeElement.blur()');
  await page.screenshot({ path: `${FOLDER}/${name}.png` });
  await context.close();
}

const desktop = { viewport: { width: 1040, height: 690 } };
const phone = { viewport: { width: 390, height: 780 } };
const light = { colorScheme: 'light' } as const;
const dark = { colorScheme: 'dark' } as const;

mkdirSync(FOLDER, { recursive: true });
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu'],
});
await tellStory();
await shoot(browser, 'start-phone-light', { ...phone, ...light });
await tellMore();
await shoot(browser, 'chat-desktop-light', { ...desktop, ...light });
await shoot(browser, 'chat-phone-dark', { ...phone, ...dark });
for (const [name, look] of [
  ['app-desktop-light', { ...desktop, ...light }],
  ['app-phone-dark', { ...phone, ...dark }],
] as const)
  await shoot(browser, name, look, async (page) => {
    await page.getByRole('button', { name: 'Мои работы' }).click();
    await page.getByRole('button', { name: 'Создать ещё' }).waitFor();
  });
await tellRest();
await draft();
await shoot(browser, 'rich-desktop-dark', { ...desktop, ...dark });
await shoot(browser, 'rich-phone-light', { ...phone, ...light });
await shoot(browser, 'commands-phone-light', { ...phone, ...light }, async (page) => {
  await page.getByRole('combobox').pressSequentially('/');
  await page.getByRole('option').first().waitFor();
});
await shoot(browser, 'attach-desktop-dark', { ...desktop, ...dark }, async (page) => {
  const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/png', buffer });
  await page
    .locator('input[type=file]')
    .setInputFiles([file('dawn.png', dawn), file('frost.png', frost)]);
  await page.getByRole('dialog').waitFor();
});
await browser.close();
apps.close();
await sandbox.stop();
