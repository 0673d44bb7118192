import { type Locale, locales } from '#kernel';
import type { TelegramSandbox } from '#sandbox/telegram';
import { cancelMessages } from '#surfaces/bot/features/cancel';
import { deleteMeMessages } from '#surfaces/bot/features/delete-me';
import { helpMessages } from '#surfaces/bot/features/help';
import { homeMessages } from '#surfaces/bot/features/home';
import { languageMessages } from '#surfaces/bot/features/language';
import { privacyMessages } from '#surfaces/bot/features/privacy';
import type { Asked, Said } from './account.ts';

type Control = TelegramSandbox['control'];

/** How the answers begin: enough to tell one from another, in either language. */
const head = (words: string | { text: string }): string =>
  (typeof words === 'string' ? words : words.text).split('\n')[0] ?? '';

const answers = (locale: Locale, name: string) => ({
  help: head(helpMessages[locale].help('')),
  hello: head(homeMessages[locale].hello('', name)),
  privacy: privacyMessages[locale].command,
  language: head(languageMessages[locale].choose),
  question: head(deleteMeMessages[locale].ask('')),
  notTheWord: head(deleteMeMessages[locale].notTheWord(deleteMeMessages[locale].word)),
  done: head(deleteMeMessages[locale].done),
  cancelled: head(cancelMessages[locale].cancelled),
});

const languageButtons: Record<Locale, string> = { ru: 'Русский', en: 'English' };

export interface PeopleDeps {
  control: Control;
  /** Their user id of this moment, or undefined. */
  userId: (telegramId: number) => Promise<string | undefined>;
  /** False: everyone ends the chapter they are in, and goes. */
  isTalking: () => boolean;
}

export type Person = ReturnType<typeof createPerson>;

/** Somebody who asks, waits for the answer, and asks on; everything is written down, update by update. */
export function createPerson(deps: PeopleDeps, { name, seed }: { name: string; seed: number }) {
  const { control } = deps;
  const { id } = control.addUser({ first_name: name, language_code: 'en' });
  const asked: Asked[] = [];
  const said: Said[] = [];
  const forgotten: string[] = [];
  const unanswered: { updateId: number; at: number }[] = [];
  let presses = 0;
  let locale: Locale = 'en';
  let chosen: Locale | undefined;
  let isForgotten = false;
  let onSaid: (() => void) | undefined;
  const random = dice(seed);

  const hears = async (from: number, begins: string): Promise<void> => {
    const isThere = () =>
      said.slice(from).some(({ text }) => text.startsWith(begins) || text.startsWith('Telegram '));
    while (!isThere()) await new Promise<void>((resolve) => (onSaid = resolve));
  };
  const ask = async (text: string, begins: string): Promise<void> => {
    const from = said.length;
    const [updateId = 0] = control.inject({ texts: [{ user: id, text }] }).update_ids;
    asked.push({ updateId, what: text, begins });
    isForgotten = false;
    await hears(from, begins);
  };
  const press = async (label: string, begins?: string): Promise<void> => {
    const board = control
      .messages({ chat: id })
      .findLast(({ reply_markup: markup }) =>
        markup?.inline_keyboard?.flat().some(({ text }) => text.replace('✓ ', '') === label),
      );
    if (!board) throw new Error(`no button "${label}"`);
    const button = board.reply_markup?.inline_keyboard
      ?.flat()
      .find(({ text }) => text.replace('✓ ', '') === label);
    const from = said.length;
    presses += 1;
    const pressed = control.press({
      user: id,
      message_id: board.message_id,
      text: button?.text ?? '',
    });
    const updateId = control.bot().inbox.queue.lastId();
    asked.push({ updateId, what: `press ${label}`, ...(begins !== undefined && { begins }) });
    const at = Date.now();
    if (!(await pressed.answer())) unanswered.push({ updateId, at });
    if (begins !== undefined) await hears(from, begins);
  };
  const t = () => answers(locale, name);
  const help = () => ask('/help', t().help);
  const hello = () => ask('/start', t().hello);
  const privacy = () => ask('/privacy', t().privacy);

  const chooseLanguage = async (): Promise<void> => {
    await ask('/language', t().language);
    const wanted = locales.find((one) => one !== locale) ?? 'en';
    await press(languageButtons[wanted]);
    chosen = wanted;
    locale = wanted;
    await help();
  };
  const helpFromMenu = async (): Promise<void> => {
    await hello();
    await press(homeMessages[locale].help, t().help);
  };
  const openQuestion = () => ask('/delete_me', t().question);
  const answerTheWord = async (): Promise<void> => {
    const userId = await deps.userId(id);
    await ask(deleteMeMessages[locale].word, t().done);
    if (userId !== undefined) forgotten.push(userId);
    chosen = undefined;
    locale = 'en';
    isForgotten = true;
  };
  // Two wrong words with a press between them: were one of them counted twice, the question would be closed.
  const comeClose = async (): Promise<void> => {
    await hello();
    await openQuestion();
    await ask('no', t().notTheWord);
    await press(homeMessages[locale].help, t().help);
    await ask('not yet', t().notTheWord);
  };
  const leave = async (): Promise<void> => {
    await comeClose();
    if (random() < 0.5) await ask('/cancel', t().cancelled);
    else await answerTheWord();
  };

  const plain = [help, privacy, hello];
  const all = [...plain, chooseLanguage, helpFromMenu, leave];
  const beginnings = new Map<() => Promise<void>, string>([
    [help, '/help'],
    [privacy, '/privacy'],
    [hello, '/start'],
    [helpFromMenu, '/start'],
    [leave, '/start'],
  ]);

  const talk = async (chapters: readonly (() => Promise<void>)[]): Promise<void> => {
    while (deps.isTalking()) {
      const last = asked.at(-1);
      // Neighbours must not be answered alike.
      const open = chapters.filter((one) => {
        const first = beginnings.get(one);
        return (
          last === undefined ||
          !(first === last.what || (first === '/help' && last.begins === t().help))
        );
      });
      await open[Math.floor(random() * open.length)]?.();
    }
  };

  return {
    id,
    asked,
    said,
    forgotten,
    unanswered,
    presses: () => presses,
    chosen: () => chosen,
    /** Their last word was the one that deletes. */
    isForgotten: () => isForgotten,
    /** Telegram showed them a message of the bot. */
    sees: (text: string, at: number): void => {
      said.push({ text, at });
      onSaid?.();
    },
    talkPlainly: () => talk(plain),
    talk: () => talk(all),
    openQuestion,
    answerTheWord,
  };
}

function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}
