import { key, optional, proxy, proxyMeta, text, web, withDefault } from '../setting.ts';

export const llm = {
  OPENAI_API_KEY: optional(key, {
    about: 'Key of any OpenAI-compatible API, for conversations to come; nothing calls it yet',
    example: 'sk-or-v1-0123456789abcdef',
    absent: 'the adviser answers by rules alone',
    isSecret: true,
  }),
  OPENAI_BASE_URL: withDefault(web, {
    about: 'Its address; nothing calls it yet',
    example: 'https://api.openai.com/v1',
    default: 'https://openrouter.ai/api/v1',
  }),
  OPENAI_MODEL: withDefault(text, {
    about: 'The model that will answer; nothing reads it yet',
    example: 'gpt-4o-mini',
    default: 'openai/gpt-4o-mini',
  }),
  EMBEDDING_MODEL: optional(text, {
    about: 'Model for search by meaning to come; nothing reads it yet',
    example: 'text-embedding-3-small',
    absent: 'search by words only',
  }),
  OPENAI_PROXY: optional(proxy, {
    ...proxyMeta('the language model'),
    about: 'HTTP proxy for the language model alone; nothing reads it yet',
  }),
};
