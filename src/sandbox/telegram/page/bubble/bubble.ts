import { h } from '../dom.ts';
import type { Row } from '../feed.ts';
import { formatTime } from '../format.ts';
import { icon } from '../icons.ts';
import { type Message, textOf } from '../types.ts';
import type { Ui } from '../ui.ts';
import { drawCard, summarize } from './cards.ts';
import { drawKeyboard } from './keyboard.ts';
import { drawMedia, fitBox, isPicture, mediaKind } from './media.ts';
import { drawPaidMedia } from './paid-media.ts';
import { drawRich } from './rich.ts';
import { drawText, isBigEmoji } from './text.ts';

export type BubbleRow = Extract<Row, { kind: 'bubble' }>;

export interface Bubble {
  readonly element: HTMLElement;
  update(row: BubbleRow): void;
}

interface Part {
  readonly name: string;
  /** What the part is made of: while it is the same, the part is not touched. */
  from(row: BubbleRow): unknown;
  build(row: BubbleRow): Node[];
}

const lead = (row: BubbleRow): Message => row.messages[0];

/** The message of an album that carries the caption. */
const captioned = (row: BubbleRow): Message =>
  row.messages.find(({ caption, text }) => caption !== undefined || text !== undefined) ??
  lead(row);

const said = (row: BubbleRow, above: boolean) => {
  const message = captioned(row);
  if ((message.show_caption_above_media === true) !== above) return undefined;
  const text = message.text ?? message.caption;
  if (text === undefined) return undefined;
  return { text, entities: message.entities ?? message.caption_entities ?? [] };
};

function parts(ui: Ui): readonly Part[] {
  const text = (name: string, above: boolean): Part => ({
    name,
    from: (row) => said(row, above),
    build: (row) => {
      const now = said(row, above);
      return now ? drawText(ui, now.text, now.entities) : [];
    },
  });
  const one = (node: Node | undefined) => (node ? [node] : []);
  return [
    {
      name: 'forward',
      from: (row) => lead(row).forward_origin,
      build: (row) => one(drawForward(ui, lead(row))),
    },
    {
      name: 'reply',
      from: (row) => [lead(row).reply_to_message, lead(row).quote],
      build: (row) => one(drawReply(ui, lead(row))),
    },
    text('above', true),
    {
      name: 'media',
      from: (row) =>
        row.messages.map((message) => [
          message.message_id,
          message.client.media,
          message.has_media_spoiler,
          mediaKind(message),
          message.paid_media,
          message.client.paid,
        ]),
      build: (row) =>
        one(lead(row).paid_media ? drawPaidMedia(ui, lead(row)) : drawMedia(ui, row.messages)),
    },
    {
      name: 'card',
      from: (row) => cardFacts(lead(row)),
      build: (row) => one(drawCard(ui, lead(row)) ?? drawRich(ui, lead(row))),
    },
    text('text', false),
    {
      name: 'reaction',
      from: (row) => lead(row).client.reaction,
      build: (row) => {
        const { reaction } = lead(row).client;
        return reaction ? [h('span', { class: 'reaction' }, reaction)] : [];
      },
    },
  ];
}

const cardFacts = (message: Message) => [
  message.invoice,
  message.client.paid,
  message.location,
  message.venue,
  message.contact,
  message.dice,
  message.rich_message,
  Reflect.get(message, 'poll'),
];

function drawForward(ui: Ui, { forward_origin: origin }: Message): HTMLElement | undefined {
  if (!origin) return undefined;
  const name =
    textOf(origin, 'sender_user', 'first_name') ||
    textOf(origin, 'sender_user_name') ||
    textOf(origin, 'chat', 'title') ||
    textOf(origin, 'sender_chat', 'title');
  return h('div', { class: 'forward' }, ui.t.forwarded(name));
}

function drawReply(ui: Ui, message: Message): HTMLElement | undefined {
  const to = message.reply_to_message;
  if (!to) return undefined;
  const who = to.from?.is_bot ? ui.botName : (to.from?.first_name ?? '');
  const strip = h(
    'button',
    { type: 'button', class: 'reply-strip' },
    h('strong', {}, who),
    h(
      'span',
      {},
      textOf(message.quote, 'text') || summarize(ui, { ...to, client: { own: false } }),
    ),
  );
  strip.addEventListener('click', () => ui.acts.jump(to.message_id));
  return strip;
}

const slot = (name: string) => h('div', { class: `slot slot-${name}` });

