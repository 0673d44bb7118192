import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type TestContext, test } from 'node:test';
import { desktop, openStage, phone } from './testing/stage.ts';

// Speaks the protocol by hand, as the official script does inside a frame.
const app = `<!doctype html><meta charset="utf-8"><title>App</title><h1>Приложение</h1><pre id="heard"></pre><pre id="launch"></pre>
<button id="send">Отдать данные</button><button id="buy">Купить</button><script>
const post = (eventType, eventData = {}) => parent.postMessage(JSON.stringify({ eventType, eventData }), '*');
addEventListener('message', (event) => {
  const { eventType, eventData } = JSON.parse(event.data);
  heard.textContent += eventType + ' ' + JSON.stringify(eventData) + '\\n';
  if (eventType === 'main_button_pressed') post('web_app_setup_closing_behavior', { need_confirmation: true });
});
const params = new URLSearchParams(location.hash.slice(1));
launch.textContent = JSON.stringify(Object.fromEntries(params));
buy.onclick = () => post('web_app_open_invoice', { slug: new URLSearchParams(location.search).get('slug') });
send.onclick = () => post('web_app_data_send', { data: 'из приложения' });
post('web_app_ready');
post('web_app_request_theme');
post('web_app_setup_main_button', { is_visible: true, is_active: true, text: 'Готово', color: '#2b7d47', text_color: '#ffffff' });
post('web_app_setup_back_button', { is_visible: true });
</script>`;

async function serveApp(t: TestContext): Promise<string> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(app);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close().closeAllConnections());
  const { port }: { port: number } = Object(server.address());
  return `http://127.0.0.1:${port}/app?lang=ru`;
}

for (const [device, options] of [
  ['desktop', desktop],
  ['phone', phone],
] as const)
  test(`a Mini App opens in a frame on a ${device} with signed data, theme, buttons and a guarded close`, {
    timeout: 60_000,
  }, async (t) => {
    const stage = await openStage(t);
    stage.expectErrors(/favicon/);
    const url = await serveApp(t);
    stage.meet();
    await stage.say('Откройте', {
      reply_markup: { inline_keyboard: [[{ text: 'Приложение', web_app: { url } }]] },
    });
    const page = await stage.open(options);
    await page.getByRole('button', { name: 'Приложение' }).click();
    const sheet = page.getByRole('dialog', { name: 'Galka' });
    const frame = page.frameLocator('.app iframe');
    await frame.getByText('theme_changed').waitFor();
    assert.match(
      (await page.locator('.app iframe').getAttribute('sandbox')) ?? '',
      /allow-scripts/,
    );

    const launch = JSON.parse((await frame.locator('#launch').textContent()) ?? '{}');
    const data = new URLSearchParams(launch.tgWebAppData);
    assert.equal(JSON.parse(data.get('user') ?? '{}').first_name, 'Анна');
    assert.match(data.get('hash') ?? '', /^[0-9a-f]{64}$/);
    assert.match(JSON.parse(launch.tgWebAppThemeParams).bg_color, /^#[0-9a-f]{6}$/);

    await sheet.getByRole('button', { name: 'Готово' }).click();
    await frame.getByText('main_button_pressed').waitFor();
    await sheet.getByRole('button', { name: 'Назад' }).click();
    await frame.getByText('back_button_pressed').waitFor();
    await sheet.getByRole('button', { name: 'Закрыть' }).click();
    const sure = page.getByRole('dialog', { name: 'Закрыть приложение?' });
    await sure.getByRole('button', { name: 'Остаться' }).click();
    await sheet.getByRole('button', { name: 'Закрыть' }).click();
    await sure.getByRole('button', { name: 'Закрыть' }).click();
    await sheet.waitFor({ state: 'detached' });
  });

test('an app opened from the reply keyboard hands its data to the bot', {
  timeout: 60_000,
}, async (t) => {
  const stage = await openStage(t);
  stage.expectErrors(/favicon/);
  const url = await serveApp(t);
  stage.meet();
  await stage.say('Клавиатура', {
    reply_markup: { keyboard: [[{ text: 'Форма', web_app: { url } }]], resize_keyboard: true },
  });
  const page = await stage.open();
  await page.getByRole('button', { name: 'Форма' }).click();
  await page.frameLocator('.app iframe').getByRole('button', { name: 'Отдать данные' }).click();
  await page.locator('.service', { hasText: 'Форма' }).waitFor();
  const updates: unknown = await stage.call('getUpdates');
  const sent = Array.isArray(updates) ? updates.map(({ message }) => message?.web_app_data) : [];
  assert.deepEqual(sent.filter(Boolean), [{ button_text: 'Форма', data: 'из приложения' }]);
});

test('the menu button opens its app', { timeout: 60_000 }, async (t) => {
  const stage = await openStage(t);
  stage.expectErrors(/favicon/);
  const url = await serveApp(t);
  stage.meet();
  const menu_button = { type: 'web_app', text: 'Студия', web_app: { url } };
  await stage.call('setChatMenuButton', { chat_id: stage.anna.id, menu_button });
  const page = await stage.open();
  await page.getByRole('button', { name: 'Студия' }).click();
  await page.frameLocator('.app iframe').getByText('Приложение').waitFor();
});

test('an app opens an invoice and hears that it was paid', { timeout: 60_000 }, async (t) => {
  const stage = await openStage(t);
  stage.expectErrors(/favicon/);
  const url = await serveApp(t);
  stage.meet();
  const link: unknown = await stage.call('createInvoiceLink', {
    title: 'Кредиты',
    description: '100 кредитов',
    payload: 'order-2',
    currency: 'XTR',
    prices: [{ label: '100', amount: 250 }],
  });
  const slug = String(link).replace(/^https:\/\/t\.me\/(\$|invoice\/)/, '');
  const web_app = { url: `${url}&slug=${slug}` };
  await stage.say('Купить', {
    reply_markup: { inline_keyboard: [[{ text: 'Магазин', web_app }]] },
  });
  const page = await stage.open();
  await page.getByRole('button', { name: 'Магазин' }).click();
  const frame = page.frameLocator('.app iframe');
  await frame.getByRole('button', { name: 'Купить' }).click();
  await page.getByRole('button', { name: 'Оплатить', exact: true }).click();
  const { id } = await stage.nextUpdate('pre_checkout_query');
  await stage.call('answerPreCheckoutQuery', { pre_checkout_query_id: id, ok: true });
  await frame.getByText('invoice_closed').waitFor();
  assert.match((await frame.locator('#heard').textContent()) ?? '', /"status":"paid"/);
});
