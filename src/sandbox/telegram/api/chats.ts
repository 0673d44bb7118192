import { isPresent, type Member, setMember } from '#sandbox/telegram/world';
import type { Json, User } from '../types.ts';
import { type ApiCall, type ApiGroup, badRequest } from './call.ts';
import { integer } from './params.ts';
import { checkMembership, findChat, type Place } from './target.ts';

/** A chat the bot is in: reading needs no right to write. */
function findReadableChat(call: ApiCall): Place {
  const place = findChat(call);
  if (place.owner === undefined) checkMembership(call.bot, place.dialog);
  return place;
}

const accents = 7;

function getChat(call: ApiCall): object {
  const { dialog } = findReadableChat(call);
  const { chat } = dialog;
  const pinned = dialog.messages.get(dialog.pinned.at(-1) ?? 0)?.message;
  return {
    ...chat,
    ...(chat.username === undefined ? {} : { active_usernames: [chat.username] }),
    ...(dialog.description === undefined ? {} : { description: dialog.description }),
    accent_color_id: Math.abs(chat.id) % accents,
    max_reaction_count: 11,
    accepted_gift_types: {
      unlimited_gifts: true,
      limited_gifts: true,
      unique_gifts: true,
      premium_subscription: true,
      gifts_from_channels: true,
    },
    ...(chat.type === 'private' ? {} : { permissions: memberPermissions }),
    ...(pinned === undefined ? {} : { pinned_message: pinned }),
  };
}

const memberPermissions: Json = {
  can_send_messages: true,
  can_send_audios: true,
  can_send_documents: true,
  can_send_photos: true,
  can_send_videos: true,
  can_send_video_notes: true,
  can_send_voice_notes: true,
  can_send_polls: true,
  can_send_other_messages: true,
  can_add_web_page_previews: true,
  can_change_info: false,
  can_invite_users: true,
  can_pin_messages: false,
  can_manage_topics: false,
};

const adminRights = [
  'can_manage_chat',
  'can_delete_messages',
  'can_manage_video_chats',
  'can_restrict_members',
  'can_promote_members',
  'can_change_info',
  'can_invite_users',
  'can_pin_messages',
] as const;

const toChatMember = ({ user, status }: Member): object => ({
  user,
  status,
  ...(status === 'creator' ? { is_anonymous: false } : {}),
  ...(status === 'administrator'
    ? {
        can_be_edited: false,
        is_anonymous: false,
        ...Object.fromEntries(adminRights.map((right) => [right, true])),
      }
    : {}),
  ...(status === 'restricted'
    ? {
        is_member: true,
        ...Object.fromEntries(Object.keys(memberPermissions).map((right) => [right, false])),
        until_date: 0,
      }
    : {}),
  ...(status === 'kicked' ? { until_date: 0 } : {}),
});

function getChatMember(call: ApiCall): object {
  const { dialog } = findReadableChat(call);
  const userId = integer(call, 'user_id');
  if (userId <= 0) throw badRequest('invalid user_id specified');
  const user = userId === call.bot.id ? call.bot.user : call.world.people.get(userId)?.user;
  if (user === undefined) throw badRequest('user not found');
  if (dialog.chat.type !== 'private')
    return toChatMember(dialog.members.get(userId) ?? { user, status: 'left' });
  const isHere = userId === dialog.chat.id || userId === call.bot.id;
  return toChatMember({ user, status: isHere ? 'member' : 'left' });
}

const presentMembers = (place: Place): Member[] =>
  [...place.dialog.members.values()].filter(({ status }) => isPresent(status));

function getChatAdministrators(call: ApiCall): object[] {
  const place = findReadableChat(call);
  if (place.owner !== undefined)
    throw badRequest('there are no administrators in the private chat');
  return presentMembers(place)
    .filter(
      ({ status, user }) =>
        status === 'creator' || (status === 'administrator' && isShown(user, call)),
    )
    .map(toChatMember);
}

// Other bots are left out of the list, as the documentation says.
const isShown = (user: User, call: ApiCall): boolean => !user.is_bot || user.id === call.bot.id;

function getChatMemberCount(call: ApiCall): number {
  const place = findReadableChat(call);
  return place.owner === undefined ? presentMembers(place).length : 2;
}

function leaveChat(call: ApiCall): true {
  const place = findReadableChat(call);
  const { dialog } = place;
  if (place.owner !== undefined)
    throw badRequest("chat member status can't be changed in private chats");
  setMember(dialog, call.bot.user, 'left');
  call.world.saved({ kind: 'dialog', bot: undefined, dialog });
  return true;
}

const getUserProfilePhotos = (call: ApiCall): object => {
  if (!call.world.people.has(integer(call, 'user_id'))) throw badRequest('user not found');
  return { total_count: 0, photos: [] };
};

export const chatMethods: ApiGroup = {
  getChat,
  getChatMember,
  getChatAdministrators,
  getChatMemberCount,
  leaveChat,
  getUserProfilePhotos,
};
