import { plural } from '#kernel';
import { bold, fmt } from '#surfaces/bot/ui';

/** How many days the operator keeps what. */
export interface KeptDays {
  /** Bytes of files. */
  filesDays: number;
  /** Forms that nobody goes on with. */
  sessionsDays: number;
  /** Words of orders. */
  rowsDays: number;
  /** News that were sent. */
  eventsDays: number;
}

const space = '\u00A0';
const ruDays = (n: number) =>
  `${n}${space}${plural('ru', n, { one: 'день', few: 'дня', other: 'дней' })}`;
const enDays = (n: number) => `${n}${space}${plural('en', n, { one: 'day', other: 'days' })}`;

const ru = {
  /** Also the first line of the answer. */
  command: 'Что я о вас знаю',
  privacy: (kept: KeptDays) => fmt`${bold('Что я о вас знаю')}

• номер и имя в Telegram, язык, когда вы впервые и недавно заходили;
• заблокирован ли я у вас: чтобы не писать туда, где не ждут;
• подтвердили ли вы, что вам есть 18, и до какого дня просили не говорить о лотереях. Что вы о них спрашивали, я не храню;
• баланс и выписка: что начислено, оплачено, списано и возвращено, пока вы не удалите всё;
• заказы: описание, параметры и тексты результатов, ${ruDays(kept.rowsDays)}. Номер, дата и цена остаются и потом;
• присланные файлы и готовые работы, ${ruDays(kept.filesDays)} с последнего использования. Дальше я помню лишь номер, по которому их хранит Telegram;
• неоконченные формы, ${ruDays(kept.sessionsDays)};
• заготовки, избранное и в каком виде вам присылать, пока вы их не удалите;
• какие известия о заказах я вам послал, без слов, ${ruDays(kept.eventsDays)}.

Текст остальных сообщений я держу, пока не отвечу на него. Отметка, что сообщение было, хранится до двух суток. В журнале работы остаются номер чата и время, но не слова.

${bold('Кому я что передаю')}
Описание, параметры и файлы заказа получает сервис, который делает картинки, видео и музыку: без них он ничего не сделает. Кто вы, он не узнаёт.

${bold('Чего я не делаю')}
Не продаю ваши данные и больше никому их не показываю.

${bold('Удалить всё')}
/delete_me стирает всё сразу. Если вы платили, запись о платеже останется: этого требует учёт. Вашего имени в ней не будет.`,
};

const en: typeof ru = {
  command: 'What I know about you',
  privacy: (kept) => fmt`${bold('What I know about you')}

• your Telegram number and name, your language, when you first came and were last seen;
• whether you have blocked me, so that I don’t write where I’m not wanted;
• whether you said you are 18 or over, and until when you asked me not to talk about lotteries. What you asked about them I don’t keep;
• your balance and statement: what was credited, paid, charged and returned, until you delete everything;
• orders: prompts, settings and texts of results, for ${enDays(kept.rowsDays)}. Their number, date and price stay longer;
• files you sent and works made for you, for ${enDays(kept.filesDays)} from their last use. After that I only know the number under which Telegram keeps them;
• unfinished forms, for ${enDays(kept.sessionsDays)};
• presets, favourites and how you like results to be sent, until you delete them;
• which news of orders I sent you, without their words, for ${enDays(kept.eventsDays)}.

I keep the text of any other message until I have answered it. A mark that a message was there stays for up to two days. The work log keeps the number of the chat and the time, never the words.

${bold('What I pass on')}
The service that makes pictures, videos and music gets the prompt, settings and files of an order: without them it can make nothing. It is not told who you are.

${bold('What I don’t do')}
I don’t sell your data or show it to anybody else.

${bold('Delete everything')}
/delete_me erases it all at once. If you have paid, the record of the payment stays, because bookkeeping needs it. Your name will not be in it.`,
};

export const messages = { ru, en };
