// A whole Telegram on this machine: the HTTP Bot API, people who write to the bot, and hands to break things with.
// Strict where the real one is strict, with its own words. Knows nothing of the product.
export type { Control } from '#sandbox/telegram/control';
export type { TelegramSandboxOptions } from './options.ts';
export { createTelegramSandbox, type TelegramSandbox } from './sandbox.ts';
