import { matchCommands } from './commands.ts';
import { h } from './dom.ts';
import type { Command } from './types.ts';

export interface Suggestions {
  readonly element: HTMLElement;
  isOpen(): boolean;
  /** Shows what fits the typed text; everything when `all`. */
  suggest(commands: readonly Command[], typed: string): void;
  close(): void;
  /** True when the key was for the list. */
  press(key: string): boolean;
}

interface SuggestionsDeps {
  readonly label: string;
  readonly input: HTMLTextAreaElement;
  choose(command: string): void;
  complete(command: string): void;
}

/** The list over the composer: a combobox popup, so the focus stays in the text. */
export function createSuggestions({
  label,
  input,
  choose,
  complete,
}: SuggestionsDeps): Suggestions {
  const element = h('div', {
    class: 'suggestions',
    role: 'listbox',
    id: 'suggestions',
    'aria-label': label,
    hidden: true,
  });
  input.setAttribute('role', 'combobox');
  input.setAttribute('aria-controls', 'suggestions');
  input.setAttribute('aria-autocomplete', 'list');
  let shown: readonly Command[] = [];
  let at = 0;

  const mark = () => {
    [...element.children].forEach((option, index) => {
      option.setAttribute('aria-selected', String(index === at));
      if (index === at) option.scrollIntoView({ block: 'nearest' });
    });
    if (shown.length > 0) input.setAttribute('aria-activedescendant', `suggestion-${at}`);
    else input.removeAttribute('aria-activedescendant');
    input.setAttribute('aria-expanded', String(shown.length > 0));
  };
  const suggest = (commands: readonly Command[], typed: string) => {
    shown = matchCommands(commands, typed);
    at = 0;
    element.hidden = shown.length === 0;
    element.replaceChildren(
      ...shown.map(({ command, description }, index) => {
        const option = h(
          'div',
          { role: 'option', class: 'suggestion', id: `suggestion-${index}` },
          h('strong', {}, `/${command}`),
          h('span', { dir: 'auto' }, description),
        );
        option.addEventListener('click', () => choose(command));
        return option;
      }),
    );
    mark();
  };
  const close = () => suggest([], '');
  const press = (key: string): boolean => {
    const command = shown[at]?.command;
    if (command === undefined) return false;
    if (key === 'ArrowDown') at = (at + 1) % shown.length;
    else if (key === 'ArrowUp') at = (at - 1 + shown.length) % shown.length;
    else if (key === 'Tab') complete(command);
    else if (key === 'Enter') choose(command);
    else if (key === 'Escape') close();
    else return false;
    mark();
    return true;
  };
  return { element, isOpen: () => shown.length > 0, suggest, close, press };
}
