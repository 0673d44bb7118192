import { changeMessage, countVotes, optionsOf, type World } from '#sandbox/telegram/world';
import { type Act, type Actor, placeOf } from './place.ts';
import { ActRefused } from './refusal.ts';

export interface Vote extends Actor {
  readonly message_id: number;
  /** Numbers of the chosen options from 0; none takes the vote back. */
  readonly option_ids: readonly number[];
}

/** The bot that made the poll hears the new counts, and who voted when the poll is not anonymous. */
export function vote({ world, bot }: Act, input: Vote): void {
  const place = placeOf(world, bot, input);
  const { dialog, person } = place;
  const stored = dialog.messages.get(input.message_id);
  const before = stored?.message.poll;
  if (stored === undefined || before === undefined) throw new ActRefused('there is no such poll');
  if (before.is_closed === true) throw new ActRefused('the poll is closed');
  const options = optionsOf(before);
  const ids = [...new Set(input.option_ids)];
  if (ids.some((id) => options[id] === undefined)) throw new ActRefused('no such option');
  if (ids.length > 1 && before.allows_multiple_answers !== true)
    throw new ActRefused('one option at most');
  stored.votes = { ...stored.votes, [input.user]: ids };
  const poll = countVotes(before, stored.votes);
  const message = { ...stored.message, poll };
  changeMessage(world, place, { stored, message, markup: stored.markup });
  const maker = makerOf(world, stored.botId);
  maker?.push({ kind: 'poll', payload: poll, lane: `poll:${poll.id}` });
  if (before.is_anonymous === true) return;
  const payload = {
    poll_id: poll.id,
    user: person.user,
    option_ids: ids,
    option_persistent_ids: ids.map((id) => options[id]?.persistent_id),
  };
  maker?.push({ kind: 'poll_answer', payload, lane: `poll:${poll.id}` });
}

const makerOf = (world: World, id: number | undefined) =>
  [...world.bots.values()].find((bot) => bot.id === id);
