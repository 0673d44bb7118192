import { join } from 'node:path';
import { createPage } from '#sandbox/telegram/client';
import type { BotApi, Route } from '#sandbox/telegram/http';
import { decodePath, isOwnOrigin, readJson, sendError, sendJson } from '#sandbox/telegram/http';
import type { Bot, WorldHandle } from '#sandbox/telegram/world';

export interface RoutesDeps {
  readonly botApi: BotApi;
  readonly control: (word: string, body: Readonly<Record<string, unknown>>) => Promise<unknown>;
  readonly handle: WorldHandle;
  readonly client: Route;
  readonly findBot: (token: string) => Bot | undefined;
}

export function createRoutes(deps: RoutesDeps): readonly Route[] {
  const botApi: Route = async (request, response, { path, query }) => {
    if (!path.startsWith('/bot')) return false;
    await deps.botApi.handle(request, response, path, query);
    return true;
  };
  const control: Route = async (request, response, { path }) => {
    if (!path.startsWith('/control/')) return false;
    if (request.method !== 'POST') sendError(response, 405, 'control takes POST');
    else if (!isOwnOrigin(request)) sendError(response, 403, 'wrong origin');
    else {
      const body = await readJson(request);
      sendJson(response, await deps.control(path.slice('/control/'.length), body));
    }
    return true;
  };
  const files: Route = async (_request, response, { path }) => {
    const match = /^\/file\/bot([^/]+)\/(.+)$/.exec(path);
    const bot = match?.[1] === undefined ? undefined : deps.findBot(match[1]);
    if (bot === undefined || match?.[2] === undefined) return false;
    const { files: store } = deps.handle.world;
    const filePath = decodePath(match[2]);
    const file = filePath === undefined ? undefined : store.findByPath(bot, filePath);
    const bytes = file === undefined ? undefined : await store.read(file);
    if (bytes === undefined) return false;
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-length': bytes.length,
    });
    response.end(bytes);
    return true;
  };
  const page = createPage(join(import.meta.dirname, 'page'));
  const pages: Route = async (request, response, { path }) =>
    request.method === 'GET' && page(path, response);
  return [botApi, deps.client, control, files, pages];
}
