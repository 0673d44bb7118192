import { checkLink } from '#sandbox/telegram/format';
import { botUser, menuButtonFor } from '#sandbox/telegram/world';
import type { Json, MenuButton } from '../types.ts';
import { type ApiCall, type ApiGroup, badRequest } from './call.ts';
import { readLanguage } from './commands.ts';
import { boolean, has, integer, isObject, json, text } from './params.ts';
import { findChat } from './target.ts';

const limits = { name: 64, description: 512, short_description: 120 } as const;
type Field = keyof typeof limits;

const setter =
  (field: Field) =>
  (call: ApiCall): true => {
    const value = text(call, field).trim();
    const language = readLanguage(call);
    if ([...value].length > limits[field]) throw badRequest(`BOT_${field.toUpperCase()}_TOO_LONG`);
    const { bot, world } = call;
    if (value === '') bot.texts.delete(`${field}|${language}`);
    else bot.texts.set(`${field}|${language}`, value);
    bot.user = botUser(bot);
    world.saved({ kind: 'bot', bot });
    return true;
  };

const getter =
  (field: Field) =>
  (call: ApiCall): object => {
    const language = readLanguage(call);
    const value = call.bot.texts.get(`${field}|${language}`) ?? call.bot.texts.get(`${field}|`);
    return { [field]: value ?? (field === 'name' ? call.bot.profile.first_name : '') };
  };

function readMenuButton(call: ApiCall): MenuButton {
  const value = json(call, 'menu_button', () => badRequest("can't parse menu button JSON object"));
  if (value === undefined) return { type: 'default' };
  const cannot = (why: string) => badRequest(`can't parse menu button: ${why}`);
  if (!isObject(value)) throw cannot('MenuButton must be an Object');
  const { type } = value;
  if (type === 'default' || type === 'commands') return { type };
  if (type === undefined) throw cannot('Can\'t find field "type"');
  if (type !== 'web_app') throw cannot('MenuButton has unsupported type');
  const label = value.text;
  if (typeof label !== 'string') throw cannot('Can\'t find field "text"');
  const url = isObject(value.web_app) ? value.web_app.url : undefined;
  if (typeof url !== 'string') throw cannot('Can\'t find field "web_app"');
  if (label === '') throw badRequest('menu button text must be non-empty');
  const { localUrls } = call.world.rules;
  const link = checkLink(url, { httpsOnly: true, localUrls });
  if (link.url === undefined) throw badRequest(`menu button Web App ${link.error}`);
  return { type, text: label, web_app: { url: link.url } };
}

function setChatMenuButton(call: ApiCall): true {
  const { bot, world } = call;
  const button = readMenuButton(call);
  const dialog = has(call, 'chat_id') ? privateChat(call) : undefined;
  if (dialog === undefined) bot.menuButton = button.type === 'default' ? undefined : button;
  else dialog.menuButton = button.type === 'default' ? undefined : button;
  world.saved({ kind: 'bot', bot });
  if (dialog !== undefined) world.saved({ kind: 'dialog', bot, dialog });
  for (const [userId, each] of bot.dialogs)
    if (world.isWatched(bot, userId) && (dialog === undefined || dialog === each))
      world.emit(bot, userId, { type: 'menu_button', menu_button: menuButtonFor(bot, each) });
  return true;
}

function privateChat(call: ApiCall) {
  if (integer(call, 'chat_id') <= 0) throw badRequest('invalid chat_id specified');
  return findChat(call).dialog;
}

const getChatMenuButton = (call: ApiCall): MenuButton =>
  menuButtonFor(call.bot, has(call, 'chat_id') ? privateChat(call) : undefined);

const noRights: Json = {
  is_anonymous: false,
  can_manage_chat: false,
  can_delete_messages: false,
  can_manage_video_chats: false,
  can_restrict_members: false,
  can_promote_members: false,
  can_change_info: false,
  can_invite_users: false,
  can_post_stories: false,
  can_edit_stories: false,
  can_delete_stories: false,
};

const rightsKey = (call: ApiCall) => (boolean(call, 'for_channels') ? 'channels' : 'groups');

function setMyDefaultAdministratorRights(call: ApiCall): true {
  const rights = json(call, 'rights', () =>
    badRequest("can't parse ChatAdministratorRights JSON object"),
  );
  if (rights === undefined) call.bot.adminRights.delete(rightsKey(call));
  else if (isObject(rights)) call.bot.adminRights.set(rightsKey(call), { ...noRights, ...rights });
  else
    throw badRequest(
      "can't parse ChatAdministratorRights: ChatAdministratorRights must be an Object",
    );
  return true;
}

const getMyDefaultAdministratorRights = (call: ApiCall): Json =>
  call.bot.adminRights.get(rightsKey(call)) ?? noRights;

export const profileMethods: ApiGroup = {
  setMyName: setter('name'),
  getMyName: getter('name'),
  setMyDescription: setter('description'),
  getMyDescription: getter('description'),
  setMyShortDescription: setter('short_description'),
  getMyShortDescription: getter('short_description'),
  setChatMenuButton,
  getChatMenuButton,
  setMyDefaultAdministratorRights,
  getMyDefaultAdministratorRights,
};
