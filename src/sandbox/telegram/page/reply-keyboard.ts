import { walkWithArrows } from './bubble/keyboard.ts';
import { h } from './dom.ts';
import type { KeyboardButton, ReplyKeyboard } from './types.ts';

const styles = new Set<unknown>(['danger', 'success', 'primary']);

export interface ReplyKeys {
  readonly element: HTMLElement;
  show(keyboard: ReplyKeyboard | undefined): void;
}

export function createReplyKeys(label: string, press: (button: KeyboardButton) => void): ReplyKeys {
  const element = h('div', {
    class: 'reply-keyboard',
    role: 'group',
    'aria-label': label,
    hidden: true,
  });
  walkWithArrows(element);
  const show = (keyboard: ReplyKeyboard | undefined) => {
    element.hidden = keyboard === undefined;
    element.classList.toggle('resized', keyboard?.resize_keyboard === true);
    let first = true;
    element.replaceChildren(
      ...(keyboard?.keyboard ?? []).map((row) =>
        h(
          'div',
          { class: 'reply-row' },
          ...row.map((button) => {
            const { style } = button;
            const look = typeof style === 'string' && styles.has(style) ? ` ${style}` : '';
            const tabindex = first ? '0' : '-1';
            first = false;
            const key = h(
              'button',
              { type: 'button', class: `reply-key${look}`, tabindex },
              button.text,
            );
            key.addEventListener('click', () => press(button));
            return key;
          }),
        ),
      ),
    );
  };
  return { element, show };
}
