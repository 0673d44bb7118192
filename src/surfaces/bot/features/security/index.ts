// /security, for admins: what the security check says about the settings. Settings are named, values never.
import type { Locale } from '#kernel';
import type { User } from '#modules/users';
import type { SettingsFinding } from '#platform/security';
import { mark } from '#surfaces/bot/api';
import { code, createEntrances, fmt, join, type Step, say, type Words } from '#surfaces/bot/ui';
import { messages } from './messages.ts';

export { messages as securityMessages } from './messages.ts';

export interface SecurityDeps {
  check: () => readonly SettingsFinding[];
  /** Telegram shows the commands of everyone unless this chat is given others. */
  showCommands: (user: User) => Promise<void>;
}

const signs = { ok: '✅', warning: '⚠️', serious: '⛔️', not_applicable: '➖' } as const;

export function createSecurity(deps: SecurityDeps): Step {
  const entrances = createEntrances();
  entrances.onCommand('security', async (ctx) => {
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
  entrances.onCommand('start', async (ctx, next) => {
    await next();
    await deps.showCommands(ctx.user);
  });
  return (ctx, next) => (ctx.user.role === 'admin' ? entrances.step(ctx, next) : next());
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
