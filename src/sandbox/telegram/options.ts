import type { BotProfile } from '#sandbox/telegram/world';

export interface SandboxLog {
  error(facts: object, message: string): void;
  info(facts: object, message: string): void;
}

export interface TelegramSandboxOptions {
  /** A free one unless said. */
  readonly port?: number | undefined;
  /** Where to listen; 127.0.0.1 unless said. Requests under it or a loopback name are heard; on 0.0.0.0 under any address. */
  readonly host?: string | undefined;
  /** The first bot's token, `<number>:<text>`; control acts go to this bot. */
  readonly token: string;
  readonly botUsername?: string | undefined;
  readonly profile?: Partial<BotProfile> | undefined;
  /** Any other well-formed token makes a bot of its own at its first call, instead of 401. */
  readonly anyToken?: boolean | undefined;
  /** Keeps people, chats, files and numbers over restarts. */
  readonly dataDir?: string | undefined;
  /** http on loopback and any port will do for web_app buttons and webhooks. */
  readonly localUrls?: boolean | undefined;
  readonly rateLimits?: boolean | undefined;
  /** The waits of the real server that only slow tests down: a repeated offset, setWebhook twice a second. */
  readonly strictTiming?: boolean | undefined;
  /** Entries of the transcript kept; 20,000 unless said. */
  readonly transcriptLimit?: number | undefined;
  readonly log?: SandboxLog | undefined;
}
