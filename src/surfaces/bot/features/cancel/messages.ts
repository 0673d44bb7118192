const ru = {
  command: 'Отменить начатое',
  cancelled: 'Отменил. Ничего не изменилось.',
  nothing: 'Отменять нечего: я ни о чём не спрашивал. Меню: /start',
};

const en: typeof ru = {
  command: 'Cancel what was started',
  cancelled: 'Cancelled. Nothing has changed.',
  nothing: 'There is nothing to cancel: I asked no question. Menu: /start',
};

export const messages = { ru, en };
