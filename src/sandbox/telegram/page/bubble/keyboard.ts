import { h } from '../dom.ts';
import { type IconName, icon } from '../icons.ts';
import type { InlineButton, Message } from '../types.ts';
import type { Ui } from '../ui.ts';

const corner = (button: InlineButton): IconName | undefined => {
  if (button.url !== undefined || button.login_url !== undefined) return 'link';
  if (button.copy_text) return 'copy';
  if (button.web_app) return 'app';
  return undefined;
};

const styles = new Set(['danger', 'success', 'primary']);

/** One tab stop per keyboard; the arrows walk inside it. */
export function drawKeyboard(ui: Ui, message: Message): HTMLElement | undefined {
  const rows = message.reply_markup?.inline_keyboard.filter((row) => row.length > 0) ?? [];
  if (rows.length === 0) return undefined;
  const grid = h('div', { class: 'inline-keyboard', role: 'group', 'aria-label': ui.t.keyboard });
  rows.forEach((row, y) => {
    const line = h('div', { class: 'inline-row' });
    row.forEach((button, x) => {
      line.append(drawButton(ui, message, { button, cell: `${y}:${x}`, first: x + y === 0 }));
    });
    grid.append(line);
  });
  walkWithArrows(grid);
  return grid;
}

interface Place {
  readonly button: InlineButton;
  readonly cell: string;
  readonly first: boolean;
}

function drawButton(ui: Ui, message: Message, { button, cell, first }: Place): HTMLElement {
  const style = styles.has(button.style ?? '') ? ` ${button.style}` : '';
  const sign = corner(button);
  const isPaid = button.pay === true && message.client.paid === true;
  const disabled = button.disabled !== undefined || isPaid;
  const element = h(
    'button',
    {
      type: 'button',
      class: `key${style}${disabled ? ' disabled' : ''}`,
      'data-cell': cell,
      tabindex: first ? '0' : '-1',
      'aria-disabled': disabled ? 'true' : undefined,
    },
    h('span', { class: 'key-text' }, isPaid ? `✓ ${ui.t.paid}` : button.text),
    sign && icon(sign, 12),
    h('span', { class: 'key-wait', 'aria-hidden': 'true' }),
  );
  element.addEventListener('click', () => {
    if (!disabled && element.getAttribute('aria-busy') !== 'true')
      ui.acts.press(message, button, element);
  });
  return element;
}

const moves: Record<string, readonly [number, number]> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/** Moves the focus over rows of buttons; the button that had it last keeps the tab stop. */
export function walkWithArrows(grid: HTMLElement): void {
  grid.addEventListener('keydown', (event) => {
    const move = moves[event.key];
    const from = event.target;
    if (!move || !(from instanceof HTMLButtonElement)) return;
    const rows = [...grid.children].map((row) => [...row.querySelectorAll('button')]);
    const y = rows.findIndex((row) => row.includes(from));
    const x = rows[y]?.indexOf(from) ?? 0;
    const row = rows[y + move[0]];
    const to = row?.[Math.min(x + move[1], row.length - 1)];
    if (!to) return;
    event.preventDefault();
    event.stopPropagation();
    from.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
  });
}
