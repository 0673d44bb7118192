import { bold, code, fmt } from '#surfaces/bot/ui';

const ru = {
  command: 'Удалить всё обо мне',
  word: 'УДАЛИТЬ',
  ask: (word: string) =>
    fmt`${bold('Удалить всё, что я о вас знаю?')}

Вернуть это будет нельзя. Чтобы подтвердить, напишите слово ${code(word)}.

Передумали: /cancel`,
  notTheWord: (word: string) =>
    fmt`Это не то слово, и я ничего не удалил. Напишите ${code(word)} или нажмите /cancel.`,
  late: 'Вопрос об удалении уже устарел, и я ничего не удалил. Если всё ещё хотите, начните снова: /delete_me',
  kept: 'Хорошо, ничего не удалил. Если понадобится: /delete_me',
  done: fmt`${bold('Готово.')} Всё, что я о вас знал, удалено.

Если захотите вернуться, нажмите /start: познакомимся заново.`,
};

const en: typeof ru = {
  command: 'Delete everything about me',
  word: 'DELETE',
  ask: (word) =>
    fmt`${bold('Delete everything I know about you?')}

This cannot be undone. To confirm, type the word ${code(word)}.

Changed your mind: /cancel`,
  notTheWord: (word) =>
    fmt`That is not the word, so nothing was deleted. Type ${code(word)} or tap /cancel.`,
  late: 'The question about deleting has expired, so nothing was deleted. If you still want it, start again: /delete_me',
  kept: 'All right, nothing was deleted. If you need it: /delete_me',
  done: fmt`${bold('Done.')} Everything I knew about you is deleted.

If you want to come back, tap /start: we’ll meet anew.`,
};

export const messages = { ru, en };
