// /security, for admins: what the security check says about the settings. Settings are named, values never.
import { Composer } from 'grammy';
import type { Locale } from '#kernel';
import type { User } from '#modules/users';
import type { SettingsFinding } from '#platform/security';
import { mark } from '#surfaces/bot/api';
import type { BotContext } from '#surfaces/bot/context';
import { code, fmt, join, say, type Words } from '#surfaces/bot/ui';
import { messages } from './messages.ts';

export { messages as securityMessages } from './messages.ts';

export interface SecurityDeps {
  check: () => readonly SettingsFinding[];
  /** Telegram shows the commands of everyone unless this chat is given others. */
  showCommands: (user: User) => Promise<void>;
}

const signs = { ok: '✅', warning: '⚠️', serious: '⛔️', not_applicable: '➖' } as const;

export function createSecurity(deps: SecurityDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const forAdmins = composer.filter(({ user }) => user.role === 'admin');
  forAdmins.command('security', async (ctx) => {
    mark({ feature: 'security' });
    const findings = deps.check();
    const isWell = findings.every(({ state }) => state === 'ok');
    const t = messages[ctx.locale];
    await say(
      ctx,
      t.report(
        findings.map((finding) => tell(finding, ctx.locale)),
        isWell,
      ),
    );
  });
  // Their own menu of commands, from the first word on.
  forAdmins.command('start', async (ctx, next) => {
    await next();
    await deps.showCommands(ctx.user);
  });
  return composer;
}

function tell({ id, state, about }: SettingsFinding, locale: Locale): Words {
  const t = messages[locale];
  const { name, todo } = t.checks[id];
  if (state === 'ok' || state === 'not_applicable') return t.line(signs[state], name);
  const settings = join(
    about.map((one) => code(one)),
    ', ',
  );
  return t.finding(signs[state], name, about.length === 0 ? todo : fmt`${todo} ${settings}`);
}
