import { h } from '../dom.ts';
import { icon } from '../icons.ts';
import type { Media, Message } from '../types.ts';
import type { Ui } from '../ui.ts';

const hues: Record<string, string> = { pdf: 'red', zip: 'amber', json: 'green', csv: 'green' };

export function drawDocument(ui: Ui, media: Media, message: Message): HTMLElement {
  const name = media.file_name ?? message.document?.file_name ?? ui.t.file;
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const size = media.file_size ?? message.document?.file_size;
  const isImage = media.mime_type.startsWith('image/');
  const badge = h(
    'span',
    { class: `badge ${hues[ending] ?? ''}`, 'aria-hidden': 'true' },
    isImage ? h('img', { src: media.url, alt: '', loading: 'lazy' }) : ending || icon('file', 22),
  );
  return h(
    'a',
    {
      class: 'document',
      href: media.url,
      download: name,
      'aria-label': `${ui.t.download}: ${name}`,
    },
    badge,
    h(
      'span',
      { class: 'document-text' },
      h('span', { class: 'document-name' }, name),
      h(
        'span',
        { class: 'faint' },
        size === undefined ? media.mime_type : ui.t.size(size),
        h('span', { class: 'document-save' }, icon('save', 15), ui.t.download),
      ),
    ),
  );
}
