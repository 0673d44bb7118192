// The one HTTP server: Bot API, files, control, chat page and what the page talks to.

export { readForm } from './body.ts';
export { type BotApi, createBotApi } from './bot-api.ts';
export { createRateLimits } from './limits.ts';
export {
  createHttpServer,
  decodePath,
  isOwnOrigin,
  type Route,
  readJson,
  sendError,
  sendJson,
} from './server.ts';
