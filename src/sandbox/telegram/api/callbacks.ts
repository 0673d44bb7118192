import { type ApiCall, type ApiGroup, badRequest } from './call.ts';
import { boolean, text } from './params.ts';

const maxAnswerLength = 200;

function answerCallbackQuery(call: ApiCall): true {
  const said = text(call, 'text');
  const url = text(call, 'url');
  if ([...said].length > maxAnswerLength) throw badRequest('MESSAGE_TOO_LONG');
  if (url !== '' && !isBotLink(url, call.bot.profile.username)) throw badRequest('URL_INVALID');
  const answer = {
    ...(said === '' ? {} : { text: said }),
    show_alert: boolean(call, 'show_alert'),
    ...(url === '' ? {} : { url }),
  };
  const id = text(call, 'callback_query_id');
  const userId = call.world.callbacks.answer(call.bot, id, answer);
  if (userId === undefined)
    throw badRequest('query is too old and response timeout expired or query ID is invalid');
  call.world.emit(call.bot, userId, { type: 'callback_answer', callback_query_id: id, ...answer });
  return true;
}

// Besides games only links that open the bot itself are allowed.
function isBotLink(url: string, username: string): boolean {
  const link = url.replace(/^(https?:\/\/)?(t\.me|telegram\.me)\//i, '').toLowerCase();
  return link !== url.toLowerCase() && link.startsWith(`${username.toLowerCase()}?start=`);
}

export const callbackMethods: ApiGroup = { answerCallbackQuery };
