import type { LogConfig } from '#platform/log';
import type { Role } from './sections/app.ts';

export interface RemoteConfig {
  isSandbox: boolean;
  proxyUrl?: string | undefined;
}

export interface Config {
  name: string;
  isProduction: boolean;
  roles: readonly Role[];
  dataDir: string;
  timeZone: string;
  adminIds: readonly number[];
  /** Absent until `withSecretKey` has made or found one. */
  secretKey?: string | undefined;
  auth: { tokenMinutes: number; algorithm: 'HS256' | 'HS384' | 'HS512' };
  log: LogConfig;
  http: {
    host: string;
    port: number;
    publicUrl?: string | undefined;
    corsOrigins: readonly string[];
  };
  /** No url: the embedded PostgreSQL in `dataDir`. */
  db: { url?: string | undefined; dataDir: string; poolMax: number };
  /** No url: the queue and the cache live in PostgreSQL. */
  redis: { url?: string | undefined };
  telegram: RemoteConfig & {
    token: string;
    apiRoot: string;
    mode: 'polling' | 'webhook';
    webhookSecret?: string | undefined;
    sendPerSecond: number;
    sendPerSecondInChat: number;
    userUpdatesPer10s: number;
    draftEveryMs: number;
  };
  kie: RemoteConfig & {
    apiKey?: string | undefined;
    baseUrl: string;
    uploadUrl: string;
    webhookKey?: string | undefined;
    submitEveryMs: number;
  };
  llm: RemoteConfig & {
    isOn: boolean;
    apiKey?: string | undefined;
    baseUrl: string;
    model: string;
    embeddingModel?: string | undefined;
  };
  stoloto: RemoteConfig & {
    mode: 'live' | 'sandbox' | 'off';
    partner?: string | undefined;
    siteUrl: string;
    apiUrl: string;
    newsUrl: string;
    /** One call in this time, over the whole installation. */
    everyMs: number;
  };
  generation: {
    maxParallel: number;
    maxParallelPerUser: number;
    catalogueFile?: string | undefined;
  };
  /** Decimal texts: kernel/money makes amounts of them. */
  money: {
    welcomeCredits: string;
    creditRate: string;
    priceStep: string;
    minPrice: string;
    lowBalance: string;
    rubPerCredit?: string | undefined;
    starsPackages: readonly { stars: number; credits: string }[];
  };
  retention: { filesDays: number; eventsDays: number; sessionsDays: number; rowsDays: number };
  sandbox: { isOn: boolean; host: string; port: number };
}
