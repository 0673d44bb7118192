import { balanceMessages } from './features/balance/index.ts';
import { cancelMessages } from './features/cancel/index.ts';
import { deleteMeMessages } from './features/delete-me/index.ts';
import { type CommandEntry, helpMessages } from './features/help/index.ts';
import { homeMessages } from './features/home/index.ts';
import { languageMessages } from './features/language/index.ts';
import { lotteryMessages } from './features/lottery/index.ts';
import { modelsMessages } from './features/models/index.ts';
import { privacyMessages } from './features/privacy/index.ts';
import { securityMessages } from './features/security/index.ts';
import { worksMessages } from './features/works/index.ts';

/** The one table of commands: Telegram's menu, /help and the answer to an unknown command are read from it. */
export const commands: readonly CommandEntry[] = [
  { name: 'start', describe: (locale) => homeMessages[locale].command },
  { name: 'models', describe: (locale) => modelsMessages[locale].command },
  { name: 'works', describe: (locale) => worksMessages[locale].command },
  { name: 'lottery', describe: (locale) => lotteryMessages[locale].command },
  { name: 'balance', describe: (locale) => balanceMessages[locale].command },
  { name: 'help', describe: (locale) => helpMessages[locale].command },
  { name: 'language', describe: (locale) => languageMessages[locale].command },
  { name: 'cancel', describe: (locale) => cancelMessages[locale].command },
  { name: 'pause_lottery', describe: (locale) => lotteryMessages[locale].pauseCommand },
  { name: 'privacy', describe: (locale) => privacyMessages[locale].command },
  { name: 'delete_me', describe: (locale) => deleteMeMessages[locale].command },
];

/** What admins have besides; nobody else is shown them, and to nobody else they exist. */
export const adminCommands: readonly CommandEntry[] = [
  { name: 'security', describe: (locale) => securityMessages[locale].command },
];
