// The Telegram app of one person: what the chat page is served and what it talks to.
export { createClientRoute } from './http.ts';
export type { MoreActs } from './more-acts.ts';
export { createPage } from './page.ts';
export { createShownBot } from './shown-bot.ts';
