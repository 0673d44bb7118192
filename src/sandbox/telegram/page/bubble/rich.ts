import { h } from '../dom.ts';
import { toTextNodes } from '../rich-text.ts';
import { type Message, numberOf, textOf } from '../types.ts';
import type { Ui } from '../ui.ts';
import { drawNodes } from './text.ts';

type Draw = (ui: Ui, block: object, message: Message) => Node | undefined;

const field = (block: unknown, name: string): unknown => Reflect.get(Object(block), name);
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const words = (ui: Ui, block: unknown, name = 'text') =>
  drawNodes(ui, toTextNodes(field(block, name)));
const inner = (ui: Ui, block: unknown, message: Message, name = 'blocks') =>
  drawBlocks(ui, field(block, name), message);

const headings = ['h3', 'h4', 'h5'] as const;

const quote: Draw = (ui, block, message) =>
  h(
    'blockquote',
    {},
    ...inner(ui, block, message),
    ...words(ui, block),
    h('cite', {}, ...words(ui, block, 'credit')),
  );

const gallery: Draw = (ui, block, message) =>
  h('div', { class: 'rich-gallery' }, ...inner(ui, block, message));

const draws: Record<string, Draw> = {
  paragraph: (ui, block) => h('p', {}, ...words(ui, block)),
  thinking: (ui, block) => h('p', { class: 'faint' }, ...words(ui, block)),
  footer: (ui, block) => h('p', { class: 'faint' }, ...words(ui, block)),
  heading: (ui, block) => {
    const level = Math.min(3, Math.max(1, numberOf(block, 'size')));
    return h(headings[level - 1] ?? 'h5', {}, ...words(ui, block));
  },
  divider: () => h('hr'),
  pre: (ui, block) =>
    h('div', { class: 'pre' }, h('pre', { tabindex: '0' }, h('code', {}, ...words(ui, block)))),
  mathematical_expression: (ui, block) =>
    h('p', {}, h('code', {}, ...words(ui, block, 'expression'))),
  list: (ui, block, message) =>
    h(
      'ul',
      { class: 'rich-list' },
      ...list(field(block, 'items')).map((item) => drawItem(ui, item, message)),
    ),
  blockquote: quote,
  expandable_blockquote: quote,
  pullquote: quote,
  table: (ui, block) => drawTable(ui, block),
  details: (ui, block, message) =>
    h(
      'details',
      { open: field(block, 'is_open') === true },
      h('summary', {}, ...words(ui, block, 'summary')),
      ...inner(ui, block, message),
    ),
  collage: gallery,
  slideshow: gallery,
  photo: (ui, block) => drawPicture(ui, list(field(block, 'photo')).at(-1)),
  video: (ui, block) => drawFilm(ui, field(block, 'video')),
  animation: (ui, block) => drawFilm(ui, field(block, 'animation')),
  buttons: (ui, block, message) =>
    h(
      'div',
      { class: 'inline-row' },
      ...list(field(block, 'buttons')).map((button) => drawButton(ui, button, message)),
    ),
};

/** The blocks of a rich message; what this page cannot draw is left out. */
export function drawRich(ui: Ui, message: Message): HTMLElement | undefined {
  const { rich_message: rich } = message;
  if (!rich) return undefined;
  return h('div', { class: 'rich' }, ...drawBlocks(ui, field(rich, 'blocks'), message));
}

function drawBlocks(ui: Ui, blocks: unknown, message: Message): Node[] {
  return list(blocks).flatMap((block) => {
    const type = textOf(block, 'type');
    const drawn = Object.hasOwn(draws, type)
      ? draws[type]?.(ui, Object(block), message)
      : undefined;
    return drawn ? [drawn] : [];
  });
}

function drawItem(ui: Ui, item: unknown, message: Message): HTMLElement {
  const box = field(item, 'is_checked') === true ? '☑' : '☐';
  const label = field(item, 'has_checkbox') === true ? box : textOf(item, 'label');
  return h(
    'li',
    {},
    h('span', { class: 'rich-label' }, label),
    h('div', {}, ...inner(ui, item, message)),
  );
}

function drawTable(ui: Ui, block: unknown): HTMLElement {
  const rows = list(field(block, 'cells')).map((row) =>
    h(
      'tr',
      {},
      ...list(row).map((cell) => {
        const span = (name: string) => numberOf(cell, name) || undefined;
        const element = h(
          field(cell, 'is_header') === true ? 'th' : 'td',
          { colspan: span('colspan'), rowspan: span('rowspan') },
          ...words(ui, cell),
        );
        element.style.textAlign = textOf(cell, 'align');
        return element;
      }),
    ),
  );
  return h('div', { class: 'rich-table', tabindex: '0' }, h('table', {}, ...rows));
}

const fileUrl = (file: unknown) => `/client/file/${encodeURIComponent(textOf(file, 'file_id'))}`;

function drawPicture(ui: Ui, file: unknown): HTMLElement {
  const [width, height] = [numberOf(file, 'width'), numberOf(file, 'height')];
  return h('img', { src: fileUrl(file), alt: ui.t.photo, width, height, loading: 'lazy' });
}

const drawFilm = (ui: Ui, file: unknown): HTMLElement =>
  h('video', { src: fileUrl(file), controls: true, preload: 'metadata', 'aria-label': ui.t.video });

function drawButton(ui: Ui, button: unknown, message: Message): HTMLElement {
  const isDisabled = field(button, 'disabled') !== undefined;
  const element = h(
    'button',
    {
      type: 'button',
      class: `key ${textOf(button, 'style')}${isDisabled ? ' disabled' : ''}`,
      'aria-disabled': isDisabled ? 'true' : undefined,
    },
    ...words(ui, button),
    h('span', { class: 'key-wait', 'aria-hidden': 'true' }),
  );
  element.addEventListener('click', () => {
    if (!isDisabled)
      ui.acts.press(message, { ...Object(button), text: element.textContent }, element);
  });
  return element;
}
