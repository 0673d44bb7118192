import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClaims, readLotteries } from './index.ts';

const claims = createClaims(readLotteries());

const table: Record<'distress' | 'lottery' | 'nobody', readonly string[]> = {
  distress: [
    'проиграл всю зарплату в лотерею',
    'не могу остановиться, покупаю билеты каждый день',
    'хочу отыграться',
    'не хочу жить',
    'I lost everything on lottery tickets',
    'мама проиграла пенсию в лото',
  ],
  lottery: [
    'подбери быструю лотерею с небольшим призом',
    'результаты 6 из 45',
    'шансы в кено',
    'сколько стоит билет русского лото',
    'мне 16, можно купить лотерейный билет?',
    'what are the odds of keno',
    'когда розыгрыш',
    'охота сколько стоит',
  ],
  nobody: [
    'нарисуй кота в шляпе',
    'охота на лис в осеннем лесу',
    'джокер в маске, неон',
    'забава',
    'дуэль рыцарей на закате',
    'знак зодиака лев, акварель',
    'билет на поезд, ретро плакат',
    'привет',
    'возьму кредит на машину',
    'мой муж спит на диване, смешная картинка',
    'видео про миллион роз',
    'a cat that wins a race',
  ],
};

for (const [claim, texts] of Object.entries(table))
  test(`words for ${claim} are told from the others`, () => {
    for (const text of texts) assert.equal(claims(text) ?? 'nobody', claim, text);
  });
