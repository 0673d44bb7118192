// How to add a group of methods:
// 1. `api/<group>.ts` exports `const <group>Methods: ApiGroup = { sendPhoto: (call) => …, getFile: (call) => … }`, keys spelt as in the Bot API;
// 2. one line in `groups.ts`. A handler returns what goes into `result` (a promise is fine) or throws what `badRequest`, `forbidden` or `new ApiFailure` make.
// Parameters are read with `params.ts`, chats and the common send parameters with `target.ts`, messages are written with `deliver.ts`.
import type { Bot, World } from '#sandbox/telegram/world';

export interface UploadedFile {
  /** The form field: what `attach://<field>` names. */
  readonly field: string;
  readonly file_name: string;
  readonly mime_type: string;
  readonly bytes: Buffer;
}

export interface ApiCall {
  /** In the spelling of the Bot API, whatever the caller typed. */
  readonly method: string;
  /** As they came: strings from a query or a form, any JSON value from a JSON body. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly files: ReadonlyMap<string, UploadedFile>;
  readonly bot: Bot;
  readonly world: World;
  /** The caller hung up: a long poll ends, nothing else cares. */
  readonly signal: AbortSignal;
}

export type ApiHandler = (call: ApiCall) => unknown;
export type ApiGroup = Readonly<Record<string, ApiHandler>>;

export interface FailureParameters {
  readonly retry_after?: number;
  readonly migrate_to_chat_id?: number;
}

export class ApiFailure extends Error {
  readonly code: number;
  readonly parameters: FailureParameters | undefined;

  constructor(code: number, description: string, parameters?: FailureParameters) {
    super(description);
    this.name = 'ApiFailure';
    this.code = code;
    this.parameters = parameters;
  }
}

/** `Message text is empty` → 400 `Bad Request: message text is empty`; codes in capitals stay as they are. */
export const badRequest = (text: string, parameters?: FailureParameters): ApiFailure =>
  new ApiFailure(400, `Bad Request: ${lowerFirst(text)}`, parameters);

export const forbidden = (text: string): ApiFailure => new ApiFailure(403, `Forbidden: ${text}`);

export const tooManyRequests = (seconds: number): ApiFailure =>
  new ApiFailure(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });

// The real server lower-cases the first letter unless the second sign is upper case or `_`.
function lowerFirst(text: string): string {
  const second = text[1] ?? '';
  return /[A-Z_]/.test(second) ? text : `${(text[0] ?? '').toLowerCase()}${text.slice(1)}`;
}

/** A result with the envelope's own `description`, like setWebhook's. */
export class DescribedResult {
  readonly result: unknown;
  readonly description: string;

  constructor(result: unknown, description: string) {
    this.result = result;
    this.description = description;
  }
}
