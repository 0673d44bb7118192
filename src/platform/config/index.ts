// Every setting, read once. A wrong setting is told with all the others, what is wrong and an example.
export type { Config } from './config.ts';
export { ConfigError, type Mistake } from './config-error.ts';
export { configPage, envExample, exampleSecrets } from './docs.ts';
export { loadConfig } from './load.ts';
export { envSchema, type SettingName } from './schema.ts';
export { type SettledConfig, withSecretKey } from './secret-key.ts';
export type { Role } from './sections/app.ts';
export { settingMeta } from './setting.ts';
