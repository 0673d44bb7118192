import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { type TestContext, test } from 'node:test';
import { AppError, newId } from '#kernel';
import type { StoredFile, TelegramFile } from '#modules/files';
import { botToken, createTestDatabase, startTelegram, until } from '#testing';
import { arrangeSender, orderOf } from './fixtures/arrange-sender.ts';
import { layOut } from './form.ts';

// One pixel.
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

let numbers = 0;
const picture = (more: Partial<StoredFile> = {}): StoredFile => {
  numbers += 1;
  return {
    id: newId(),
    number: numbers,
    userId: newId(),
    role: 'result',
    kind: 'image',
    state: 'stored',
    position: 0,
    mimeType: 'image/png',
    sizeBytes: png.length,
    createdAt: new Date(0),
    expiresAt: new Date(1),
    ...more,
  };
};

/** Each result that is told has these files. */
async function arrange(
  t: TestContext,
  files: StoredFile[],
  linkTo = (): string | undefined => undefined,
) {
  const database = await createTestDatabase(t);
  const { telegram, url } = await startTelegram(t);
  const addUser = (name: string) => {
    const { id } = telegram.addUser({ first_name: name, language_code: 'ru' });
    telegram.start({ user: id });
    return id;
  };
  const known = new Map<string, TelegramFile>();
  const story = await arrangeSender(
    t,
    { database, url, token: botToken, addUser, until },
    {
      linkTo,
      files: {
        open: async ({ id }) => {
          const file = files.find((one) => one.id === id);
          if (file?.state !== 'stored') throw new AppError('gone', { fileId: id });
          return { stream: Readable.from([png]), sizeBytes: png.length, mimeType: 'image/png' };
        },
        setTelegram: async (id, telegramFile) => void known.set(id, telegramFile),
      },
      render: async () => ({
        kind: 'once',
        parts: layOut(
          files.map((file) => ({ ...file, telegram: known.get(file.id) ?? file.telegram })),
          false,
        ).map((album, at) => ({
          kind: 'media',
          files: album,
          isOriginal: false,
          ...(at === 0 && { caption: 'Готово' }),
        })),
      }),
    },
  );
  const { chatId, userId } = await story.person();
  story.seat();
  const tell = async () => {
    await story.publish({ type: 'generation.completed', ...orderOf(userId) });
    await story.quiet();
  };
  const calls = () =>
    telegram.transcript.calls().filter(({ method }) => method !== 'sendChatAction');
  const said = () => telegram.messages({ chat: chatId }).filter(({ from }) => from?.is_bot);
  return { ...story, telegram, tell, calls, said, known };
}

const methodsOf = (calls: readonly { method: string }[]) => calls.map(({ method }) => method);

test('a picture is uploaded once and then goes by its id', async (t) => {
  const { tell, calls, said, telegram } = await arrange(t, [picture()]);
  await tell();
  await tell();
  assert.deepEqual(methodsOf(calls()), ['sendPhoto', 'sendPhoto']);
  assert.deepEqual(
    said().map(({ caption, photo }) => [caption, photo !== undefined]),
    [
      ['Готово', true],
      ['Готово', true],
    ],
  );
  await until(
    'it was said that something is on its way',
    () => telegram.transcript.calls({ method: 'sendChatAction' }).length > 0,
  );
});

test('several come as one album with one caption, and file by file when Telegram takes no album', async (t) => {
  const { tell, calls, said, telegram, known } = await arrange(t, [
    picture(),
    picture(),
    picture(),
  ]);
  await tell();
  assert.deepEqual(methodsOf(calls()), ['sendMediaGroup']);
  assert.equal(known.size, 3);
  assert.deepEqual(
    said().map(({ caption }) => caption),
    ['Готово', undefined, undefined],
  );
  telegram.failNext({
    method: 'sendMediaGroup',
    code: 400,
    description: 'Bad Request: wrong file_id or the file is temporarily unavailable',
  });
  await tell();
  assert.deepEqual(methodsOf(calls()).slice(1), [
    'sendMediaGroup',
    'sendPhoto',
    'sendPhoto',
    'sendPhoto',
  ]);
  assert.equal(said().length, 6);
});

test('an id that is good no more gives way to the bytes', async (t) => {
  const old = picture({ telegram: { fileId: 'AgAD-of-another-bot', as: 'photo' } });
  const { tell, calls, said, known } = await arrange(t, [old]);
  await tell();
  assert.deepEqual(
    calls().map(({ method, answer }) => [method, answer.ok]),
    [
      ['sendPhoto', false],
      ['sendPhoto', true],
    ],
  );
  assert.equal(said().length, 1);
  assert.notEqual(known.get(old.id)?.fileId, 'AgAD-of-another-bot');
});

test('what is too big for Telegram comes as a link, and without one is told of', async (t) => {
  const big = picture({ kind: 'video', mimeType: 'video/mp4', sizeBytes: 60 * 1024 * 1024 });
  const links: (string | undefined)[] = ['https://files.example/1', undefined];
  const { tell, calls, said } = await arrange(t, [big], () => links.shift());
  await tell();
  await tell();
  assert.deepEqual(methodsOf(calls()), ['sendMessage', 'sendMessage']);
  const [linked, told] = said();
  assert.match(
    linked?.text ?? '',
    /больше, чем пропускает Telegram\. Скачать по ссылке\.\n\nГотово/,
  );
  assert.ok(linked?.entities?.some((one) => one.type === 'text_link'));
  assert.match(told?.text ?? '', /сохранён в «Моих работах»/);
});

test('bytes that are gone hold up nothing', async (t) => {
  const { tell, said } = await arrange(t, [picture({ state: 'gone' }), picture()]);
  await tell();
  assert.equal(said().length, 2);
  assert.equal(said().filter(({ photo }) => photo).length, 1);
});
