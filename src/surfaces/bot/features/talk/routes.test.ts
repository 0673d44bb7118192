import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Api, Context } from 'grammy';
import type { Update, UserFromGetMe } from 'grammy/types';
import { createClaims, readLotteries } from '#modules/lottery';
import type { BotContext } from '#surfaces/bot/context';
import { pickRoute } from './route.ts';
import { listRoutes, type TalkDeps } from './routes.ts';

const command = [{ type: 'bot_command', offset: 0, length: 5 }];

const table: [
  string,
  object,
  { isAsked?: boolean; isAwaiting?: boolean; route: string | undefined },
][] = [
  ['an unknown command', { message: { text: '/draw', entities: command } }, { route: 'command' }],
  [
    'a command while a question waits',
    { message: { text: '/draw', entities: command } },
    { isAsked: true, route: 'command' },
  ],
  ['words', { message: { text: 'кот' } }, { route: 'text' }],
  [
    'words while a question waits',
    { message: { text: 'кот' } },
    { isAsked: true, route: 'awaited' },
  ],
  [
    'words while a form waits whose conversation is lost',
    { message: { text: 'кот' } },
    { isAwaiting: true, route: 'awaited' },
  ],
  [
    'a photo while a form waits',
    { message: { photo: [] } },
    { isAwaiting: true, route: 'awaited' },
  ],
  [
    'words about lotteries while a form waits',
    { message: { text: 'результаты кено' } },
    { isAwaiting: true, route: 'awaited' },
  ],
  [
    'a command while a form waits',
    { message: { text: '/draw', entities: command } },
    { isAwaiting: true, route: 'command' },
  ],
  ['words about lotteries', { message: { text: 'результаты кено' } }, { route: 'lottery' }],
  ['a worry about play', { message: { text: 'проиграл всё в лото' } }, { route: 'distress' }],
  [
    'a worry while a question waits',
    { message: { text: 'проиграл всё в лото' } },
    { isAsked: true, route: 'awaited' },
  ],
  ['a photo', { message: { photo: [] } }, { route: 'media' }],
  [
    'a photo while a question waits',
    { message: { photo: [] } },
    { isAsked: true, route: 'awaited' },
  ],
  ['a document', { message: { document: {} } }, { route: 'media' }],
  ['a voice message', { message: { voice: {} } }, { route: 'media' }],
  ['a video note', { message: { video_note: {} } }, { route: 'media' }],
  ['a sticker', { message: { sticker: {} } }, { route: 'unknown' }],
  ['a pinned message', { message: { pinned_message: {} } }, { isAsked: true, route: 'note' }],
  ['an edit', { edited_message: { text: 'кот' } }, { isAsked: true, route: 'edited' }],
  ['what is no message', { subscription: {} }, { route: undefined }],
];

for (const [what, update, { isAsked = false, isAwaiting = false, route }] of table)
  test(`${what} goes to ${route ?? 'nobody'}`, async () => {
    const picked = await pickRoute(listRoutes(depsFor({ isAsked, isAwaiting })), contextOf(update));
    assert.equal(picked?.name, route);
  });

// Only who claims is decided here; nothing is taken.
const never = async () => assert.fail('nobody takes anything');

const depsFor = (asked: { isAsked: boolean; isAwaiting: boolean }): TalkDeps => ({
  commands: [],
  questions: { isAsked: () => asked.isAsked, resume: never },
  create: {
    isAwaiting: async () => asked.isAwaiting,
    openIdea: never,
    take: never,
    takeFile: never,
  },
  models: { keysFor: () => [] },
  lottery: { claims: createClaims(readLotteries()), answer: never },
});

// What of an update decides; Telegram sends the rest of it along.
const contextOf = (update: object) =>
  new Context({ update_id: 1, ...update } as Update, new Api('1:x'), {
    id: 1,
    username: 'bot',
  } as UserFromGetMe) as BotContext;
