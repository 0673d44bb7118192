// The bot: whoever holds the seat reads, answers and sends; everybody else may only write updates down.
// Every update is handled once, in order per person, and gets an answer; every press is answered.
import { Api, Bot } from 'grammy';
import type { User } from '#modules/users';
import { createClient, createFileDownload } from './api/index.ts';
import { adminCommands, commands } from './commands.ts';
import type { BotContext } from './context/index.ts';
import type { BotDeps } from './deps.ts';
import { createBalance } from './features/balance/index.ts';
import { createCancel } from './features/cancel/index.ts';
import { createCreate } from './features/create/index.ts';
import { createDeleteMe, createDeleteQuestion } from './features/delete-me/index.ts';
import { createGroups } from './features/groups/index.ts';
import { createHelp, openHelp } from './features/help/index.ts';
import { createHome } from './features/home/index.ts';
import { createLanguage } from './features/language/index.ts';
import { createLottery } from './features/lottery/index.ts';
import { createModels } from './features/models/index.ts';
import { createOrders, createRender } from './features/orders/index.ts';
import { createPrivacy } from './features/privacy/index.ts';
import { createSecurity } from './features/security/index.ts';
import { createTalk, offer } from './features/talk/index.ts';
import { createWorks } from './features/works/index.ts';
import { createHandle } from './handle.ts';
import { createReceive } from './intake/index.ts';
import { createBuckets, createSender } from './messenger/index.ts';
import { createAdmission } from './middleware/admission.ts';
import { leaveOnCommand } from './middleware/leave.ts';
import { limit } from './middleware/limit.ts';
import { answerPress } from './middleware/press.ts';
import { recognise, trackReach } from './middleware/recognise.ts';
import { showCommands } from './profile/index.ts';
import { createQuestions } from './questions/index.ts';
import { createTerms } from './terms.ts';
import { createScreens, inTurn } from './ui/index.ts';

export type { BotDeps } from './deps.ts';

const limitWithinMs = 10_000;

export function createBot(deps: BotDeps) {
  const { token, appName, kv, clock, inbox, users, account, catalogue } = deps;
  const buckets = createBuckets({
    perSecond: deps.sendPerSecond,
    perSecondInChat: deps.sendPerSecondInChat,
  });
  const client = createClient({
    apiRoot: deps.apiRoot,
    call: deps.telegram.call,
    maySpeak: () => terms.isSeated(),
    onCounted: buckets.debit,
  });
  const api = new Api(token, client);
  const bot = new Bot<BotContext>(token, { client });
  const screens = createScreens();
  const receive = createReceive(deps);
  const admission = createAdmission({
    recentCount: inbox.recentCount,
    most: deps.userUpdatesPer10s,
    withinMs: limitWithinMs,
  });
  const deleteMe = createDeleteQuestion({ account, clock });
  const showOwn = (user: User) => showCommands({ api, commands, adminCommands }, user);
  const language = createLanguage({ users, showCommands: showOwn });

  const create = createCreate({
    ...deps,
    download: createFileDownload({ ...deps, api }),
    offer: (ctx, text) => offer({ models }, ctx, text),
    showcase: {
      open: (ctx) => models.open(ctx),
      card: (ctx, model) => models.card(ctx, model),
      modelBy: (key) => models.modelBy(key),
      keyOf: (model) => models.keyOf(model),
      label: (model, locale) => models.label(model, locale),
    },
  });
  const questions = createQuestions({ kv, clock, questions: [deleteMe, create.question] });
  const models = createModels({
    catalogue,
    popular: deps.studio.popular,
    durations: deps.generation.durations,
    cardKeys: create.cardKeys,
    draftKeys: create.draftKeys,
    openHome: (ctx) => home.open(ctx),
  });
  const { outbox } = deps.notifications;
  const orders = createOrders({
    ...deps,
    outbox,
    openForm: create.openForm,
    offerFile: create.offerFile,
    keyOf: models.keyOf,
    modelBy: models.modelBy,
    label: models.label,
  });
  const works = createWorks({
    ...deps,
    showResult: orders.showResult,
    openCreate: models.open,
    openHome: (ctx) => home.open(ctx),
  });
  const sender = createSender({
    ...deps,
    api,
    buckets,
    render: createRender({ ...deps, outbox }),
  });
  const lottery = createLottery({ ...deps.lottery, openHome: (ctx) => home.open(ctx) });
  const balance = createBalance({ ...deps, openHome: (ctx) => home.open(ctx) });
  const home = createHome({
    appName,
    welcome: deps.welcome,
    openLanguage: language.open,
    openHelp: (ctx) => openHelp({ commands, adminCommands }, ctx),
    openModels: models.open,
    openRoom: {
      create: models.open,
      works: (ctx) => works.open(ctx),
      lottery: lottery.open,
      balance: balance.open,
    },
  });

  // Middleware, then features, in the order in which an update meets them.
  const way = inTurn(
    (ctx, next) => {
      ctx.screens = screens;
      return next();
    },
    answerPress,
    createGroups({ kv }),
    trackReach(deps),
    questions.onlyOnce,
    recognise({ users, askerId: questions.askerId }),
    limit({ kv, clock, admit: admission.admit, withinMs: limitWithinMs }),
    questions.state,
    leaveOnCommand({ leave: questions.leave, pause: create.pause }),
    lottery.comfort,
    questions.follow,
    questions.builders,

    createSecurity({ check: deps.checkSecurity, showCommands: showOwn }),

    // Before those who open its menu: grammY renders only menus that the update has met already.
    language.step,
    home.step,
    models.step,
    create.step,
    orders.step,
    works.step,
    balance.step,
    lottery.step,
    createHelp({ commands, adminCommands }),
    createCancel(create),
    createPrivacy(deps),
    createDeleteMe({ questions, question: deleteMe }),
    createTalk({ questions, commands, lottery, create, models }),
  );
  bot.use(way);

  const handle = createHandle({
    ...deps,
    bot,
    dropQuestion: questions.drop,
    now: () => clock.now(),
  });
  const terms = createTerms({
    ...deps,
    api,
    receive,
    handle,
    sender,
    onSeated: (me) => {
      bot.botInfo = me;
      // Another process may have handled updates since.
      admission.recount();
    },
  });

  return {
    api,
    /** Webhook: any process writes updates down; the holder of the seat handles them. */
    receive,
    handle,
    isSeated: terms.isSeated,
    isReachable: terms.isReachable,
    start: terms.start,
    stop: terms.stop,
  };
}
