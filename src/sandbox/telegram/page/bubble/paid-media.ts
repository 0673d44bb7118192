import { h } from '../dom.ts';
import { formatAmount } from '../format.ts';
import { icon } from '../icons.ts';
import { type Media, type Message, numberOf, textOf } from '../types.ts';
import type { Ui } from '../ui.ts';
import { drawMedia } from './media.ts';

/** Pictures behind a price: a locked card until they are paid for, then as any album. */
export function drawPaidMedia(ui: Ui, message: Message): HTMLElement | undefined {
  const paid: unknown = message.paid_media;
  if (message.client.paid) return drawMedia(ui, toMessages(message));
  const amount = formatAmount(numberOf(paid, 'star_count'), 'XTR', ui.locale);
  const button = h(
    'button',
    { type: 'button', class: 'paid-media' },
    icon('lock', 28),
    h('span', {}, ui.t.unlock(amount)),
  );
  button.addEventListener('click', () =>
    ui.acts.press(message, { text: ui.t.unlock(amount), pay: true }, button),
  );
  return button;
}

function toMessages({ paid_media, ...message }: Message): Message[] {
  const items: unknown = paid_media?.paid_media;
  return (Array.isArray(items) ? items : []).map((item: unknown): Message => {
    const kind = textOf(item, 'type') === 'video' ? 'video' : 'photo';
    const file: unknown = Object(item)[kind];
    const best: unknown = Array.isArray(file) ? file.at(-1) : file;
    const media: Media = {
      file_id: textOf(best, 'file_id'),
      url: `/client/file/${encodeURIComponent(textOf(best, 'file_id'))}`,
      mime_type: textOf(best, 'mime_type'),
      width: numberOf(best, 'width'),
      height: numberOf(best, 'height'),
    };
    const facts = { file_id: media.file_id, file_unique_id: media.file_id };
    return {
      ...message,
      ...(kind === 'video' ? { video: facts } : { photo: [] }),
      client: { ...message.client, media: [media] },
    };
  });
}
