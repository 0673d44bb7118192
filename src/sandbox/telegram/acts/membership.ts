import { addMessage, type Dialog, type MemberStatus, setMember } from '#sandbox/telegram/world';
import type { Json, User } from '../types.ts';
import { announce } from './announce.ts';
import { type Act, placeOf } from './place.ts';
import { ActRefused } from './refusal.ts';

const toMember = (user: User, status: MemberStatus): Json => {
  if (status === 'kicked') return { user, status, until_date: 0 };
  if (status === 'creator') return { user, status, is_anonymous: false };
  return { user, status };
};

function pushMyChatMember(
  { world, bot }: Act,
  change: { dialog: Dialog; from: User; before: MemberStatus; after: MemberStatus },
): void {
  if (change.before === change.after) return;
  bot.push({
    kind: 'my_chat_member',
    payload: {
      chat: change.dialog.chat,
      from: change.from,
      date: world.clock.seconds(),
      old_chat_member: toMember(bot.user, change.before),
      new_chat_member: toMember(bot.user, change.after),
    },
    lane: `my_member:${change.dialog.chat.id}`,
  });
}

/** In a private chat a block shows as the bot being kicked. */
export function setBlocked(act: Act, input: { user: number; blocked: boolean }): void {
  const { world, bot } = act;
  const { dialog, person } = placeOf(world, bot, { user: input.user });
  if (dialog.blocked === input.blocked) return;
  dialog.blocked = input.blocked;
  world.saved({ kind: 'dialog', bot, dialog });
  pushMyChatMember(act, {
    dialog,
    from: person.user,
    before: input.blocked ? 'member' : 'kicked',
    after: input.blocked ? 'kicked' : 'member',
  });
  world.emit(bot, input.user, { type: 'blocked', blocked: input.blocked });
}

/** Adds, promotes, restricts or throws out the bot; it hears of it as my_chat_member. */
export function setBotStatus(
  act: Act,
  input: { user: number; chat: number; status: MemberStatus },
): void {
  const { world, bot } = act;
  const place = placeOf(world, bot, input);
  const { dialog, person } = place;
  const before = setMember(dialog, bot.user, input.status);
  world.saved({ kind: 'dialog', bot: undefined, dialog });
  pushMyChatMember(act, { dialog, from: person.user, before, after: input.status });
  const isIn = (status: MemberStatus) => status !== 'left' && status !== 'kicked';
  if (dialog.chat.type === 'channel' || isIn(before) === isIn(input.status)) return;
  const stored = addMessage(world, place, {
    from: person.user,
    bot: undefined,
    content: isIn(input.status) ? { new_chat_members: [bot.user] } : { left_chat_member: bot.user },
  });
  announce(world, place, stored, 'message');
}

/** A person comes or goes; bots that are administrators hear of it as chat_member. */
export function setUserStatus(
  { world, bot }: Act,
  input: { user: number; chat: number; member: number; status: MemberStatus },
): void {
  const { dialog, person } = placeOf(world, bot, input);
  const member = world.people.get(input.member);
  if (member === undefined) throw new ActRefused(`there is no user ${input.member}`);
  const before = setMember(dialog, member.user, input.status);
  world.saved({ kind: 'dialog', bot: undefined, dialog });
  for (const other of world.bots.values())
    if (dialog.members.get(other.id)?.status === 'administrator')
      other.push({
        kind: 'chat_member',
        payload: {
          chat: dialog.chat,
          from: person.user,
          date: world.clock.seconds(),
          old_chat_member: toMember(member.user, before),
          new_chat_member: toMember(member.user, input.status),
        },
        lane: `member:${member.user.id}`,
      });
}
