import { bold, fmt, join, type Words } from '#surfaces/bot/ui';

const ru = {
  command: 'Что я умею',
  help: (commands: Words) =>
    join(
      [
        fmt`${bold('Чем помочь?')}`,
        'Пишите обычными словами или присылайте картинку, видео, голос: я скажу, что могу с этим сделать.',
        commands,
        'Если я ответил кодом ошибки, попробуйте ещё раз; если код повторяется, пришлите его тому, кто дал вам этого бота.',
      ],
      '\n\n',
    ),
  line: (name: string, description: string) => `/${name} — ${lowerFirst(description)}`,
};

const en: typeof ru = {
  command: 'What I can do',
  help: (commands) =>
    join(
      [
        fmt`${bold('How can I help?')}`,
        'Write in your own words, or send a picture, a video, a voice message: I’ll say what I can do with it.',
        commands,
        'If I answered with an error code, please try again; if the code comes back, send it to whoever gave you this bot.',
      ],
      '\n\n',
    ),
  line: (name, description) => `/${name} — ${lowerFirst(description)}`,
};

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

export const messages = { ru, en };
