import { join, resolve } from 'node:path';
import type { LogConfig, LogLevel } from '#platform/log';
import type { Config } from './config.ts';
import { ConfigError, type Mistake } from './config-error.ts';
import { type RawEnv, translateEarlier } from './earlier.ts';
import { checkTogether, mistake } from './rules.ts';
import { type Env, envSchema, type SettingName } from './schema.ts';
import { settingMeta } from './setting.ts';

/** Throws one ConfigError that names every mistake. */
export function loadConfig(raw: RawEnv): Config {
  const { env, mistakes } = translateEarlier(raw);
  const parsed = envSchema.safeParse(env);
  const wrong = parsed.success ? [] : fieldMistakes(parsed.error.issues, env);
  // Rules between settings are checked on what could be read, so that one list tells all.
  const together = checkTogether(parsed.success ? parsed.data : readable(env));
  const all = [...mistakes.map(withExample), ...wrong, ...together];
  const first = all
    .filter(({ variable }, at) => all.findIndex((other) => other.variable === variable) === at)
    .filter(({ variable }) => raw[variable] !== undefined || !all.some(isNameFor(variable)));
  if (first.length > 0 || !parsed.success) throw new ConfigError(first);
  return toConfig(parsed.data);
}

const withExample = (one: Mistake): Mistake =>
  one.example === '' && isSettingName(one.variable)
    ? { ...mistake(one.variable, one.problem) }
    : one;

/** A value that came from an earlier name is told once, under the name that was written. */
const isNameFor =
  (variable: string) =>
  (other: Mistake): boolean =>
    isSettingName(other.variable) &&
    settingMeta.get(envSchema.shape[other.variable])?.standsFor === variable;

const isSettingName = (name: string): name is SettingName => Object.hasOwn(envSchema.shape, name);

function fieldMistakes(
  issues: readonly { path: readonly PropertyKey[]; message: string }[],
  env: RawEnv,
): Mistake[] {
  return issues.flatMap(({ path, message }) => {
    const name = String(path[0]);
    if (!isSettingName(name)) return [];
    const isSecret = settingMeta.get(envSchema.shape[name])?.isSecret ?? false;
    const told = isSecret ? '' : `, not "${env[name]?.trim().slice(0, 80) ?? ''}"`;
    return [mistake(name, `${message}${told}`)];
  });
}

function readable(env: RawEnv): Env {
  const names = Object.keys(envSchema.shape).filter(isSettingName);
  const good = names.filter((name) => envSchema.shape[name].safeParse(env[name]).success);
  const kept = Object.fromEntries(good.map((name) => [name, env[name]]));
  const unread = names.filter((name) => !good.includes(name));
  // A setting that is present but wrong must not be called missing as well.
  const standIn = Object.fromEntries(unread.map((name) => [name, '?']));
  return Object.assign(envSchema.parse(kept), standIn);
}

