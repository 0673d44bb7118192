import type { Locale } from '#kernel';
import { said } from './said.data.ts';

type Words = Readonly<Record<Locale, string>>;

/** What a model does, as the provider's world calls it. */
export const kinds = [
  'text-to-image',
  'image-to-image',
  'image-edit',
  'upscale',
  'background-removal',
  'text-to-video',
  'image-to-video',
  'reference-to-video',
  'video-to-video',
  'video-extend',
  'lip-sync',
  'text-to-speech',
  'sound',
  'music',
  'lyrics',
  'music-video',
  'audio-tool',
  'speech-to-text',
  'helper',
] as const;
export type Kind = (typeof kinds)[number];

export interface Group {
  readonly id: string;
  readonly title: Words;
  readonly hint: Words;
  readonly kinds: readonly Kind[];
  /** What people say when they mean this. */
  readonly said: readonly string[];
}

/** What people want to make, in the order it is offered. A model stands in every group one of its kinds fits. */
export const groups: readonly Group[] = [
  {
    id: 'picture',
    title: { ru: 'Картинка по описанию', en: 'Picture from text' },
    hint: { ru: 'Опишите словами — модель нарисует.', en: 'Describe it and the model draws it.' },
    kinds: ['text-to-image'],
    said: said.picture,
  },
  {
    id: 'edit',
    title: { ru: 'Изменить картинку', en: 'Change a picture' },
    hint: {
      ru: 'Пришлите фото и скажите, что поменять.',
      en: 'Send a photo and say what to change.',
    },
    kinds: ['image-edit', 'image-to-image'],
    said: said.edit,
  },
  {
    id: 'background',
    title: { ru: 'Убрать фон', en: 'Remove the background' },
    hint: {
      ru: 'Предмет останется, фон станет прозрачным.',
      en: 'The subject stays, the background turns transparent.',
    },
    kinds: ['background-removal'],
    said: said.background,
  },
  {
    id: 'quality',
    title: { ru: 'Улучшить качество', en: 'Improve quality' },
    hint: {
      ru: 'Увеличить и сделать чётче картинку или видео.',
      en: 'Enlarge and sharpen a picture or a video.',
    },
    kinds: ['upscale'],
    said: said.quality,
  },
  {
    id: 'video',
    title: { ru: 'Видео по описанию', en: 'Video from text' },
    hint: { ru: 'Расскажите сцену — получится ролик.', en: 'Tell a scene and get a clip.' },
    kinds: ['text-to-video'],
    said: said.video,
  },
  {
    id: 'animate',
    title: { ru: 'Оживить картинку', en: 'Animate a picture' },
    hint: { ru: 'Пришлите фото — оно задвигается.', en: 'Send a photo and it starts to move.' },
    kinds: ['image-to-video', 'reference-to-video'],
    said: said.animate,
  },
  {
    id: 'video-change',
    title: { ru: 'Изменить видео', en: 'Change a video' },
    hint: {
      ru: 'Переделать, продлить, перенести движение.',
      en: 'Rework it, make it longer, transfer motion.',
    },
    kinds: ['video-to-video', 'video-extend'],
    said: said['video-change'],
  },
  {
    id: 'talk',
    title: { ru: 'Говорящий портрет', en: 'Talking portrait' },
    hint: {
      ru: 'Фото или ролик заговорит вашим голосом.',
      en: 'A photo or a clip speaks with your recording.',
    },
    kinds: ['lip-sync'],
    said: said.talk,
  },
  {
    id: 'music',
    title: { ru: 'Музыка и песни', en: 'Music and songs' },
    hint: {
      ru: 'Песня по идее, ваши слова, кавер, слова песни.',
      en: 'A song from an idea, your lyrics, a cover, lyrics.',
    },
    kinds: ['music', 'lyrics', 'music-video'],
    said: said.music,
  },
  {
    id: 'voice',
    title: { ru: 'Озвучка текста', en: 'Speech from text' },
    hint: { ru: 'Текст прочтут живым голосом.', en: 'Your text is read in a living voice.' },
    kinds: ['text-to-speech'],
    said: said.voice,
  },
  {
    id: 'sound',
    title: { ru: 'Звуки и аудио', en: 'Sounds and audio tools' },
    hint: {
      ru: 'Эффекты, чистый голос, текст из речи, партии.',
      en: 'Effects, a clean voice, text from speech, stems.',
    },
    kinds: ['sound', 'audio-tool', 'speech-to-text'],
    said: said.sound,
  },
];

export const groupsOf = (of: readonly Kind[]): readonly Group[] =>
  groups.filter((group) => group.kinds.some((kind) => of.includes(kind)));
