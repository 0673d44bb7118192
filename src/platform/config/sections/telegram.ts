import {
  integer,
  matching,
  oneOf,
  optional,
  proxy,
  proxyMeta,
  web,
  withDefault,
} from '../setting.ts';

export const telegram = {
  BOT_TOKEN: optional(
    matching(
      /^[1-9]\d{3,15}:[A-Za-z0-9_-]{20,64}$/,
      "must be the token from @BotFather: the bot's number, a colon, about 35 signs",
    ),
    {
      about: 'Token from @BotFather',
      example: '1234567890:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc',
      absent: 'sandbox Telegram with its chat page',
      isSecret: true,
    },
  ),
  BOT_MODE: withDefault(oneOf(['polling', 'webhook']), {
    about: 'How updates come; webhook needs PUBLIC_URL and WEBHOOK_SECRET',
    example: 'webhook',
    default: 'polling',
  }),
  WEBHOOK_SECRET: optional(
    matching(/^[A-Za-z0-9_-]{16,256}$/, 'must be 16 to 256 of A-Z a-z 0-9 _ -'),
    {
      about: 'Telegram sends it with every webhook call; make it by: openssl rand -hex 20',
      example: '0f1e2d3c4b5a69788796a5b4c3d2e1f001234567',
      absent: 'required by BOT_MODE=webhook',
      isSecret: true,
    },
  ),
  TELEGRAM_API_ROOT: withDefault(web, {
    about: 'Bot API server, for a local one',
    example: 'http://localhost:8082',
    default: 'https://api.telegram.org',
  }),
  TELEGRAM_PROXY: optional(proxy, proxyMeta('Telegram')),
  SEND_PER_SECOND: withDefault(integer(1, 1000), {
    about: 'Messages per second at most, to all chats together',
    example: '20',
    default: '25',
  }),
  SEND_PER_SECOND_IN_CHAT: withDefault(integer(1, 1000), {
    about: 'Messages per second at most in one chat, after a burst of three; Telegram allows 1',
    example: '2',
    default: '1',
  }),
  USER_RATE_LIMIT: withDefault(integer(0, 100_000), {
    about: 'Messages and presses one person may send in ten seconds; 0 = as many as they like',
    example: '60',
    default: '30',
  }),
  DRAFT_EVERY_MS: withDefault(integer(200, 20_000), {
    about:
      'Pause between two pieces of a streamed answer in one chat; for conversations to come, nothing reads it yet',
    example: '1500',
    default: '1000',
  }),
};
