import { endDraft } from '#sandbox/telegram/world';
import type { ClientDraft } from '../client-types.ts';
import { type ApiCall, type ApiGroup, badRequest } from './call.ts';
import { readDraftText } from './content.ts';
import { boolean, integer } from './params.ts';
import { loadRich, readRich } from './rich.ts';
import { findWritableChat, readThread } from './target.ts';

const draftMs = 30_000;

type Said = Pick<ClientDraft, 'text' | 'entities' | 'rich_message'>;

async function showDraft(call: ApiCall, read: () => Said | Promise<Said>): Promise<true> {
  const draftId = integer(call, 'draft_id');
  if (draftId === 0) throw badRequest('invalid draft_id specified');
  const said = await read();
  const { dialog, owner } = findWritableChat(call);
  if (owner === undefined) throw badRequest('TEXTDRAFT_PEER_INVALID');
  const threadId = readThread(call, dialog);
  const { clock } = call.world;
  const draft: ClientDraft = {
    draft_id: draftId,
    ...said,
    can_stop: boolean(call, 'can_stop'),
    ...(boolean(call, 'keep_on_stop') ? { keep_on_stop: true as const } : {}),
    ...(threadId === undefined ? {} : { message_thread_id: threadId }),
    until: clock.now() + draftMs,
  };
  dialog.draft = draft;
  call.world.emit(owner, dialog.chat.id, { type: 'draft', ...draft });
  clock.after(draftMs, () => {
    // A stopped draft that is kept is another object with the same end.
    const { draft: shown } = dialog;
    if (shown?.draft_id === draftId && shown.until === draft.until)
      endDraft(call.world, owner, dialog);
  });
  return true;
}

/** An empty text shows “Thinking…”. */
const sendMessageDraft = (call: ApiCall): Promise<true> =>
  showDraft(call, () => readDraftText(call));

const sendRichMessageDraft = (call: ApiCall): Promise<true> =>
  showDraft(call, async () => {
    const rich = readRich(call, { draft: true });
    return { text: rich.plain, entities: [], rich_message: await loadRich(rich) };
  });

export const draftMethods: ApiGroup = { sendMessageDraft, sendRichMessageDraft };
