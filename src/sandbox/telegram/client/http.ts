import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type Act,
  ActRefused,
  deleteAsUser,
  pressButton,
  sayText,
  setBlocked,
  startBot,
} from '#sandbox/telegram/acts';
import {
  decodePath,
  isOwnOrigin,
  type Route,
  readForm,
  readJson,
  sendError,
  sendJson,
} from '#sandbox/telegram/http';
import {
  addPerson,
  privateDialog,
  toClientMessage,
  type WorldHandle,
} from '#sandbox/telegram/world';
import type { Message } from '../types.ts';
import { type Body, toBody } from './body.ts';
import { streamEvents } from './events.ts';
import { sendFile } from './file.ts';
import { type MoreActs, uploadKinds } from './more-acts.ts';
import type { ShownBot } from './shown-bot.ts';
import { messagesBefore, stateOf, toClientUser, type View } from './state.ts';

export interface ClientDeps {
  readonly handle: WorldHandle;
  readonly shown: ShownBot;
  readonly more: MoreActs;
  /** So that the transcript shows what people did on the page, too. */
  readonly note: (action: string, user: number, details: Readonly<Record<string, unknown>>) => void;
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly query: URLSearchParams;
}

/** /client/*: the app of one person, as the chat page plays it. */
export function createClientRoute(deps: ClientDeps): Route {
  const { handle } = deps;
  const { world } = handle;

  const viewOf = (userId: number): View => {
    const bot = deps.shown.bot();
    const person = world.people.get(userId);
    const dialog = privateDialog(world, bot, userId);
    if (person === undefined || dialog === undefined)
      throw new ActRefused(`there is no user ${userId}`);
    return { world, bot, dialog, person };
  };
  const queryView = ({ query }: Exchange) => viewOf(Number(query.get('user')));

  const looks: Readonly<Record<string, (exchange: Exchange) => unknown>> = {
    users: () => ({ users: [...world.people.values()].map(toClientUser) }),
    state: (exchange) => stateOf(queryView(exchange)),
    messages: (exchange) =>
      messagesBefore(queryView(exchange), {
        before: Number(exchange.query.get('before') ?? Number.POSITIVE_INFINITY),
        limit: Math.min(500, Math.max(1, Number(exchange.query.get('limit') ?? 100))),
      }),
  };

  const show = (user: number, message: Message) => {
    const { dialog } = viewOf(user);
    const stored = dialog.messages.get(message.message_id);
    return stored === undefined ? message : toClientMessage(world, dialog, stored);
  };
  const doing: Readonly<Record<string, (act: Act, body: Body) => unknown>> = {
    users: (_act, body) => {
      const first_name = body.text('first_name').trim();
      if (first_name === '') throw new ActRefused('a person needs a first name');
      const person = addPerson(world, {
        first_name,
        last_name: body.maybeText('last_name'),
        username: body.maybeText('username'),
        language_code: body.maybeText('language_code'),
      });
      return { user: toClientUser(person) };
    },
    send: (act, body) => {
      const user = body.number('user');
      const message = sayText(act, {
        user,
        text: body.text('text'),
        reply_to_message_id: body.maybeNumber('reply_to_message_id'),
      });
      return { message: show(user, message) };
    },
    start: (act, body) => {
      const message = startBot(act, {
        user: body.number('user'),
        payload: body.maybeText('payload'),
      });
      return { message: show(body.number('user'), message) };
    },
    press: (act, body) => ({
      callback_query_id: pressButton(act, {
        user: body.number('user'),
        message_id: body.number('message_id'),
        callback_data: body.text('callback_data'),
      }),
    }),
    pay: (act, body) => {
      deps.more.pay(act, {
        user: body.number('user'),
        message_id: body.maybeNumber('message_id'),
        link: body.maybeText('link'),
      });
      return { state: 'pending' };
    },
    block: (act, body) =>
      setBlocked(act, { user: body.number('user'), blocked: body.flag('blocked') }),
    delete: (act, body) =>
      deleteAsUser(act, { user: body.number('user'), message_ids: body.numbers('message_ids') }),
    stop_draft: (act, body) =>
      deps.more.stopDraft(act, { user: body.number('user'), draft_id: body.number('draft_id') }),
    webapp: (act, body) =>
      deps.more.openWebApp(act, {
        user: body.number('user'),
        message_id: body.maybeNumber('message_id'),
        url: body.maybeText('url'),
        kind: webAppKind(body.text('kind')),
      }),
    webapp_data: (act, body) =>
      deps.more.sendWebAppData(act, {
        user: body.number('user'),
        button_text: body.text('button_text'),
        data: body.text('data'),
      }),
  };

  const upload = async ({ request, query }: Exchange) => {
    const user = Number(query.get('user'));
    viewOf(user);
    const as = uploadKinds.find((kind) => kind === (query.get('as') ?? 'auto'));
    if (as === undefined) throw new ActRefused(`as is one of ${uploadKinds.join(', ')}`);
    const files = await readForm(request);
    if (files.length === 0) throw new ActRefused('there is no file in the request');
    const caption = query.get('caption') ?? '';
    const act = { world, bot: deps.shown.bot() };
    const messages = await deps.more.upload(act, { user, as, caption, files });
    deps.note('upload', user, { as, caption, count: files.length });
    return { messages: messages.map((message) => show(user, message)) };
  };

  const get = async (word: string, exchange: Exchange): Promise<void> => {
    const { response } = exchange;
    if (word === 'events') {
      const { bot, person } = queryView(exchange);
      return streamEvents({ handle, shown: deps.shown }, response, { bot, userId: person.user.id });
    }
    if (word.startsWith('file/')) {
      const file = world.files.find(decodePath(word.slice('file/'.length)) ?? '');
      if (file === undefined || !(await sendFile(world, file, exchange)))
        sendError(response, 404, 'the file is gone');
      return;
    }
    const look = Object.hasOwn(looks, word) ? looks[word] : undefined;
    if (look === undefined) return sendError(response, 404, `there is no /client/${word}`);
    sendJson(response, look(exchange));
  };

  const post = async (word: string, exchange: Exchange): Promise<void> => {
    const { request, response } = exchange;
    if (!isOwnOrigin(request)) return sendError(response, 403, 'wrong origin');
    if (word === 'upload') return sendJson(response, await upload(exchange));
    const act = Object.hasOwn(doing, word) ? doing[word] : undefined;
    if (act === undefined) return sendError(response, 404, `there is no /client/${word}`);
    const fields = await readJson(request);
    const result = act({ world, bot: deps.shown.bot() }, toBody(fields));
    if (word !== 'users') deps.note(word, Number(fields.user), fields);
    sendJson(response, result ?? {});
  };

  return async (request, response, { path, query }) => {
    if (!path.startsWith('/client/')) return false;
    const exchange = { request, response, query: new URLSearchParams(query) };
    const word = path.slice('/client/'.length);
    if (request.method === 'POST') await post(word, exchange);
    else await get(word, exchange);
    return true;
  };
}

function webAppKind(kind: string): 'inline' | 'menu' | 'keyboard' {
  if (kind === 'inline' || kind === 'menu' || kind === 'keyboard') return kind;
  throw new ActRefused('kind is inline, menu or keyboard');
}
