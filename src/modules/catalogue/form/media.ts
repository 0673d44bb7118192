import type { View } from './merge.ts';
import type { MediaKind } from './schema.ts';

const linkFormats = new Set(['uri', 'url', 'iri', 'uri-reference', 'binary', 'data-url', 'file']);
const linkNames = /webhook|callback|website|homepage|endpoint|hostname|redirect|repo|git|proxy/i;
const kinds: readonly (readonly [MediaKind, RegExp])[] = [
  ['audio', /audio|voice|song|music|speech|sound|vocal|(^|[ _])(wav|mp3)/i],
  ['video', /video|clip|movie|footage|(^|[ _])mp4/i],
  [
    'image',
    /image|img|photo|picture|mask|frame|face|portrait|selfie|sketch|avatar|logo|png|jpe?g/i,
  ],
];

/** A link to a file, told by the catalogue's hint, else by the format and by what the field is called. */
export function mediaOf(view: View, name: string): MediaKind | undefined {
  if (view.media && view.media !== 'file') return view.media;
  if (!view.media && !(view.format !== undefined && linkFormats.has(view.format))) return undefined;
  const title = `${name} ${view.title ?? ''}`;
  if (!view.media && linkNames.test(title)) return undefined;
  const byName = kinds.find(([, words]) => words.test(title));
  const byText = byName ?? kinds.find(([, words]) => words.test(view.description ?? ''));
  return byText?.[0] ?? 'file';
}
