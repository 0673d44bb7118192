import { h } from './dom.ts';

const SHOWN_MS = 3500;

export function createToasts(): { element: HTMLElement; say(text: string): void } {
  const element = h('div', { class: 'toasts', role: 'status', 'aria-live': 'polite' });
  const say = (text: string) => {
    const toast = h('div', { class: 'toast', dir: 'auto' }, text);
    element.append(toast);
    while (element.childElementCount > 3) element.firstElementChild?.remove();
    window.setTimeout(() => toast.remove(), SHOWN_MS);
  };
  return { element, say };
}
