import type { Context } from 'grammy';

export const isCommand = (ctx: Context): boolean =>
  ctx.message?.entities?.some(({ type, offset }) => type === 'bot_command' && offset === 0) ??
  false;