function toConfig(env: Env): Config {
  const isProduction = env.NODE_ENV === 'production';
  const hasSandboxBot = env.BOT_TOKEN === undefined;
  const stoloto = env.STOLOTO ?? (env.STOLOTO_PARTNER ? 'live' : hasSandboxBot ? 'sandbox' : 'off');
  const hasSandboxKie = env.KIE_API_KEY === undefined;
  const hasSandboxLlm = env.OPENAI_API_KEY === undefined && !isProduction;
  const isSandboxOn = hasSandboxBot || hasSandboxKie || hasSandboxLlm || stoloto === 'sandbox';
  const dataDir = resolve(env.DATA_DIR);
  return {
    name: env.APP_NAME,
    isProduction,
    roles: [...new Set(env.ROLES)],
    dataDir,
    timeZone: env.TIME_ZONE,
    adminIds: env.ADMIN_IDS,
    secretKey: env.SECRET_KEY,
    auth: { tokenMinutes: env.ACCESS_TOKEN_EXPIRE_MINUTES, algorithm: env.ALGORITHM },
    log: toLogConfig(env, dataDir),
    http: {
      host: env.APP_HOST ?? (isSandboxOn ? '127.0.0.1' : '0.0.0.0'),
      port: env.APP_PORT,
      publicUrl: env.PUBLIC_URL,
      corsOrigins: env.CORS_ORIGINS,
    },
    db: { url: env.DATABASE_URL, dataDir, poolMax: env.DATABASE_POOL },
    redis: { url: env.REDIS_URL },
    telegram: {
      isSandbox: hasSandboxBot,
      token: env.BOT_TOKEN ?? sandboxToken,
      apiRoot: env.TELEGRAM_API_ROOT,
      mode: env.BOT_MODE,
      webhookSecret: env.WEBHOOK_SECRET,
      proxyUrl: env.TELEGRAM_PROXY,
      sendPerSecond: env.SEND_PER_SECOND,
      sendPerSecondInChat: env.SEND_PER_SECOND_IN_CHAT,
      userUpdatesPer10s: env.USER_RATE_LIMIT,
      draftEveryMs: env.DRAFT_EVERY_MS,
    },
    kie: {
      isSandbox: hasSandboxKie,
      apiKey: env.KIE_API_KEY,
      baseUrl: env.KIE_BASE_URL,
      uploadUrl: env.KIE_UPLOAD_URL,
      webhookKey: env.KIE_WEBHOOK_KEY,
      proxyUrl: env.KIE_PROXY,
      submitEveryMs: env.KIE_SUBMIT_EVERY_MS,
    },
    llm: {
      isSandbox: hasSandboxLlm,
      isOn: env.OPENAI_API_KEY !== undefined || hasSandboxLlm,
      apiKey: env.OPENAI_API_KEY,
      baseUrl: env.OPENAI_BASE_URL,
      model: env.OPENAI_MODEL,
      embeddingModel: env.EMBEDDING_MODEL,
      proxyUrl: env.OPENAI_PROXY,
    },
    stoloto: {
      isSandbox: stoloto === 'sandbox',
      mode: stoloto,
      partner: env.STOLOTO_PARTNER,
      siteUrl: env.STOLOTO_SITE_URL,
      apiUrl: env.STOLOTO_API_URL,
      newsUrl: env.STOLOTO_NEWS_URL,
      // No limit is published; others pause between 0.12 s and 1 s, and we are the politest.
      everyMs: 1_000,
      proxyUrl: env.STOLOTO_PROXY,
    },
    generation: {
      maxParallel: env.MAX_PARALLEL_GENERATIONS,
      maxParallelPerUser: env.MAX_PARALLEL_PER_USER,
      catalogueFile: env.CATALOGUE_FILE,
    },
    money: {
      welcomeCredits: env.WELCOME_CREDITS,
      creditRate: env.CREDIT_RATE,
      priceStep: env.PRICE_STEP,
      minPrice: env.MIN_PRICE,
      lowBalance: env.LOW_BALANCE,
      rubPerCredit: env.RUB_PER_CREDIT,
      starsPackages: env.STARS_PACKAGES.map((pair) => {
        const [stars = '', credits = ''] = pair.split(':');
        return { stars: Number(stars), credits };
      }),
    },
    retention: {
      filesDays: env.RETENTION_FILES_DAYS,
      eventsDays: env.RETENTION_EVENTS_DAYS,
      sessionsDays: env.RETENTION_SESSIONS_DAYS,
      rowsDays: env.RETENTION_ROWS_DAYS,
    },
    sandbox: { isOn: isSandboxOn, host: env.SANDBOX_HOST, port: env.SANDBOX_PORT },
  };
}

/** Known to everybody, opens nothing. */
const sandboxToken = '4242424242:SANDBOX-jackdraw-on-this-machine-only';

const logFileMaxBytes = 20 * 1024 * 1024;

function toLogConfig(env: Env, dataDir: string): LogConfig {
  const file =
    env.LOG_TO_FILE === true ? join(dataDir, 'logs', 'jackdraw.log') : env.LOG_TO_FILE || undefined;
  return {
    name: env.APP_NAME,
    level: env.DEBUG ? 'debug' : toLevel(env.LOG_LEVEL),
    pretty: env.DEBUG,
    sensitiveFields: env.SENSITIVE_DATA,
    secrets: secretsOf(env),
    ...(file && {
      file: { path: resolve(file), maxBytes: logFileMaxBytes, keepDays: env.RETENTION_LOG_DAYS },
    }),
  };
}

const toLevel = (level: Env['LOG_LEVEL']): LogLevel =>
  level === 'warning' ? 'warn' : level === 'critical' ? 'fatal' : level;

function secretsOf(env: Env): string[] {
  const names = Object.keys(envSchema.shape).filter(isSettingName);
  const values = names
    .filter((name) => settingMeta.get(envSchema.shape[name])?.isSecret)
    .map((name) => env[name])
    .filter((value) => typeof value === 'string');
  // Of a connection string only the password is secret: host and database name may be read.
  return values.flatMap((value) => {
    const url = URL.parse(value);
    return url?.host ? [url.password, safePassword(url)] : [value];
  });
}

function safePassword(url: URL): string {
  try {
    return decodeURIComponent(url.password);
  } catch {
    return url.password;
  }
}
