import { z } from 'zod';
import {
  flag,
  integer,
  listOf,
  matching,
  oneOf,
  optional,
  text,
  url,
  withDefault,
} from '../setting.ts';

export const roles = ['bot', 'worker', 'http'] as const;
export type Role = (typeof roles)[number];

const isZone = (zone: string) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined;
  } catch {
    return false;
  }
};
const timeZone = text.refine(isZone, { error: 'must be a time zone of the IANA list' });
const origin = text.refine((value) => value === URL.parse(value)?.origin, {
  error: 'must list origins: scheme, host and port, nothing behind them, no *',
});

export const app = {
  NODE_ENV: withDefault(oneOf(['development', 'production', 'test']), {
    about: '`production` refuses every sandbox service and DEBUG, and requires SECRET_KEY',
    example: 'production',
    default: 'development',
  }),
  APP_NAME: withDefault(matching(/^[^\r\n]{1,64}$/, 'must be 1 to 64 characters'), {
    about: 'What the app calls itself, on log lines and pages',
    example: 'Jackdraw',
    default: 'Jackdraw',
  }),
  APP_HOST: optional(matching(/^[\w.:-]+$/, 'must be a host name or an IP address'), {
    about: 'Address to listen on',
    example: '0.0.0.0',
    absent: '127.0.0.1 while any sandbox service runs, else 0.0.0.0',
  }),
  APP_PORT: withDefault(integer(0, 65535), {
    about: 'Port to listen on; 0 takes any free one',
    example: '8080',
    default: '8000',
  }),
  PUBLIC_URL: optional(url(['https:']), {
    about: 'Where the world reaches this app: webhooks, callbacks, links, the Mini App',
    example: 'https://jackdraw.example.com',
    absent: 'polling, no callbacks',
  }),
  ROLES: withDefault(
    listOf(oneOf(roles)).refine((list) => list.length > 0, { error: 'must name a role' }),
    {
      about: 'What this process does; splitting needs DATABASE_URL',
      example: 'bot,worker',
      default: 'bot,worker,http',
    },
  ),
  DATA_DIR: withDefault(text, {
    about: 'Folder for everything kept on disk: embedded database, files, logs, secret key',
    example: '/var/lib/jackdraw',
    default: '.data',
  }),
  TIME_ZONE: withDefault(timeZone, {
    about: 'Zone for statistics and quiet hours to come; nothing reads it yet',
    example: 'Asia/Yekaterinburg',
    default: 'Europe/Moscow',
  }),
  ADMIN_IDS: withDefault(listOf(integer(1, 2 ** 52)), {
    about: 'Telegram ids of the admins',
    example: '123456789,987654321',
    default: '',
  }),
  DEBUG: withDefault(flag, {
    about: 'Debug level and readable logs; never shows a stack to anybody; refused in production',
    example: 'true',
    default: 'false',
  }),
  CORS_ORIGINS: withDefault(listOf(origin), {
    about: 'Origins whose pages may call the API from a browser',
    example: 'https://app.example.com,http://localhost:3000',
    default: '',
  }),
  SECRET_KEY: optional(matching(/^.{32,200}$/, 'must be 32 to 200 characters'), {
    about: 'Signs tokens and links; make it by: openssl rand -hex 32',
    example: '0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0',
    absent: 'made once and kept in DATA_DIR; required in production',
    isSecret: true,
  }),
  ACCESS_TOKEN_EXPIRE_MINUTES: withDefault(integer(1, 525_600), {
    about: 'How long a sign-in token lives, for the API to come; nothing reads it yet',
    example: '60',
    default: '30',
  }),
  ALGORITHM: withDefault(
    text
      .toUpperCase()
      .pipe(z.enum(['HS256', 'HS384', 'HS512'], { error: 'must be one of: HS256, HS384, HS512' })),
    {
      about: 'How sign-in tokens are signed, for the API to come; nothing reads it yet',
      example: 'HS512',
      default: 'HS256',
    },
  ),
};
