import { h } from './dom.ts';
import { type IconName, icon } from './icons.ts';

export interface MenuItem {
  readonly label: string;
  readonly icon: IconName;
  readonly look?: 'danger';
  readonly checked?: boolean;
  run(): void;
}

/** A menu at a point; arrows walk, Enter chooses, Escape or a press elsewhere closes. */
export function openMenu(
  items: readonly MenuItem[],
  at: { x: number; y: number },
  label: string,
): void {
  const before = document.activeElement;
  const menu = h('div', { class: 'menu', role: 'menu', 'aria-label': label });
  const veil = h('div', { class: 'veil' }, menu);
  const close = () => {
    veil.remove();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  };
  for (const item of items) {
    const isChoice = item.checked !== undefined;
    const button = h(
      'button',
      {
        type: 'button',
        class: `menu-item ${item.look ?? ''}`,
        role: isChoice ? 'menuitemradio' : 'menuitem',
        'aria-checked': isChoice ? String(item.checked) : undefined,
        tabindex: '-1',
      },
      icon(item.icon, 20),
      h('span', {}, item.label),
      item.checked === true && icon('check', 16),
    );
    button.addEventListener('click', () => {
      close();
      item.run();
    });
    menu.append(button);
  }
  veil.addEventListener('pointerdown', (event) => {
    if (event.target === veil) close();
  });
  veil.addEventListener('contextmenu', (event) => event.preventDefault());
  veil.addEventListener('keydown', (event) => {
    const all = [...menu.querySelectorAll('button')];
    const now = all.findIndex((button) => button.matches(':focus'));
    const step: Record<string, number> = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: -1 };
    const to = step[event.key];
    if (event.key === 'Escape' || event.key === 'Tab') close();
    else if (to !== undefined) all.at(to % all.length)?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  document.body.append(veil);
  const box = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(8, Math.min(at.x, innerWidth - box.width - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(at.y, innerHeight - box.height - 8))}px`;
  menu.querySelector('button')?.focus();
}
