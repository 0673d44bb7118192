import { botMethods } from './bot.ts';
import type { ApiGroup, ApiHandler } from './call.ts';
import { callbackMethods } from './callbacks.ts';
import { editMethods } from './edits.ts';
import { messageMethods } from './messages.ts';
import { updateMethods } from './updates.ts';

/** Every method this server knows; all others answer `Not Found: method not found`. */
const apiGroups: readonly ApiGroup[] = [
  botMethods,
  updateMethods,
  messageMethods,
  editMethods,
  callbackMethods,
];

export interface ApiMethod {
  readonly name: string;
  readonly handler: ApiHandler;
}

/** By lower-cased name: the Bot API does not care about case. */
export const apiMethods: ReadonlyMap<string, ApiMethod> = new Map(
  apiGroups.flatMap((group) =>
    Object.entries(group).map(
      ([name, handler]) => [name.toLowerCase(), { name, handler }] as const,
    ),
  ),
);
