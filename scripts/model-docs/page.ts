import type { Locale } from '#kernel';
import { groups, type Model, type WhyNotSold } from '#modules/catalogue';
import { type Field, type Form, fieldsOf, limitsOf, start } from '#modules/catalogue/form';
import { exampleOf } from './example.ts';
import { priceLines } from './price.ts';

const t = {
  en: {
    makes: 'Makes',
    parameters: 'Parameters',
    example: 'Example',
    columns: ['parameter', 'name', 'required', 'values and limits', 'default', 'what it does'],
    yes: 'yes',
    no: '',
    kinds: {
      image: 'a picture',
      video: 'a video',
      audio: 'a sound',
      text: 'a text',
      data: 'data for another model',
    },
    follows: (yes: boolean) => (yes ? 'follows a Russian text' : 'understands English best'),
    draws: 'draws Cyrillic letters',
    speaks: 'speaks or sings Russian',
    russian: 'Russian',
    retired: 'No longer available.',
    after: 'Goes on from an earlier result.',
  },
  ru: {
    makes: 'Делает',
    parameters: 'Параметры',
    example: 'Пример',
    columns: ['параметр', 'имя', 'обязателен', 'значения и пределы', 'по умолчанию', 'что делает'],
    yes: 'да',
    no: '',
    kinds: {
      image: 'картинку',
      video: 'видео',
      audio: 'звук',
      text: 'текст',
      data: 'данные для другой модели',
    },
    follows: (yes: boolean) => (yes ? 'понимает русское описание' : 'лучше понимает английский'),
    draws: 'пишет кириллицу',
    speaks: 'говорит или поёт по-русски',
    russian: 'Русский язык',
    retired: 'Больше не доступна.',
    after: 'Продолжает прежний результат.',
  },
};

/** The page of one model in both languages, from the catalogue alone. */
export function modelPage(model: Model, form: Form, why: WhyNotSold | undefined): string {
  const example = JSON.stringify(exampleOf(model, form), null, 2);
  return [
    `# ${model.title.en}`,
    '',
    `\`${model.id}\` · [English](#in-english) · [по-русски](#по-русски)`,
    ...(['en', 'ru'] as const).flatMap((locale) => half(model, form, { locale, example, why })),
    '',
  ].join('\n');
}

function half(
  model: Model,
  form: Form,
  { locale, example, why }: { locale: Locale; example: string; why: WhyNotSold | undefined },
): string[] {
  const w = t[locale];
  const fields = fieldsOf(form, start());
  const purpose = groups
    .filter(({ kinds }) => [model.kind, ...(model.also ?? [])].some((kind) => kinds.includes(kind)))
    .map(({ title }) => title[locale]);
  return [
    '',
    locale === 'en' ? '## In English' : '## По-русски',
    '',
    `**${model.title[locale]}.** ${model.hint[locale]}${model.status === 'retired' ? ` **${w.retired}**` : ''}${model.followUp ? ` ${w.after}` : ''}`,
    '',
    `- ${w.makes}: ${[w.kinds[model.output], ...purpose].join(' · ')}`,
    ...priceLines(model, { locale, why }),
    ...russianOf(model, locale),
    '',
    `### ${w.parameters}`,
    '',
    row(w.columns),
    row(w.columns.map(() => '---')),
    ...fields.map((field) => row(cells(field, locale))),
    '',
    `### ${w.example}`,
    '',
    '```json',
    example,
    '```',
  ];
}

function russianOf({ russian }: Model, locale: Locale): string[] {
  if (!russian) return [];
  const w = t[locale];
  const known = [
    ...(russian.follows === undefined ? [] : [w.follows(russian.follows)]),
    ...(russian.draws ? [w.draws] : []),
    ...(russian.speaks ? [w.speaks] : []),
  ];
  return [`- ${w.russian}: ${known.join(', ')}`];
}

const shown = 12;

function cells(field: Field, locale: Locale): string[] {
  const { widget } = field;
  const options = widget.kind === 'choice' ? widget.options.map(({ label }) => label[locale]) : [];
  const some =
    options.length > shown ? [...options.slice(0, shown), `… (${options.length})`] : options;
  return [
    field.title[locale],
    `\`${field.name}\``,
    field.required ? t[locale].yes : t[locale].no,
    [some.join(', '), limitsOf(field, locale)].filter((part) => part !== '').join('; '),
    field.default === undefined ? '' : `\`${JSON.stringify(field.default)}\``,
    field.hint?.[locale] ?? '',
  ];
}

const row = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;

/** The list of all pages. */
export function indexPage(models: readonly Model[]): string {
  const lines = groups.flatMap((group) => {
    const mine = models.filter(({ kind }) => group.kinds.includes(kind));
    if (mine.length === 0) return [];
    return [
      '',
      `## ${group.title.en} · ${group.title.ru}`,
      '',
      ...mine.map(({ id, title, hint }) => `- [${title.en}](${id}.md): ${hint.en} · ${hint.ru}`),
    ];
  });
  return [
    '# Models',
    '',
    'Made by `npm run model-docs` from the catalogue; do not edit.',
    ...lines,
    '',
  ].join('\n');
}
