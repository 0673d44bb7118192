import {
  addMessage,
  createGroup,
  type Dialog,
  type NewGroup,
  setMember,
} from '#sandbox/telegram/world';
import { announce } from './announce.ts';
import { type Act, placeOf } from './place.ts';
import { ActRefused } from './refusal.ts';

export function makeGroup(
  { world }: Act,
  input: Omit<NewGroup, 'owner'> & { user: number; members?: readonly number[] | undefined },
): Dialog {
  const owner = world.people.get(input.user);
  if (owner === undefined) throw new ActRefused(`there is no user ${input.user}`);
  const { members = [], user: _, ...group } = input;
  const dialog = createGroup(world, { ...group, owner: owner.user });
  for (const id of members) {
    const member = world.people.get(id);
    if (member !== undefined) setMember(dialog, member.user, 'member');
  }
  return dialog;
}

/** The old chat stays as a signpost, members move over. */
export function upgradeGroup(act: Act, input: { user: number; chat: number }): Dialog {
  const { world } = act;
  const place = placeOf(world, act.bot, input);
  const { dialog, person } = place;
  if (dialog.chat.type !== 'group') throw new ActRefused('only a basic group can be upgraded');
  const { title = '' } = dialog.chat;
  const upgraded = createGroup(world, { title, type: 'supergroup', owner: person.user });
  for (const { user, status } of dialog.members.values()) setMember(upgraded, user, status);
  const from = person.user;
  const left = { from, bot: undefined, content: { migrate_to_chat_id: upgraded.chat.id } };
  announce(world, place, addMessage(world, place, left), 'message');
  dialog.migratedTo = upgraded.chat.id;
  world.saved({ kind: 'dialog', bot: undefined, dialog });
  const there = { owner: undefined, dialog: upgraded };
  const came = { from, bot: undefined, content: { migrate_from_chat_id: dialog.chat.id } };
  announce(world, there, addMessage(world, there, came), 'message');
  world.saved({ kind: 'dialog', bot: undefined, dialog: upgraded });
  return upgraded;
}

export function deleteGroup({ world }: Act, { chat }: { chat: number }): void {
  const dialog = world.groups.get(chat);
  if (dialog === undefined) throw new ActRefused(`there is no chat ${chat}`);
  dialog.deleted = true;
  world.saved({ kind: 'dialog', bot: undefined, dialog });
}
