import { fill, h } from '../dom.ts';
import { parseEntities, type TextNode, toSafeUrl } from '../entities.ts';
import { formatMoment } from '../format.ts';
import { icon } from '../icons.ts';
import type { Entity } from '../types.ts';
import type { Ui } from '../ui.ts';

type EntityNode = Extract<TextNode, { kind: 'entity' }>;

const simple = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strikethrough: 's',
  subscript: 'sub',
  superscript: 'sup',
  marked: 'mark',
} as const;

const isSimple = (type: string): type is keyof typeof simple => Object.hasOwn(simple, type);

export function drawText(ui: Ui, text: string, entities: readonly Entity[] = []): Node[] {
  return drawNodes(ui, parseEntities(text, entities));
}

const blocks = new Set(['pre', 'blockquote', 'expandable_blockquote']);

/** A block ends its line by itself: the line break that follows it in the text would be a second one. */
export function drawNodes(ui: Ui, nodes: readonly TextNode[]): Node[] {
  return nodes.map((node, index) => {
    const before = nodes[index - 1];
    const isAfterBlock = before?.kind === 'entity' && blocks.has(before.entity.type);
    if (node.kind === 'text' && isAfterBlock && node.text.startsWith('\n'))
      return document.createTextNode(node.text.slice(1));
    return drawNode(ui, node);
  });
}

function drawNode(ui: Ui, node: TextNode): Node {
  return node.kind === 'text' ? document.createTextNode(node.text) : drawEntity(ui, node);
}

function drawEntity(ui: Ui, node: EntityNode): Node {
  const { entity, text } = node;
  const inside = () => drawNodes(ui, node.children);
  if (isSimple(entity.type)) return h(simple[entity.type], {}, ...inside());
  switch (entity.type) {
    case 'code':
      return copied(ui, h('code', {}, ...inside()), text);
    case 'pre':
      return drawPre(ui, node);
    case 'spoiler':
      return drawSpoiler(ui, inside());
    case 'blockquote':
      return h('blockquote', {}, ...inside());
    case 'expandable_blockquote':
      return drawExpandable(ui, text, inside());
    case 'url':
      return drawLink(ui, { url: text, sure: true }, inside());
    case 'text_link':
      return drawLink(ui, { url: entity.url ?? '', sure: entity.url === text }, inside());
    case 'email':
      return drawLink(ui, { url: `mailto:${text}`, sure: true }, inside());
    case 'phone_number':
      return drawLink(ui, { url: `tel:${text.replaceAll(/[^+\d]/g, '')}`, sure: true }, inside());
    case 'bot_command':
      return pressable(h('a', { class: 'tap' }, ...inside()), ui.t.command, () =>
        ui.acts.send(text),
      );
    case 'mention':
    case 'text_mention':
    case 'cashtag':
    case 'hashtag':
      return h('span', { class: 'mention' }, ...inside());
    case 'date_time':
      return drawMoment(ui, entity, inside());
    default:
      // custom_emoji among others: its text is the emoji to show instead.
      return h('span', {}, ...inside());
  }
}

function pressable<E extends HTMLElement>(element: E, title: string, press: () => void): E {
  element.setAttribute('role', 'button');
  element.setAttribute('tabindex', '0');
  if (title) element.title = title;
  element.addEventListener('click', (event) => {
    event.preventDefault();
    press();
  });
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    event.stopPropagation();
    press();
  });
  return element;
}

const copied = (ui: Ui, element: HTMLElement, text: string) =>
  pressable(element, ui.t.copy, () => ui.acts.copy(text));

function drawPre(ui: Ui, { entity, text, children }: EntityNode): HTMLElement {
  const button = h('button', { type: 'button', class: 'pre-copy', 'aria-label': ui.t.copy });
  button.append(icon('copy', 16));
  button.addEventListener('click', () => ui.acts.copy(text));
  return h(
    'div',
    { class: 'pre' },
    h('div', { class: 'pre-head' }, h('span', {}, entity.language ?? ''), button),
    h('pre', { tabindex: '0' }, h('code', {}, ...drawNodes(ui, children))),
  );
}

/** One press uncovers every spoiler of the message. */
function drawSpoiler(ui: Ui, inside: Node[]): HTMLElement {
  const cover = h('span', { class: 'spoiler', 'aria-label': ui.t.spoiler });
  cover.append(h('span', { class: 'spoiler-text', 'aria-hidden': 'true', inert: true }, ...inside));
  return pressable(cover, '', () => {
    const all = cover.closest('.bubble')?.querySelectorAll<HTMLElement>('.spoiler') ?? [cover];
    for (const one of all) {
      one.classList.add('shown');
      for (const name of ['aria-label', 'role', 'tabindex']) one.removeAttribute(name);
      for (const name of ['aria-hidden', 'inert']) one.firstElementChild?.removeAttribute(name);
    }
  });
}

function drawExpandable(ui: Ui, text: string, inside: Node[]): HTMLElement {
  const body = h('div', { class: 'quote-body' }, ...inside);
  const quote = h('blockquote', { class: 'expandable' }, body);
  if (text.length < 120 && text.split('\n').length <= 3) return quote;
  const toggle = h('button', { type: 'button', class: 'quote-toggle' });
  const show = (open: boolean) => {
    quote.classList.toggle('collapsed', !open);
    toggle.setAttribute('aria-expanded', String(open));
    fill(toggle, open ? ui.t.showLess : ui.t.showMore, icon('down', 14));
  };
  toggle.addEventListener('click', () => show(quote.classList.contains('collapsed')));
  show(false);
  quote.append(toggle);
  return quote;
}

function drawLink(ui: Ui, to: { url: string; sure: boolean }, inside: Node[]): HTMLElement {
  const url = toSafeUrl(to.url);
  if (!url) return h('span', {}, ...inside);
  const link = h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, ...inside);
  if (!to.sure) link.title = url;
  link.addEventListener('click', (event) => {
    if (to.sure && !url.startsWith('tg:')) return;
    event.preventDefault();
    ui.acts.openLink(url, to.sure);
  });
  return link;
}

function drawMoment(ui: Ui, entity: Entity, inside: Node[]): HTMLElement {
  const shown = formatMoment(entity, ui.locale, new Date());
  if (!shown) return h('span', {}, ...inside);
  const iso = new Date((entity.unix_time ?? 0) * 1000).toISOString();
  return h('time', { datetime: iso, title: new Date(iso).toLocaleString(ui.locale) }, shown);
}

export const isBigEmoji = (text: string): boolean => /^\p{RGI_Emoji}{1,3}$/v.test(text);
