const ru = {
  here: (username: string) =>
    `Я работаю в личных сообщениях: t.me/${username}\nЗдесь буду молчать, чтобы не мешать.`,
};

const en: typeof ru = {
  here: (username) =>
    `I work in private messages: t.me/${username}\nI’ll stay silent here so as not to disturb anyone.`,
};

export const messages = { ru, en };
