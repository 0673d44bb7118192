import { announce } from '#sandbox/telegram/acts';
import { addMessage, privateDialog, showMessage } from '#sandbox/telegram/world';
import { type ApiCall, type ApiGroup, badRequest } from './call.ts';
import { readMarkup } from './content.ts';
import { readInlineResult } from './inline-result.ts';
import { boolean, integer, requiredText } from './params.ts';

const tooOld = 'query is too old and response timeout expired or query ID is invalid';

/** Writes the message in the person's name; the query can be answered once. */
async function answerWebAppQuery(call: ApiCall): Promise<{ inline_message_id: string }> {
  const { world, bot } = call;
  const id = requiredText(call, 'web_app_query_id');
  const result = readInlineResult(call);
  const userId = bot.webAppQueries.get(id);
  const dialog = userId === undefined ? undefined : privateDialog(world, bot, userId);
  const person = userId === undefined ? undefined : world.people.get(userId);
  if (dialog === undefined || person === undefined) throw badRequest(tooOld);
  const params = { ...result.inner.params, chat_id: userId };
  const markup = readMarkup({ ...result.inner, params }, { inlineOnly: true });
  bot.webAppQueries.delete(id);
  const content = await result.load();
  const stored = addMessage(
    world,
    { owner: bot, dialog },
    {
      from: person.user,
      bot: undefined,
      content,
      markup,
      more: { via_bot: bot.user },
    },
  );
  announce(world, { owner: bot, dialog }, stored, 'message');
  showMessage(world, bot, dialog, stored);
  return { inline_message_id: `CgAA${world.nextNumber('inline').toString(36)}` };
}

const preparedSeconds = 86_400;
const chatKinds = [
  'allow_user_chats',
  'allow_bot_chats',
  'allow_group_chats',
  'allow_channel_chats',
];

function savePreparedInlineMessage(call: ApiCall): { id: string; expiration_date: number } {
  const { world } = call;
  const userId = integer(call, 'user_id');
  if (userId <= 0) throw badRequest('invalid user_id specified');
  readInlineResult(call);
  if (!world.people.has(userId)) throw badRequest('user not found');
  if (!chatKinds.some((kind) => boolean(call, kind))) {
    throw badRequest('at least one chat type must be allowed');
  }
  return {
    id: `prep${world.nextNumber('prepared').toString(36)}`,
    expiration_date: world.clock.seconds() + preparedSeconds,
  };
}

export const webAppMethods: ApiGroup = { answerWebAppQuery, savePreparedInlineMessage };
