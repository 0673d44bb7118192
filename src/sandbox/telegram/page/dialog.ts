import { h } from './dom.ts';

interface Choice<T> {
  readonly label: string;
  readonly value: T;
  readonly look?: 'primary' | 'danger';
}

interface Question<T> {
  readonly title: string;
  readonly text?: string;
  readonly choices: readonly Choice<T>[];
}

/** A modal dialog made of any content; Escape or a press beside it closes it. Resolves when it is closed. */
export function openDialog(dialog: HTMLDialogElement): Promise<void> {
  const before = document.activeElement;
  document.body.append(dialog);
  dialog.showModal();
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      if (before instanceof HTMLElement && before.isConnected)
        before.focus({ preventScroll: true });
      resolve();
    });
  });
}

/** Undefined when the person left without an answer. The last choice has the focus. */
export async function ask<T>({ title, text, choices }: Question<T>): Promise<T | undefined> {
  let answer: T | undefined;
  const buttons = choices.map((choice) => {
    const button = h(
      'button',
      { type: 'button', class: `button ${choice.look ?? ''}` },
      choice.label,
    );
    button.addEventListener('click', () => {
      answer = choice.value;
      dialog.close();
    });
    return button;
  });
  const dialog = h(
    'dialog',
    { class: 'ask', 'aria-label': title },
    h(
      'div',
      { class: 'dialog-box' },
      h('h2', {}, title),
      text !== undefined && h('p', { dir: 'auto' }, text),
      h('div', { class: 'buttons' }, ...buttons),
    ),
  );
  const closed = openDialog(dialog);
  buttons.at(-1)?.focus();
  await closed;
  return answer;
}
