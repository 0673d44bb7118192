import type { ApiCall, ApiGroup } from './call.ts';
import { badRequest } from './call.ts';
import { readText, textContent } from './content.ts';
import { deliver, readDestination } from './deliver.ts';
import { boolean, has, isObject, json, text } from './params.ts';
import { findWritableChat, readThread } from './target.ts';

function sendMessage(call: ApiCall) {
  const content = textContent(readText(call, false));
  const preview = readPreview(call);
  return deliver(call, readDestination(call), {
    ...content,
    ...(preview === undefined ? {} : { link_preview_options: preview }),
  });
}

export function readPreview(call: ApiCall): Record<string, unknown> | undefined {
  if (has(call, 'link_preview_options')) {
    const value = json(call, 'link_preview_options', () =>
      badRequest("can't parse link preview options JSON object"),
    );
    if (!isObject(value)) throw badRequest('object expected as link preview options');
    return value;
  }
  return boolean(call, 'disable_web_page_preview') ? { is_disabled: true } : undefined;
}

export const chatActions = [
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'record_audio',
  'upload_audio',
  'upload_document',
  'choose_sticker',
  'pick_up_location',
  'find_location',
  'record_video_note',
  'upload_video_note',
] as const;

const actionMs = 5000;

function sendChatAction(call: ApiCall): true {
  const action = text(call, 'action').toLowerCase();
  if (action !== 'cancel' && !chatActions.some((known) => known === action))
    throw badRequest('wrong parameter action in request');
  const { dialog, owner } = findWritableChat(call);
  readThread(call, dialog);
  if (owner === undefined) return true;
  const until = call.world.clock.now() + actionMs;
  if (action === 'cancel') {
    dialog.action = undefined;
    call.world.emit(owner, dialog.chat.id, { type: 'action_end' });
  } else {
    dialog.action = { action, until };
    call.world.emit(owner, dialog.chat.id, { type: 'action', action, until });
  }
  return true;
}

export const messageMethods: ApiGroup = { sendMessage, sendChatAction };
