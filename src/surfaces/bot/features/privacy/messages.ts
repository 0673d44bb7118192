import { bold, fmt } from '#surfaces/bot/ui';

const ru = {
  command: 'Что я о вас знаю',
  privacy: fmt`${bold('Что я о вас знаю')}

• номер и имя в Telegram, язык, когда вы впервые и недавно заходили;
• заблокирован ли я у вас: чтобы не писать туда, где не ждут;
• подтвердили ли вы, что вам есть 18, и до какого дня просили не говорить о лотереях. Что вы о них спрашивали, я не храню.

Текст сообщения я держу, пока не отвечу на него. Отметка, что оно было, хранится до двух суток. В журнале работы остаются номер чата и время, но не слова.

${bold('Чего я не делаю')}
Не продаю ваши данные и не показываю их другим.

${bold('Удалить всё')}
/delete_me стирает всё сразу. Если вы платили, запись о платеже останется: этого требует учёт. Вашего имени в ней не будет.`,
};

const en: typeof ru = {
  command: 'What I know about you',
  privacy: fmt`${bold('What I know about you')}

• your Telegram number and name, your language, when you first came and were last seen;
• whether you have blocked me, so that I don’t write where I’m not wanted;
• whether you said you are 18 or over, and until when you asked me not to talk about lotteries. What you asked about them I don’t keep.

I keep the text of a message until I have answered it. A mark that it was there stays for up to two days. The work log keeps the number of the chat and the time, never the words.

${bold('What I don’t do')}
I don’t sell your data or show it to others.

${bold('Delete everything')}
/delete_me erases it all at once. If you have paid, the record of the payment stays, because bookkeeping needs it. Your name will not be in it.`,
};

export const messages = { ru, en };
