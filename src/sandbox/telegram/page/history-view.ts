import { type BubbleRow, createBubble } from './bubble/bubble.ts';
import { serviceText } from './bubble/service.ts';
import { h } from './dom.ts';
import type { Row } from './feed.ts';
import { formatDay } from './format.ts';
import type { Ui } from './ui.ts';

export interface View {
  readonly element: HTMLElement;
  update(row: Row): void;
}

export const nextStaying = (element: Element | null): Element | null => {
  let at = element;
  while (at instanceof HTMLElement && at.dataset.leaving !== undefined) at = at.nextElementSibling;
  return at;
};

export function leave(element: HTMLElement): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
    element.remove();
    return;
  }
  element.dataset.leaving = '';
  element.inert = true;
  const height = `${element.offsetHeight}px`;
  const motion = element.animate(
    [
      { height, opacity: 1, transform: 'none', overflow: 'clip' },
      { height: '0px', opacity: 0, transform: 'scale(0.9)', paddingBlock: '0', overflow: 'clip' },
    ],
    { duration: 180, easing: 'ease-in' },
  );
  motion.onfinish = () => element.remove();
  motion.oncancel = () => element.remove();
}

export function createView(ui: Ui, row: Row): View {
  if (row.kind === 'bubble') {
    const bubble = createBubble(ui, row);
    let shown: BubbleRow = row;
    const update = (next: Row) => {
      if (next.kind !== 'bubble' || isSameRow(shown, next)) return;
      shown = next;
      bubble.update(next);
    };
    return { element: bubble.element, update };
  }
  const pill = h('span', {});
  const element = h('div', { class: row.kind === 'day' ? 'day' : 'service' }, pill);
  const update = (next: Row) => {
    if (next.kind === 'day') pill.textContent = formatDay(next.date, ui.locale, ui.t, new Date());
    if (next.kind === 'service') pill.textContent = serviceText(ui, next.message);
  };
  update(row);
  return { element, update };
}

const isSameRow = (a: BubbleRow, b: BubbleRow) =>
  a.first === b.first &&
  a.last === b.last &&
  a.messages.length === b.messages.length &&
  a.messages.every((message, index) => message === b.messages[index]);

/** When a message (and nothing inside it) has the focus, up and down walk on, Enter opens its menu. */
export function walkRows(log: HTMLElement, event: KeyboardEvent): void {
  if (event.key === 'Enter' && event.target instanceof HTMLElement) {
    if (!event.target.classList.contains('row')) return;
    event.preventDefault();
    event.target.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }));
  }
  const isUp = event.key === 'ArrowUp';
  if (!isUp && event.key !== 'ArrowDown') return;
  const from = event.target;
  const all = [...log.querySelectorAll<HTMLElement>('.row')];
  if (from === log) {
    if (!isUp) return;
    event.preventDefault();
    all.at(-1)?.focus();
  } else if (from instanceof HTMLElement && from.classList.contains('row')) {
    event.preventDefault();
    const to = all[all.indexOf(from) + (isUp ? -1 : 1)];
    (to ?? (isUp ? from : log)).focus();
    to?.scrollIntoView({ block: 'nearest' });
  }
}
