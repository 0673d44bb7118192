import { h } from '../dom.ts';
import { formatAmount } from '../format.ts';
import { type IconName, icon } from '../icons.ts';
import { type Message, numberOf, textOf } from '../types.ts';
import type { Ui } from '../ui.ts';

/** What has no bytes and no plain text: invoices, places, contacts, dice, polls. */
export function drawCard(ui: Ui, message: Message): HTMLElement | undefined {
  const { invoice, location, venue, contact, dice } = message;
  if (invoice) return drawInvoice(ui, message);
  if (venue) return drawPlace(ui, venue);
  if (location) return drawPlace(ui, { location });
  if (contact) {
    const name = `${textOf(contact, 'first_name')} ${textOf(contact, 'last_name')}`.trim();
    return plainCard('person', name, textOf(contact, 'phone_number'));
  }
  if (dice)
    return h(
      'div',
      { class: 'sticker emoji' },
      `${textOf(dice, 'emoji')} ${numberOf(dice, 'value')}`,
    );
  const poll: unknown = Reflect.get(message, 'poll');
  if (poll) return plainCard('menu', textOf(poll, 'question'), ui.t.poll);
  return undefined;
}

function plainCard(name: IconName, title: string, note: string): HTMLElement {
  return h(
    'div',
    { class: 'card' },
    h('span', { class: 'badge', 'aria-hidden': 'true' }, icon(name, 22)),
    h('span', { class: 'card-text' }, h('strong', {}, title), h('span', { class: 'faint' }, note)),
  );
}

function drawPlace(ui: Ui, place: unknown): HTMLElement {
  const [lat, lon] = [
    numberOf(place, 'location', 'latitude'),
    numberOf(place, 'location', 'longitude'),
  ];
  const title = textOf(place, 'title') || ui.t.location;
  const at = `${lat.toFixed(5)}, ${lon.toFixed(5)}`;
  const card = plainCard('pin', title, textOf(place, 'address') || at);
  card.tabIndex = 0;
  card.setAttribute('role', 'button');
  card.setAttribute('aria-label', `${title}, ${at}: ${ui.t.copy}`);
  card.addEventListener('click', () => ui.acts.copy(at));
  card.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') ui.acts.copy(at);
  });
  return card;
}

function drawInvoice(ui: Ui, message: Message): HTMLElement {
  const { invoice } = message;
  const amount = formatAmount(
    numberOf(invoice, 'total_amount'),
    textOf(invoice, 'currency'),
    ui.locale,
  );
  return h(
    'div',
    { class: 'invoice' },
    h('strong', { class: 'invoice-title' }, textOf(invoice, 'title')),
    h('span', { dir: 'auto' }, textOf(invoice, 'description')),
    h(
      'span',
      { class: 'invoice-foot' },
      h('span', { class: 'price' }, amount),
      message.client.paid && h('span', { class: 'paid' }, icon('check', 16), ui.t.paid),
    ),
  );
}

/** One line about a message, for reply strips and for what is read aloud. */
export function summarize(ui: Pick<Ui, 't'>, message: Message | undefined): string {
  if (!message) return ui.t.unsupported;
  const said = message.text ?? message.caption;
  if (said) return said.replaceAll(/\s+/g, ' ').slice(0, 200);
  const { t } = ui;
  if (message.photo) return t.photo;
  if (message.video || message.video_note) return t.video;
  if (message.animation) return t.animation;
  if (message.voice) return t.voice;
  if (message.audio) return message.audio.title ?? message.audio.file_name ?? t.audio;
  if (message.document) return message.document.file_name ?? t.file;
  if (message.sticker) return t.sticker;
  if (message.invoice) return textOf(message.invoice, 'title');
  if (message.location || message.venue) return t.location;
  if (message.contact) return t.contact;
  if (message.rich_message) return t.rich;
  if (message.paid_media) return t.paidMedia;
  return t.unsupported;
}
