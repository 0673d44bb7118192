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
    'хочу умереть',
    'на лотереи уходит вся стипендия',
    'my husband gambles all our money',
    'подсел на лотереи, трачу по 5 тысяч в день',
    'I do not want to live',
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
    'результаты',
    'джекпот',
    'какой шанс',
    'русское лото',
    'билет за 50',
    'keno odds',
    'что выпало',
    'во что сыграть',
    'что купить на 50 рублей',
    'хочу выиграть миллион',
    'случайные числа',
  ],
  nobody: [
    'нарисуй кота в шляпе',
    'охота на лис в осеннем лесу',
    'джокер в маске, неон',
    'забава',
    'дуэль рыцарей на закате',
    'a man who lost everything in a casino, oil painting',
    'старик проиграл последние деньги в казино, акварель',
    'знак зодиака лев, акварель',
    'билет на поезд, ретро плакат',
    'привет',
    'возьму кредит на машину',
    'мой муж спит на диване, смешная картинка',
    'видео про миллион роз',
    'результаты выборов',
    'шансы на победу спартака',
    'winter',
    'best game of thrones scene',
    'хочу выиграть войну',
    'за 100 рублей',
    'a cat that wins a race',
  ],
};

for (const [claim, texts] of Object.entries(table))
  test(`words for ${claim} are told from the others`, () => {
    for (const text of texts) assert.equal(claims(text) ?? 'nobody', claim, text);
  });

const own = [
  'я проиграл всё, не хочу жить',
  'не могу перестать играть',
  'опять проиграла все деньги в лото',
  'спустил всю зарплату на лотереи, что делать',
  'помогите, я игроман',
  'я в долгах из-за казино',
  'хочу умереть',
  'жить не хочется',
  'i cant stop gambling',
  "I lost everything at the casino and can't stop",
];

const told = [
  'a man who lost everything in a casino, oil painting',
  'старик, который проиграл всё в казино, масло',
  'я проиграл всё в покер, кадр из фильма',
  'не хочу жить без тебя',
  'не хочу жить в этом городе',
  'ковбой проиграл последние деньги в салуне',
  'женщина плачет: муж проиграл квартиру',
  'a gambler who lost his savings, rainy street',
  "[Chorus] I lost it all, I can't stop gambling",
  'я не могу перестать смотреть на звёзды',
  'я хочу выиграть миллион',
];

test('where words for a picture are awaited, only distress of the writer is a plea', () => {
  for (const text of own) assert.equal(claims.pleads(text), true, text);
  for (const text of told) assert.equal(claims.pleads(text), false, text);
});
