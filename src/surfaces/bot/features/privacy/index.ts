// What is kept about a person, in their words.
import { mark } from '#surfaces/bot/api';
import { createEntrances, type Step, say } from '#surfaces/bot/ui';
import { type KeptDays, messages } from './messages.ts';

export type { KeptDays } from './messages.ts';
export { messages as privacyMessages } from './messages.ts';

export function createPrivacy({ retention }: { retention: KeptDays }): Step {
  const entrances = createEntrances();
  entrances.onCommand('privacy', async (ctx) => {
    mark({ feature: 'privacy' });
    await say(ctx, messages[ctx.locale].privacy(retention));
  });
  return entrances.step;
}
