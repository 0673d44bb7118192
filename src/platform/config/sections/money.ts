import { decimal, listOf, matching, optional, withDefault } from '../setting.ts';

const starsPackage = matching(
  /^[1-9]\d{0,4}:\d{1,6}(\.\d{1,3})?$/,
  'must list stars:credits pairs',
);

export const money = {
  WELCOME_CREDITS: withDefault(decimal(3, { above: 'nothing' }), {
    about: 'Credits for a new person, once',
    example: '20',
    default: '10',
  }),
  CREDIT_RATE: withDefault(decimal(6, { above: 'zero' }), {
    about: 'Our credits for one credit of the provider',
    example: '1.5',
    default: '1',
  }),
  PRICE_STEP: withDefault(decimal(3, { above: 'zero' }), {
    about: 'Prices are rounded up to this',
    example: '0.5',
    default: '0.1',
  }),
  MIN_PRICE: withDefault(decimal(3, { above: 'zero' }), {
    about: 'The least a generation costs',
    example: '1',
    default: '0.1',
  }),
  LOW_BALANCE: withDefault(decimal(3, { above: 'nothing' }), {
    about: 'Whoever falls under this many credits is told so once; 0 = nobody is',
    example: '5',
    default: '2',
  }),
  RUB_PER_CREDIT: optional(decimal(4, { above: 'zero' }), {
    about: 'Shows prices in roubles too',
    example: '0.5',
    absent: 'credits only',
  }),
  STARS_PACKAGES: withDefault(listOf(starsPackage), {
    about:
      'What can be bought: Telegram Stars and the credits for them; for payments to come, nothing reads it yet',
    example: '50:50,250:275,1000:1200',
    default: '50:50,100:105,250:275,500:575,1000:1200',
  }),
};
