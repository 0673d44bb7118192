import { integer, key, optional, proxy, proxyMeta, text, web, withDefault } from '../setting.ts';

export const kie = {
  KIE_API_KEY: optional(key, {
    about: 'Key of the media provider, from https://kie.ai/api-key',
    example: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
    absent: 'sandbox KIE',
    isSecret: true,
  }),
  KIE_BASE_URL: withDefault(web, {
    about: "The provider's API",
    example: 'https://kie.example.com',
    default: 'https://api.kie.ai',
  }),
  KIE_UPLOAD_URL: withDefault(web, {
    about: "The provider's file upload",
    example: 'https://upload.example.com',
    default: 'https://kieai.redpandaai.co',
  }),
  KIE_WEBHOOK_KEY: optional(key, {
    about: "Key that signs the provider's callbacks, from its settings",
    example: 'f0e1d2c3b4a5968778695a4b3c2d1e0f',
    absent: 'callbacks are only a hint, the result is always read back',
    isSecret: true,
  }),
  KIE_PROXY: optional(proxy, proxyMeta('KIE')),
  KIE_SUBMIT_EVERY_MS: withDefault(integer(500, 60_000), {
    about: 'Pause between two submits, for all processes together; 500 is the provider’s limit',
    example: '1000',
    default: '550',
  }),
  CATALOGUE_FILE: optional(text, {
    about: 'JSON file with models of your own, over the built-in catalogue',
    example: '/etc/jackdraw/models.json',
    absent: 'only the built-in catalogue',
  }),
  MAX_PARALLEL_GENERATIONS: withDefault(integer(1, 10_000), {
    about: 'Generations in work at once, over the whole installation',
    example: '100',
    default: '50',
  }),
  MAX_PARALLEL_PER_USER: withDefault(integer(1, 1000), {
    about: 'Generations in work at once for one person',
    example: '5',
    default: '3',
  }),
};
