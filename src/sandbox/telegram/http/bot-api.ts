import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type ApiCall,
  ApiFailure,
  callMethod,
  knownMethod,
  type MethodAnswer,
  toAnswer,
  type UploadedFile,
} from '#sandbox/telegram/api';
import type { Fault, Faults, Transcript } from '#sandbox/telegram/control';
import type { Bot, World } from '#sandbox/telegram/world';
import { readParams } from './body.ts';
import type { RateLimits } from './limits.ts';

export interface BotApiDeps {
  readonly world: World;
  readonly faults: Faults;
  readonly limits: RateLimits;
  readonly transcript: Transcript;
  readonly checkCall: (
    method: string,
    params: Readonly<Record<string, unknown>>,
    fileFields: Iterable<string>,
  ) => readonly string[];
  /** The bot of a well-formed token, or undefined for 401. */
  readonly findBot: (token: string) => Bot | undefined;
  readonly onBug: (error: unknown, method: string) => void;
}

export interface BotApi {
  /** `path` without the query, beginning with `/bot`. */
  handle(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    query: string,
  ): Promise<void>;
  /** A method call that came in the answer to a webhook: nobody hears what became of it. */
  callSilently(bot: Bot, method: string, params: Readonly<Record<string, unknown>>): Promise<void>;
}

interface Incoming {
  readonly bot: Bot;
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly files: ReadonlyMap<string, UploadedFile>;
  readonly signal: AbortSignal;
}

const noFiles: ReadonlyMap<string, UploadedFile> = new Map();
const neverAborted = new AbortController().signal;

export function createBotApi(deps: BotApiDeps): BotApi {
  const { world, transcript } = deps;

  const run = async (incoming: Incoming): Promise<{ answer: MethodAnswer; isLost: boolean }> => {
    const method = knownMethod(incoming.method) ?? incoming.method;
    const chat = chatOf(incoming.params);
    const target = { method, chat, bot: incoming.bot.id };
    const faults = deps.faults.take(target);
    const failure = faults.length === 0 ? undefined : await suffer(world, faults);
    const answer =
      failure === undefined ? await perform({ ...incoming, method }, target) : toAnswer(failure);
    transcript.add({
      at: world.clock.now(),
      kind: 'call',
      bot: incoming.bot.id,
      method,
      chat,
      params: incoming.params,
      files: noteFiles(incoming.files),
      answer,
      warnings: deps.checkCall(method, incoming.params, incoming.files.keys()),
      ...(faults[0] === undefined ? {} : { fault: faults[0].kind }),
    });
    return { answer, isLost: faults.some(({ kind }) => kind === 'lose') };
  };

  const perform = async (
    incoming: Incoming,
    target: { method: string; chat: number | undefined; bot: number },
  ): Promise<MethodAnswer> => {
    const refusal = refuseClosed(world, incoming) ?? limited(target);
    if (refusal !== undefined) return toAnswer(refusal);
    const call: ApiCall = { ...incoming, world };
    try {
      return await callMethod(call);
    } catch (error) {
      deps.onBug(error, incoming.method);
      return { ok: false, error_code: 500, description: 'Internal Server Error' };
    }
  };

  const limited = (target: { method: string; chat: number | undefined; bot: number }) =>
    world.rules.rateLimits ? deps.limits.take(target) : undefined;

  return {
    async handle(request, response, path, query) {
      try {
        const { bot, method } = route(deps, path);
        const { params, files } = await readParams(request, query);
        const closed = new AbortController();
        const onClose = () => closed.abort();
        if (method.toLowerCase() === 'getupdates') response.once('close', onClose);
        const signal = method.toLowerCase() === 'getupdates' ? closed.signal : neverAborted;
        const { answer, isLost } = await run({ bot, method, params, files, signal });
        if (isLost) request.socket.destroy();
        else reply(response, answer);
      } catch (error) {
        if (!(error instanceof ApiFailure)) throw error;
        reply(response, toAnswer(error));
      }
    },
    async callSilently(bot, method, params) {
      await run({ bot, method, params, files: noFiles, signal: neverAborted });
    },
  };
}

/** Delays and hangs pass here; what comes out is the failure to answer with, if any. */
async function suffer(world: World, faults: readonly Fault[]): Promise<ApiFailure | undefined> {
  let failure: ApiFailure | undefined;
  for (const fault of faults) {
    if (fault.kind === 'delay')
      await new Promise<void>((resolve) => void world.clock.after(fault.ms, resolve));
    else if (fault.kind === 'hang') await fault.released;
    else if (fault.kind === 'fail') failure = fault.failure;
  }
  return failure;
}

function route(deps: BotApiDeps, path: string): { bot: Bot; method: string } {
  const slash = path.indexOf('/', 1);
  if (slash === -1) throw new ApiFailure(404, 'Not Found');
  const token = path.slice('/bot'.length, slash);
  let method = path.slice(slash + 1);
  if (method.startsWith('test/')) method = method.slice('test/'.length);
  const id = token.slice(0, token.indexOf(':'));
  if (!token.includes(':') || token.startsWith('0') || token.length > 80)
    throw new ApiFailure(401, 'Unauthorized: invalid token specified');
  if (!/^\d+$/.test(id))
    throw new ApiFailure(421, 'Misdirected Request: unallowed token specified');
  const bot = deps.findBot(token);
  if (bot === undefined) throw new ApiFailure(401, 'Unauthorized');
  if (method === '' || method.includes('/')) throw new ApiFailure(404, 'Not Found');
  return { bot, method };
}

/** After logOut the cloud does not take the bot back for ten minutes. */
const refuseClosed = (world: World, { bot }: Incoming): ApiFailure | undefined =>
  bot.closedUntil > world.clock.now() ? new ApiFailure(400, 'Logged out') : undefined;

function chatOf(params: Readonly<Record<string, unknown>>): number | undefined {
  const value = params.chat_id;
  const id = typeof value === 'number' ? value : typeof value === 'string' ? Number(value) : 0;
  return Number.isInteger(id) && id !== 0 ? id : undefined;
}

const noteFiles = (files: ReadonlyMap<string, UploadedFile>) =>
  [...files.values()].map(({ field, file_name, mime_type, bytes }) => ({
    field,
    file_name,
    mime_type,
    size: bytes.length,
  }));

export function reply(response: ServerResponse, answer: MethodAnswer): void {
  if (response.destroyed) return;
  const body = JSON.stringify(answer);
  const retryAfter = answer.ok ? undefined : answer.parameters?.retry_after;
  const status = answer.ok ? 200 : answer.error_code;
  if (retryAfter !== undefined) response.setHeader('retry-after', retryAfter);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}
