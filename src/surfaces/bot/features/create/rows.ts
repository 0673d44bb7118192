import type { Locale } from '#kernel';
import { type Field, fieldAt, fieldsOf, type Path } from '#modules/catalogue';
import type { View } from '#modules/studio';
import { valueWords } from './values.ts';

/** One parameter as a panel or a group shows it. */
export interface Row {
  path: Path;
  title: string;
  value: string;
}

// They name an earlier task of the provider; the person chose a work of theirs, not a number.
export const workNames: ReadonlySet<string> = new Set([
  'task_id',
  'taskId',
  'audio_id',
  'audioId',
  'origin_task_id',
]);

/** The kind of file that a field takes, one or several. */
export const mediaOf = ({ widget }: Field) =>
  widget.kind === 'media' ? widget.media : widget.kind === 'list' ? widget.media : undefined;

export const isShown = (field: Field): boolean =>
  field.relevant &&
  !field.readOnly &&
  field.widget.kind !== 'fixed' &&
  !workNames.has(field.name) &&
  (!field.deprecated || field.answer !== undefined);

/** Everything that may be set under a place, in the order of the form; the index of a row is what its button carries. */
export function rowsOf(
  { form, draft }: Pick<View, 'form' | 'draft'>,
  path: Path,
  locale: Locale,
): Row[] {
  const { state } = draft;
  const own = fieldAt(form, state, path);
  // What few people touch comes last.
  const fields = fieldsOf(form, state, path)
    .filter(isShown)
    .toSorted((a, b) => Number(a.advanced) - Number(b.advanced));
  return [
    ...(own ? chosenWays(own, locale) : []),
    ...fields.flatMap((field) => [
      {
        path: field.path,
        title: field.title[locale],
        value: valueWords(field, field.value, locale),
      },
      ...chosenWays(field, locale),
    ]),
  ];
}

/** Where the schema has several ways and one was taken, it can be taken back. */
const chosenWays = (field: Field, locale: Locale): Row[] =>
  field.variants.flatMap(({ path, chosen, options }) => {
    const way = options.find(({ index }) => index === chosen);
    return chosen === undefined || !way || options.length < 2
      ? []
      : [{ path, title: field.title[locale] || '↔', value: way.label[locale] }];
  });
