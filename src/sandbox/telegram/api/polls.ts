import { formatText } from '#sandbox/telegram/format';
import { changeMessage } from '#sandbox/telegram/world';
import type { Json, Message, MessageEntity } from '../types.ts';
import { type ApiCall, type ApiGroup, badRequest } from './call.ts';
import { send } from './deliver.ts';
import { readInlineMarkup } from './edits.ts';
import { boolean, has, integer, isObject, json, text } from './params.ts';
import { findWritableChat } from './target.ts';

const questionLimit = 300;
const optionLimit = 100;
const mostOptions = 12;

function sendPoll(call: ApiCall): Message {
  const question = formatted(call, text(call, 'question'));
  if (question.text === '') throw badRequest('poll question must be non-empty');
  if ([...question.text].length > questionLimit) {
    throw badRequest(`poll question length must not exceed ${questionLimit}`);
  }
  const options = readOptions(call);
  const type = has(call, 'type') ? text(call, 'type') : 'regular';
  if (type !== 'regular' && type !== 'quiz') throw badRequest('unsupported poll type specified');
  return send(call, {
    poll: {
      id: String(5_000_000_000_000_000 + call.world.nextNumber('poll')),
      question: question.text,
      ...(question.entities.length === 0 ? {} : { question_entities: question.entities }),
      options,
      total_voter_count: 0,
      is_closed: boolean(call, 'is_closed'),
      is_anonymous: !has(call, 'is_anonymous') || boolean(call, 'is_anonymous'),
      type,
      allows_multiple_answers: type === 'regular' && boolean(call, 'allows_multiple_answers'),
    },
  });
}

function readOptions(call: ApiCall): Json[] {
  const value = json(call, 'options', () => badRequest("can't parse options JSON object"));
  if (!Array.isArray(value)) throw badRequest('expected an Array of InputPollOption');
  if (value.length < 1) throw badRequest('poll must have at least 1 option');
  if (value.length > mostOptions) {
    throw badRequest(`poll can't have more than ${mostOptions} options`);
  }
  return value.map((each: unknown) => {
    const given = isObject(each) ? each.text : each;
    if (typeof given !== 'string') {
      throw badRequest('can\'t parse poll option: Can\'t find field "text"');
    }
    const { text: said } = formatted(call, given);
    if (said === '') throw badRequest('poll options must be non-empty');
    if ([...said].length > optionLimit) {
      throw badRequest(`poll options length must not exceed ${optionLimit}`);
    }
    return { persistent_id: said.slice(0, 8), text: said, voter_count: 0 };
  });
}

const formatted = (
  call: ApiCall,
  said: string,
): { text: string; entities: readonly MessageEntity[] } =>
  formatText({ text: said }, { findUser: () => undefined, localUrls: call.world.rules.localUrls });

/** The last word of a poll: it takes no votes any more. */
function stopPoll(call: ApiCall): Json {
  const place = findWritableChat(call);
  const messageId = integer(call, 'message_id');
  if (messageId <= 0) throw badRequest('message identifier is not specified');
  const stored = place.dialog.messages.get(messageId);
  if (stored === undefined) throw badRequest('message with poll to stop not found');
  const { poll: before, reply_markup: _, ...rest } = stored.message;
  if (before === undefined) throw badRequest('message is not a poll');
  if (stored.botId !== call.bot.id || rest.forward_origin !== undefined)
    throw badRequest("poll can't be stopped");
  if (before.is_closed === true) throw badRequest('poll has already been closed');
  const markup = readInlineMarkup(call);
  const poll = { ...before, is_closed: true };
  const message: Message = {
    ...rest,
    poll,
    ...(markup !== undefined && 'inline_keyboard' in markup ? { reply_markup: markup } : {}),
  };
  changeMessage(call.world, place, { stored, message, markup });
  call.bot.push({ kind: 'poll', payload: poll, lane: `poll:${before.id}` });
  return poll;
}

export const pollMethods: ApiGroup = { sendPoll, stopPoll };