export function createBubble(ui: Ui, start: BubbleRow): Bubble {
  const all = parts(ui);
  const slots = all.map(({ name }) => slot(name));
  const meta = h('span', { class: 'meta' });
  const body = h('div', { class: 'body', dir: 'auto' }, ...slots, meta);
  const keys = slot('keys');
  const bubble = h('div', { class: 'bubble' }, body);
  const element = h(
    'article',
    { class: 'row', tabindex: '-1' },
    h('div', { class: 'stack' }, bubble, keys),
  );
  const drawn = new Map<string, string>();
  const changed = (name: string, from: unknown): boolean => {
    const now = JSON.stringify(from) ?? '';
    if (drawn.get(name) === now) return false;
    drawn.set(name, now);
    return true;
  };

  let shown = start;
  const update = (row: BubbleRow): void => {
    shown = row;
    const message = lead(row);
    element.dataset.id = String(message.message_id);
    for (const [index, part] of all.entries())
      if (changed(part.name, part.from(row))) slots[index]?.replaceChildren(...part.build(row));
    const last = row.messages.at(-1) ?? message;
    if (changed('meta', [last.date, last.edit_date, last.client.read, !last.reply_markup]))
      meta.replaceChildren(...drawMeta(ui, last));
    if (changed('keys', [last.reply_markup, last.client.paid]))
      replaceKeys(keys, drawKeyboard(ui, last));
    element.className = classes(row);
    const box = pictureWidth(row);
    if (box) element.style.setProperty('--w', `${box}px`);
    else element.style.removeProperty('--w');
  };
  update(start);
  element.addEventListener('contextmenu', (event) => {
    const target = event.target;
    if (target instanceof Element && target.closest('a[href], video, audio, input')) return;
    event.preventDefault();
    const box = bubble.getBoundingClientRect();
    const isByKey = event.clientX === 0 && event.clientY === 0;
    const at = isByKey ? { x: box.left, y: box.top } : { x: event.clientX, y: event.clientY };
    ui.acts.menu(captioned(shown), at);
  });
  return { element, update };
}

/** The keyboard may be redrawn under the finger: whoever had the focus keeps its place. */
function replaceKeys(keys: HTMLElement, drawn: HTMLElement | undefined): void {
  const focused = keys.contains(document.activeElement) ? document.activeElement : null;
  const cell = focused instanceof HTMLElement ? focused.dataset.cell : undefined;
  keys.replaceChildren(...(drawn ? [drawn] : []));
  if (!focused) return;
  const again =
    keys.querySelector<HTMLButtonElement>(`[data-cell="${cell ?? ''}"]`) ??
    keys.querySelector('button');
  if (again) again.focus({ preventScroll: true });
  else keys.closest<HTMLElement>('.row')?.focus({ preventScroll: true });
}

function drawMeta(ui: Ui, message: Message): Node[] {
  const nodes: Node[] = [];
  // As Telegram's own apps do: under a keyboard edits are the bot's way of working, not news.
  if (message.edit_date && !message.reply_markup) nodes.push(h('span', {}, ui.t.edited));
  const iso = new Date(message.date * 1000).toISOString();
  nodes.push(h('time', { datetime: iso }, formatTime(message.date, ui.locale)));
  if (message.client.own) nodes.push(icon(message.client.read ? 'checks' : 'check', 16));
  return nodes;
}

function classes(row: BubbleRow): string {
  const message = lead(row);
  const kind = mediaKind(message);
  const text = captioned(row).text ?? captioned(row).caption;
  const names = ['row', message.client.own ? 'own' : 'in'];
  if (row.first) names.push('first');
  if (row.last) names.push('last');
  if (kind) names.push(`has-${kind}`);
  if (isPicture(kind)) names.push('has-picture');
  if (text === undefined) names.push(isPicture(kind) ? 'bare' : 'wordless');
  if (kind === 'sticker' || kind === 'video_note' || message.dice) names.push('unframed');
  if (message.text !== undefined && isBigEmoji(message.text)) names.push('big-emoji', 'unframed');
  if (text !== undefined && said(row, true)) names.push('caption-above');
  return names.join(' ');
}

function pictureWidth(row: BubbleRow): number | undefined {
  if (!isPicture(mediaKind(lead(row)))) return undefined;
  if (row.messages.length > 1) return 400;
  const media = lead(row).client.media?.[0];
  return fitBox(media?.width, media?.height).width;
}
