import { type ApiCall, type ApiGroup, tooManyRequests } from './call.ts';

function getMe(call: ApiCall): object {
  const { bot } = call;
  return {
    ...bot.user,
    can_join_groups: bot.profile.can_join_groups,
    can_read_all_group_messages: bot.profile.can_read_all_group_messages,
    supports_guest_queries: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: bot.profile.has_topics_enabled,
    allows_users_to_create_topics: bot.profile.allows_users_to_create_topics,
    can_manage_bots: false,
    supports_join_request_queries: false,
  };
}

const tenMinutesMs = 600_000;

function logOut(call: ApiCall): true {
  call.bot.closedUntil = call.world.clock.now() + tenMinutesMs;
  call.bot.inbox.polling.cut('closed');
  return true;
}

/** Refused in the first ten minutes after the bot was launched here. */
function close(call: ApiCall): true {
  const waitMs = call.bot.launchedAt + tenMinutesMs - call.world.clock.now();
  if (waitMs > 0) throw tooManyRequests(Math.ceil(waitMs / 1000));
  call.bot.inbox.polling.cut('closed');
  return true;
}

export const botMethods: ApiGroup = { getMe, logOut, close };
