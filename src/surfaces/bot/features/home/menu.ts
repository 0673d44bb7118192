import { Menu } from '@grammyjs/menu';
import type { Credits } from '#kernel';
import type { User } from '#modules/users';
import type { BotContext, MenuContext } from '#surfaces/bot/context';
import { show, toast } from '#surfaces/bot/ui';
import { messages } from './messages.ts';

const rooms = ['create', 'works', 'chats', 'lottery', 'balance'] as const;
/** Of these a card tells what they will hold. */
const closed = ['chats'] as const;
type Room = (typeof rooms)[number];
type Closed = (typeof closed)[number];

const isClosed = (id: Room): id is Closed => closed.some((one) => one === id);

export interface HomeDeps {
  appName: string;
  /** Credits for somebody new; zero for everybody else. */
  welcome: (user: User) => Promise<Credits>;
  openLanguage: (ctx: BotContext) => Promise<void>;
  openHelp: (ctx: BotContext) => Promise<void>;
  openModels: (ctx: BotContext) => Promise<void>;
  openRoom: Record<Exclude<Room, Closed>, (ctx: BotContext) => Promise<void>>;
}

export const hello = (deps: HomeDeps, ctx: BotContext) =>
  messages[ctx.locale].hello(deps.appName, ctx.from?.first_name);

// Labels change with the language; only another set of buttons makes an open menu outdated.
const homeFingerprint = ['home', ...rooms, 'models', 'language', 'help'].join();

export function createHomeMenu(deps: HomeDeps): Menu<BotContext> {
  const renew = async (ctx: MenuContext): Promise<void> => {
    await toast(ctx, messages[ctx.locale].changed);
    ctx.menu.nav('home');
    await show(ctx, hello(deps, ctx));
  };

  const room = new Menu<BotContext>('room', {
    autoAnswer: false,
    fingerprint: () => 'room',
    onMenuOutdated: renew,
  }).text(
    (ctx) => messages[ctx.locale].back,
    async (ctx) => {
      ctx.menu.nav('home');
      await show(ctx, hello(deps, ctx));
    },
  );

  const home = new Menu<BotContext>('home', {
    autoAnswer: false,
    fingerprint: () => homeFingerprint,
    onMenuOutdated: renew,
  });
  rooms.forEach((id, i) => {
    home.text(
      (ctx) => messages[ctx.locale].rooms[id],
      async (ctx) => {
        if (!isClosed(id)) return deps.openRoom[id](ctx);
        ctx.menu.nav('room');
        await show(ctx, messages[ctx.locale].cards[id]);
      },
    );
    if (i % 2 === 1) home.row();
  });
  home
    .text(
      (ctx) => messages[ctx.locale].models,
      (ctx) => deps.openModels(ctx),
    )
    .row()
    .text(
      (ctx) => messages[ctx.locale].language,
      (ctx) => deps.openLanguage(ctx),
    )
    .text(
      (ctx) => messages[ctx.locale].help,
      (ctx) => deps.openHelp(ctx),
    );
  home.register(room);
  return home;
}
