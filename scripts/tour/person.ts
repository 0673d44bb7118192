import { setTimeout as pause } from 'node:timers/promises';
import type { Town } from './town.ts';

type Message = ReturnType<Town['telegram']['messages']>[number];

export interface Key {
  text: string;
  data: string;
  message: Message;
}

/** Somebody with the Telegram app in their hand; every act waits until the bot has handled it. */
export interface Person {
  id: number;
  userId: string;
  /** Acts so far. */
  steps: () => number;
  says: (text: string) => Promise<void>;
  sends: (bytes: Buffer, fileName: string) => Promise<void>;
  presses: (key: Key) => Promise<void>;
  messages: () => Message[];
  last: () => Message | undefined;
  /** Buttons whose data begins so, on the newest message that has any such. */
  keys: (start: string) => Key[];
}

const handledMs = 60_000;

export async function meet(town: Town, name: string): Promise<Person> {
  const { app, telegram } = town;
  const { id } = telegram.addUser({ first_name: name, language_code: 'ru' });
  let steps = 0;

  const handled = async (updateId: number): Promise<void> => {
    const deadline = performance.now() + handledMs;
    for (;;) {
      const { rows } = await app.db.pool.query('select status from inbox where update_id = $1', [
        updateId,
      ]);
      if (rows[0] !== undefined && rows[0].status !== 'new') return;
      if (performance.now() > deadline) throw new Error('the bot did not handle an update');
      await pause(5);
    }
  };
  const act = async (run: () => unknown): Promise<void> => {
    steps += 1;
    await run();
    await handled(telegram.bot().inbox.queue.lastId());
  };
  const messages = () => telegram.messages({ chat: id }).filter(({ from }) => from?.is_bot);
  const keysOf = (message: Message): Key[] =>
    (message.reply_markup?.inline_keyboard ?? [])
      .flat()
      .flatMap((key) =>
        'callback_data' in key && typeof key.callback_data === 'string'
          ? [{ text: key.text, data: key.callback_data, message }]
          : [],
      );

  await act(() => telegram.send({ user: id, text: '/start' }));
  const user = await app.users.findUser({ telegramId: id });
  if (!user) throw new Error('who said /start is known');
  await town.grant(user.id);
  return {
    id,
    userId: user.id,
    steps: () => steps,
    says: (text) => act(() => telegram.send({ user: id, text })),
    sends: (bytes, file_name) =>
      act(() => telegram.upload({ user: id, as: 'auto', files: [{ bytes, file_name }] })),
    presses: ({ data, message }) =>
      act(() => telegram.press({ user: id, message_id: message.message_id, callback_data: data })),
    messages,
    last: () => messages().at(-1),
    keys: (start) => {
      const found = messages().findLast((message) =>
        keysOf(message).some(({ data }) => data.startsWith(start)),
      );
      return found ? keysOf(found).filter(({ data }) => data.startsWith(start)) : [];
    },
  };
}
