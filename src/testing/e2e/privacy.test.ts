import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange, textOf } from '#testing';

const env = {
  RETENTION_FILES_DAYS: '21',
  RETENTION_ROWS_DAYS: '402',
  RETENTION_SESSIONS_DAYS: '33',
  RETENTION_EVENTS_DAYS: '5',
};

const kept: Record<'ru' | 'en', readonly RegExp[]> = {
  ru: [
    /номер и имя в Telegram, язык/,
    /заблокирован ли я/,
    /есть 18/,
    /баланс и выписка/,
    /заказы: описание, параметры и тексты результатов, 402\u00A0дня\./,
    /присланные файлы и готовые работы, 21\u00A0день/,
    /неоконченные формы, 33\u00A0дня;/,
    /заготовки, избранное/,
    /известия о заказах .*, 5\u00A0дней\./,
    /Отметка, что сообщение было, хранится до двух суток/,
    /Описание, параметры и файлы заказа получает сервис/,
    /\/delete_me/,
  ],
  en: [
    /Telegram number and name, your language/,
    /whether you have blocked me/,
    /18 or over/,
    /balance and statement/,
    /orders: prompts, settings and texts of results, for 402\u00A0days\./,
    /files you sent and works made for you, for 21\u00A0days/,
    /unfinished forms, for 33\u00A0days;/,
    /presets, favourites/,
    /news of orders .*, for 5\u00A0days\./,
    /A mark that a message was there stays for up to two days/,
    /gets the prompt, settings and files of an order/,
    /\/delete_me/,
  ],
};

test('/privacy names each thing that is kept, for as long as the operator keeps it, and who gets what', async (t) => {
  const { person } = await arrange(t, { env });
  for (const language of ['ru', 'en'] as const) {
    const [answer] = await person({ language }).says('/privacy');
    for (const words of kept[language]) assert.match(textOf(answer), words);
  }
});
