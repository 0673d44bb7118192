// 💎 What a person has, what is set aside, and every line of where credits came from and went.
import type { Credits } from '#kernel';
import type { Catalogue } from '#modules/catalogue';
import type { Ledger, StatementLine } from '#modules/ledger';
import type { User } from '#modules/users';
import { mark } from '#surfaces/bot/api';
import type { BotContext } from '#surfaces/bot/context';
import {
  createEntrances,
  defineButton,
  join,
  part,
  roublesWords,
  type Step,
  show,
} from '#surfaces/bot/ui';
import { messages } from './messages.ts';

export { messages as balanceMessages } from './messages.ts';

export interface BalanceDeps {
  ledger: Pick<Ledger, 'balance' | 'statement'>;
  catalogue: Pick<Catalogue, 'find'>;
  roublesPerCredit: string | undefined;
  /** The gift for a newcomer; once, however often it is asked for. */
  welcome: (user: User) => Promise<Credits>;
  openHome: (ctx: BotContext) => Promise<void>;
}

export interface BalanceFeature {
  step: Step;
  /** In place of the message a button was pressed on, or as a new one. */
  open: (ctx: BotContext) => Promise<void>;
}

const pageButton = defineButton('balance', { before: part.number });
const homeButton = defineButton('balance_home', {});
// As many as fit on a phone beside the balance itself.
const pageSize = 12;

export function createBalance(deps: BalanceDeps): BalanceFeature {
  const entrances = createEntrances();
  const open = (ctx: BotContext): Promise<void> => showPage(deps, ctx, undefined);
  entrances.onCommand('balance', open);
  entrances.onPress(pageButton, (ctx, { before }) =>
    showPage(deps, ctx, before === 0 ? undefined : before),
  );
  entrances.onPress(homeButton, deps.openHome);
  return { step: entrances.step, open };
}

async function showPage(
  deps: BalanceDeps,
  ctx: BotContext,
  before: number | undefined,
): Promise<void> {
  mark({ feature: 'balance' });
  const userId = ctx.user.id;
  const read = () =>
    Promise.all([
      deps.ledger.balance(userId),
      deps.ledger.statement({ userId, before, limit: pageSize }),
    ]);
  let [purse, page] = await read();
  // Whoever looks here first must not see an empty purse and leave.
  if (page.lines.length === 0 && before === undefined) {
    await deps.welcome(ctx.user);
    [purse, page] = await read();
  }
  const t = messages[ctx.locale];
  const told = page.lines
    .filter(({ amount }) => amount !== 0n)
    .map((line) => toldOf(deps, ctx, line));
  const isFirst = before === undefined;
  const roubles = roublesWords(purse.available, deps.roublesPerCredit, ctx.locale);
  const parts = [
    ...(isFirst ? [t.purse({ ...purse, roubles }), ''] : []),
    ...(told.length === 0 && isFirst ? [t.noMoves] : [t.moves, ...told]),
    ...(isFirst ? ['', t.howTo] : []),
  ];
  const turns = [
    ...(isFirst ? [] : [pageButton.make(t.newest, { before: 0 })]),
    ...(page.next === undefined ? [] : [pageButton.make(t.older, { before: page.next })]),
  ];
  const rows = [...(turns.length > 0 ? [turns] : []), [homeButton.make(t.home, {})]];
  await show(ctx, join(parts, '\n'), { keyboard: { inline_keyboard: rows } });
}

function toldOf(deps: BalanceDeps, ctx: BotContext, line: StatementLine): string {
  const { at, amount, reason, details } = line;
  const model = details?.model === undefined ? undefined : deps.catalogue.find(details.model);
  const isOrder = line.generationId !== undefined;
  const about = isOrder ? model?.title[ctx.locale] : details?.note;
  return messages[ctx.locale].line({ at, amount, reason, about });
}
