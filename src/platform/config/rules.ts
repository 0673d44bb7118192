import type { Mistake } from './config-error.ts';
import { type Env, envSchema, type SettingName } from './schema.ts';
import { roles } from './sections/app.ts';
import { settingMeta } from './setting.ts';

/** What no single setting can know: which of them need or exclude each other. */
export function checkTogether(env: Env): Mistake[] {
  return [...checkProduction(env), ...checkModes(env)];
}

export const mistake = (variable: SettingName, problem: string): Mistake => ({
  variable,
  problem,
  example: settingMeta.get(envSchema.shape[variable])?.example ?? '',
});

const required = (env: Env, names: readonly SettingName[], why: string) =>
  names
    .filter((name) => env[name] === undefined)
    .map((name) => mistake(name, `is required ${why}`));

function checkProduction(env: Env): Mistake[] {
  if (env.NODE_ENV !== 'production') return [];
  const found = [
    ...required(env, ['SECRET_KEY'], 'in production'),
    ...required(env, ['BOT_TOKEN', 'KIE_API_KEY'], 'in production: nobody is served by a sandbox'),
  ];
  if (env.STOLOTO === 'sandbox')
    found.push({ ...mistake('STOLOTO', 'must not be sandbox in production'), example: 'off' });
  if (env.DEBUG) found.push({ ...mistake('DEBUG', 'is refused in production'), example: 'false' });
  return found;
}

function checkModes(env: Env): Mistake[] {
  const found: Mistake[] = [];
  if (env.BOT_MODE === 'webhook')
    found.push(...required(env, ['PUBLIC_URL', 'WEBHOOK_SECRET'], 'by BOT_MODE=webhook'));
  if (env.STOLOTO === 'live') found.push(...required(env, ['STOLOTO_PARTNER'], 'by STOLOTO=live'));
  const isSplit = Array.isArray(env.ROLES) && roles.some((role) => !env.ROLES.includes(role));
  if (isSplit)
    found.push(
      ...required(env, ['DATABASE_URL'], 'when ROLES are split: processes share one database'),
    );
  if (env.BOT_TOKEN === undefined && env.BOT_MODE === 'webhook')
    found.push(mistake('BOT_TOKEN', 'is required by BOT_MODE=webhook: the sandbox is polled'));
  if (Number(env.MAX_PARALLEL_PER_USER) > Number(env.MAX_PARALLEL_GENERATIONS))
    found.push(mistake('MAX_PARALLEL_PER_USER', 'must not be above MAX_PARALLEL_GENERATIONS'));
  return found;
}
