import type { ClientMessages, ClientUsers } from '../client-types.ts';
import type { ChatState, Message, Person } from './types.ts';

export class ApiError extends Error {}

// The server is of the same build and its answers have the types of ../client-types.ts, so they are not parsed again.
async function read<T>(response: Response): Promise<T> {
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) {
    const error: unknown =
      typeof body === 'object' && body ? Reflect.get(body, 'error') : undefined;
    throw new ApiError(typeof error === 'string' ? error : `HTTP ${response.status}`);
  }
  return body as T;
}

const get = async <T>(path: string): Promise<T> => read<T>(await fetch(path));

const post = async <T>(path: string, body: object): Promise<T> =>
  read<T>(
    await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );

export type UploadAs = 'auto' | 'photo' | 'document' | 'video' | 'audio' | 'voice';

export interface Upload {
  readonly files: readonly File[];
  readonly as: UploadAs;
  readonly caption: string;
}

export interface WebAppCall {
  readonly kind: 'inline' | 'menu' | 'keyboard';
  readonly url?: string;
  readonly message_id?: number;
}

export const listPeople = () => get<ClientUsers>('client/users');

export const addPerson = (person: {
  first_name: string;
  username?: string;
  language_code: string;
}) => post<{ user: Person }>('client/users', person);

export type Api = ReturnType<typeof createApi>;

/** Everything a Telegram app of one user asks its server. */
export function createApi(user: number) {
  return {
    state: () => get<ChatState>(`client/state?user=${user}`),
    older: (before: number) =>
      get<ClientMessages>(`client/messages?user=${user}&before=${before}&limit=100`),
    events: () => new EventSource(`client/events?user=${user}`),
    send: (text: string, replyTo?: number) =>
      post<{ message: Message }>('client/send', {
        user,
        text,
        ...(replyTo === undefined ? {} : { reply_to_message_id: replyTo }),
      }),
    upload: async ({ files, as, caption }: Upload) => {
      const form = new FormData();
      for (const file of files) form.append('file', file, file.name);
      const query = new URLSearchParams({ user: String(user), as, caption });
      return read<{ messages: Message[] }>(
        await fetch(`client/upload?${query}`, { method: 'POST', body: form }),
      );
    },
    press: (messageId: number, data: string) =>
      post<{ callback_query_id: string }>('client/press', {
        user,
        message_id: messageId,
        callback_data: data,
      }),
    pay: (messageId: number) =>
      post<{ state: string }>('client/pay', { user, message_id: messageId }),
    payLink: (link: string) => post<{ state: string }>('client/pay', { user, link }),
    block: (blocked: boolean) => post<object>('client/block', { user, blocked }),
    start: (payload?: string) =>
      post<object>('client/start', { user, ...(payload ? { payload } : {}) }),
    webApp: (call: WebAppCall) => post<{ url: string }>('client/webapp', { user, ...call }),
    webAppData: (buttonText: string, data: string) =>
      post<object>('client/webapp_data', { user, button_text: buttonText, data }),
    stopDraft: (draftId: number) => post<object>('client/stop_draft', { user, draft_id: draftId }),
    remove: (ids: readonly number[]) => post<object>('client/delete', { user, message_ids: ids }),
  };
}
