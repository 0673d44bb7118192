import { matching, oneOf, optional, proxy, proxyMeta, web, withDefault } from '../setting.ts';

export const lottery = {
  STOLOTO: optional(oneOf(['live', 'sandbox', 'off']), {
    about: 'Where lottery data comes from',
    example: 'off',
    absent: '`live` with STOLOTO_PARTNER, else `sandbox` beside the sandbox Telegram, else `off`',
  }),
  STOLOTO_PARTNER: optional(
    matching(/^[\x21-\x7e]{2,200}$/, 'must be 2 to 200 characters without spaces'),
    {
      about: 'Your own value of the gosloto-partner header',
      example: 'value-from-your-agreement',
      absent: 'no live data',
      isSecret: true,
    },
  ),
  STOLOTO_SITE_URL: withDefault(web, {
    about: 'Draws and packets',
    example: 'https://stoloto.example.com',
    default: 'https://www.stoloto.ru',
  }),
  STOLOTO_API_URL: withDefault(web, {
    about: 'Main page and tabs',
    example: 'https://api.example.com',
    default: 'https://api.stoloto.ru',
  }),
  STOLOTO_NEWS_URL: withDefault(web, {
    about: 'The news page',
    example: 'https://stoloto.example.com/press/news',
    default: 'https://www.stoloto.ru/press/news',
  }),
  STOLOTO_PROXY: optional(proxy, proxyMeta('StoLoto')),
};
