import { integer, key, matching, optional, text, web } from '../setting.ts';

export const earlier = {
  REDIS_HOST: optional(matching(/^[\w.-]+$/, 'must be a host name or an IP address'), {
    about: 'With the next three makes up an absent REDIS_URL',
    example: 'localhost',
    standsFor: 'REDIS_URL',
  }),
  REDIS_PORT: optional(integer(1, 65535), {
    about: 'See REDIS_HOST; 6379 if absent',
    example: '6379',
    standsFor: 'REDIS_URL',
  }),
  REDIS_PASS: optional(text, {
    about: 'See REDIS_HOST',
    example: 'password',
    standsFor: 'REDIS_URL',
    isSecret: true,
  }),
  REDIS_DB: optional(integer(0, 1000), {
    about: 'See REDIS_HOST; 0 if absent',
    example: '0',
    standsFor: 'REDIS_URL',
  }),
  DEFAULT_OPENAI_API_KEY: optional(key, {
    about: 'Another name for OPENAI_API_KEY',
    example: 'sk-or-v1-0123456789abcdef',
    standsFor: 'OPENAI_API_KEY',
    isSecret: true,
  }),
  DEFAULT_OPENAI_MODEL: optional(text, {
    about: 'Another name for OPENAI_MODEL',
    example: 'gpt-4o-mini',
    standsFor: 'OPENAI_MODEL',
  }),
  DEFAULT_OPENAI_BASE_URL: optional(web, {
    about: 'Another name for OPENAI_BASE_URL',
    example: 'https://api.openai.com/v1',
    standsFor: 'OPENAI_BASE_URL',
  }),
};
