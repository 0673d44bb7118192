import assert from 'node:assert/strict';
import { z } from 'zod';
import type { Control } from '#sandbox/telegram';
import { until } from './until.ts';

type Message = ReturnType<Control['send']>;
type Answer = NonNullable<Awaited<ReturnType<ReturnType<Control['press']>['answer']>>>;

type Uploading = Parameters<Control['upload']>[0];

export interface PersonDeps {
  telegram: Control;
  idle: () => Promise<void>;
  /** A press nobody answered fails the test at its end. */
  onPress: (press: ReturnType<Control['press']>) => void;
}

export interface NewPerson {
  name?: string;
  language?: string;
  /** For settings that name people, such as ADMIN_IDS. */
  id?: number;
}

/** Somebody with the Telegram app in their hand. Every act waits until the bot has nothing left to do. */
export type Person = ReturnType<typeof createPerson>;

export function createPerson(
  { telegram, idle, onPress }: PersonDeps,
  { name = 'Анна', language = 'ru', id: wantedId }: NewPerson = {},
) {
  const { id } = telegram.addUser({
    first_name: name,
    language_code: language,
    ...(wantedId !== undefined && { id: wantedId }),
  });
  const seen = (): Message[] =>
    telegram.messages({ chat: id }).filter((message) => message.from?.is_bot);
  const lastId = () => seen().at(-1)?.message_id ?? 0;
  const last = (): Message => {
    const message = seen().at(-1);
    assert.ok(message, 'the bot has said nothing');
    return message;
  };
  const newSince = async (before: number): Promise<Message[]> => {
    await idle();
    return seen().filter(({ message_id }) => message_id > before);
  };
  const findButton = (label: string): Message => {
    const message = seen().findLast((one) => labelsOf(one).includes(label));
    assert.ok(message, `no button "${label}"; the last message has: ${labelsOf(last())}`);
    return message;
  };
  /** Without waiting for the bot: for things that happen at the same moment. */
  const press = (label: string, message = findButton(label)) => {
    const pressed = telegram.press({ user: id, message_id: message.message_id, text: label });
    onPress(pressed);
    return pressed;
  };

  return {
    id,
    name,
    send: (text: string): Message => telegram.send({ user: id, text }),
    press,
    seen,
    last,
    /** What the bot said to it. */
    says: async (text: string): Promise<Message[]> => {
      const before = lastId();
      telegram.send({ user: id, text });
      return newSince(before);
    },
    sends: async (
      content: Parameters<Control['sendContent']>[0]['content'],
    ): Promise<Message[]> => {
      const before = lastId();
      telegram.sendContent({ user: id, content });
      return newSince(before);
    },
    /** Files from the gallery or the disk: one message each, several of a kind as an album. */
    uploads: async (
      files: readonly { bytes: Buffer; file_name: string }[],
      { caption, as = 'auto' }: Partial<Pick<Uploading, 'caption' | 'as'>> = {},
    ): Promise<Message[]> => {
      const before = lastId();
      await telegram.upload({ user: id, as, files, ...(caption !== undefined && { caption }) });
      return newSince(before);
    },
    presses: async (label: string, message?: Message): Promise<Answer> => {
      const answer = await press(label, message).answer();
      assert.ok(answer, `the press on "${label}" was not answered`);
      await idle();
      return answer;
    },
    /** Waits for words that come without having been asked for. */
    hears: (text: string | RegExp): Promise<void> =>
      until(`${name} hears ${text}`, () => seen().some((one) => isLike(textOf(one), text))),
  };
}

const clientState = z.object({
  commands: z.array(z.object({ command: z.string(), description: z.string() })),
});

/** The commands this person's app shows. */
export async function commandsOf(apiRoot: string, { id }: Pick<Person, 'id'>) {
  const answer = await fetch(`${apiRoot}/client/state?user=${id}`);
  return clientState.parse(await answer.json()).commands;
}

export const textOf = (message: Message | undefined): string =>
  message?.text ?? message?.caption ?? '';

export const labelsOf = (message: Message | undefined): string[] =>
  (message?.reply_markup?.inline_keyboard ?? []).flat().map(({ text }) => text);

const isLike = (text: string, wanted: string | RegExp) =>
  typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
