import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Api, Composer, Context } from 'grammy';
import type { Update, UserFromGetMe } from 'grammy/types';
import type { BotContext } from '#surfaces/bot/context';
import { defineButton, part } from './button.ts';
import { createEntrances } from './entrances.ts';
import { inTurn, type Step, stepOf } from './in-turn.ts';

// What of an update decides; Telegram sends the rest of it along.
const contextOf = (update: object) =>
  new Context({ update_id: 1, ...update } as Update, new Api('1:x'), {
    id: 1,
    username: 'Jackdraw_bot',
  } as UserFromGetMe) as BotContext;

const command = (text: string) => ({
  message: {
    text,
    entities: [{ type: 'bot_command', offset: 0, length: text.split(' ')[0]?.length }],
  },
});
const press = (data: string) => ({ callback_query: { data } });

const pageButton = defineButton('page', { page: part.number });
const openButton = defineButton('open', {});

async function taken(update: object): Promise<string[]> {
  const seen: string[] = [];
  const entrances = createEntrances();
  entrances.onCommand('find', async (_, __, words) => void seen.push(`find "${words}"`));
  entrances.onCommand('start', async (_, next) => {
    await next();
    seen.push('start, after the others');
  });
  entrances.onPress(pageButton, async (_, { page }) => void seen.push(`page ${page}`));
  entrances.onPress(openButton, async () => void seen.push('open'));
  await entrances.step(contextOf(update), async () => void seen.push('next'));
  return seen;
}

const table: [string, object, string[]][] = [
  ['a command is taken with the words behind it', command('/find  a fox '), ['find "a fox "']],
  ['a command named with this bot is taken', command('/find@jackdraw_bot'), ['find ""']],
  ['a command for another bot passes', command('/find@other_bot'), ['next']],
  ['a command of somebody else passes', command('/finder'), ['next']],
  ['a command may let the others go first', command('/start'), ['next', 'start, after the others']],
  ['the name of a command among words passes', { message: { text: 'see /find' } }, ['next']],
  ['a press is taken with what its button carries', press('v1:page:a'), ['page 10']],
  ['the right one of several buttons is pressed', press('v1:open'), ['open']],
  ['a press that no button reads passes', press('v1:page'), ['next']],
  ['what is neither passes', { edited_message: { text: '/find' } }, ['next']],
];

for (const [promise, update, expected] of table)
  test(promise, async () => assert.deepEqual(await taken(update), expected));

test('steps follow each other and end in reverse, until one takes the update', async () => {
  const seen: string[] = [];
  const passing =
    (name: string): Step =>
    async (_, next) => {
      seen.push(name);
      await next();
      seen.push(`${name} over`);
    };
  const plugin = new Composer<BotContext>(async (_, next) => {
    seen.push('plugin');
    await next();
  });
  const way = inTurn(
    passing('a'),
    inTurn(passing('b'), (_, next) => next()),
    stepOf(plugin),
    async () => void seen.push('taken'),
    passing('never'),
  );
  await way(contextOf({}), async () => void seen.push('end'));
  assert.deepEqual(seen, ['a', 'b', 'plugin', 'taken', 'b over', 'a over']);
});

test('the end of the way is what comes behind it, and what a step throws comes out in front', async () => {
  const seen: string[] = [];
  await inTurn()(contextOf({}), async () => void seen.push('end'));
  assert.deepEqual(seen, ['end']);
  const way = inTurn(
    async (_, next) => next(),
    () => Promise.reject(new Error('torn')),
  );
  await assert.rejects(
    way(contextOf({}), async () => undefined),
    /torn/,
  );
});
