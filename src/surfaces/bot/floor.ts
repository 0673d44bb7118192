import type { Api, Bot } from 'grammy';
import { commands } from './commands.ts';
import type { BotContext } from './context/index.ts';
import type { BotDeps } from './deps.ts';
import { createCancel } from './features/cancel/index.ts';
import { createDeleteMe, createDeleteQuestion } from './features/delete-me/index.ts';
import { createGroups } from './features/groups/index.ts';
import { createHelp, openHelp } from './features/help/index.ts';
import { createHome } from './features/home/index.ts';
import { createLanguage } from './features/language/index.ts';
import { createPrivacy } from './features/privacy/index.ts';
import { createTalk } from './features/talk/index.ts';
import { leaveOnCommand } from './middleware/leave.ts';
import { limit } from './middleware/limit.ts';
import { answerPress } from './middleware/press.ts';
import { recognise, trackReach } from './middleware/recognise.ts';
import { showCommands } from './profile/index.ts';
import { createQuestions, type Questions } from './questions/index.ts';

export const limitWithinMs = 10_000;

export interface FloorDeps extends Pick<BotDeps, 'appName' | 'kv' | 'clock' | 'users' | 'account'> {
  bot: Bot<BotContext>;
  api: Api;
  admit: (key: string, arrivedAt: Date) => boolean;
}

/** Middleware, then features, in the order in which an update meets them. */
export function furnish(deps: FloorDeps): { questions: Questions } {
  const { bot, api, kv, clock, users, account } = deps;
  const deleteMe = createDeleteQuestion({ account, clock });
  const questions = createQuestions({ kv, clock, questions: [deleteMe] });
  const language = createLanguage({
    users,
    showCommands: (_, user) => showCommands({ api, commands }, user),
  });

  bot.use(answerPress);
  bot.use(createGroups({ kv }));
  bot.use(trackReach(users));
  bot.use(recognise(users));
  bot.use(limit({ kv, clock, admit: deps.admit, withinMs: limitWithinMs }));
  bot.use(questions.state);
  bot.use(leaveOnCommand(questions));
  bot.use(questions.builders);

  // Before those who open its menu: grammY renders only menus that the update has met already.
  bot.use(language.composer);
  bot.use(
    createHome({
      appName: deps.appName,
      openLanguage: language.open,
      openHelp: (ctx) => openHelp({ commands }, ctx),
    }),
  );
  bot.use(createHelp({ commands }));
  bot.use(createCancel());
  bot.use(createPrivacy());
  bot.use(createDeleteMe({ questions, question: deleteMe }));
  bot.use(createTalk({ questions, kv, clock, commands }));
  return { questions };
}
