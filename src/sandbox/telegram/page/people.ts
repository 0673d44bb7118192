import { addPerson } from './api.ts';
import { openDialog } from './dialog.ts';
import { h } from './dom.ts';
import { avatar } from './header.ts';
import { icon } from './icons.ts';
import type { Texts } from './messages.ts';
import type { Person } from './types.ts';

export interface People {
  readonly element: HTMLElement;
  show(t: Texts, people: readonly Person[], current: number | undefined): void;
}

interface PeopleDeps {
  choose(person: Person): void;
  added(person: Person): void;
  failed(error: unknown): void;
}

export function createPeople(deps: PeopleDeps): People {
  const element = h('nav', { class: 'people', id: 'people' });
  const show = (t: Texts, people: readonly Person[], current: number | undefined) => {
    element.setAttribute('aria-label', t.chats);
    const add = h(
      'button',
      { type: 'button', class: 'tool', 'aria-label': t.addUser, title: t.addUser },
      icon('plus'),
    );
    add.addEventListener('click', () => openForm(t, deps));
    const items = people.map((person) => {
      const name = [person.first_name, person.last_name].filter(Boolean).join(' ');
      const isRussian = person.language_code.startsWith('ru');
      const language = t.languages[isRussian ? 'ru' : 'en'];
      const button = h(
        'button',
        {
          type: 'button',
          class: 'person',
          'aria-current': person.id === current ? 'true' : undefined,
          'data-user': person.id,
        },
        avatar(name, person.id),
        h(
          'span',
          { class: 'person-text' },
          h('strong', { dir: 'auto' }, name),
          h(
            'span',
            { class: 'faint' },
            person.username ? `@${person.username} · ${language}` : language,
          ),
        ),
      );
      button.addEventListener('click', () => deps.choose(person));
      return h('li', {}, button);
    });
    element.replaceChildren(
      h('header', { class: 'people-header' }, h('h2', {}, t.chats), add),
      h('ul', { class: 'people-list' }, ...items),
      h(
        'footer',
        { class: 'people-note' },
        h('strong', {}, t.sandbox),
        h('span', {}, t.sandboxNote),
      ),
    );
  };
  return { element, show };
}

function openForm(t: Texts, { added, failed }: PeopleDeps): void {
  const name = h('input', {
    class: 'field',
    required: true,
    maxlength: '64',
    name: 'first_name',
    autocomplete: 'off',
  });
  const username = h('input', {
    class: 'field',
    maxlength: '32',
    pattern: '[A-Za-z][A-Za-z0-9_]{2,31}',
    name: 'username',
    autocomplete: 'off',
  });
  const language = h(
    'select',
    { class: 'field', name: 'language' },
    h('option', { value: 'ru' }, t.languages.ru),
    h('option', { value: 'en' }, t.languages.en),
  );
  const cancel = h('button', { type: 'button', class: 'button' }, t.cancel);
  const form = h(
    'form',
    { class: 'dialog-box' },
    h('h2', {}, t.addUser),
    h('label', {}, t.firstName, name),
    h('label', {}, t.username, username),
    h('label', {}, t.language, language),
    h(
      'div',
      { class: 'buttons' },
      cancel,
      h('button', { type: 'submit', class: 'button primary' }, t.add),
    ),
  );
  const dialog = h('dialog', { 'aria-label': t.addUser }, form);
  cancel.addEventListener('click', () => dialog.close());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const said = username.value.trim();
    addPerson({
      first_name: name.value.trim(),
      language_code: language.value,
      ...(said === '' ? {} : { username: said }),
    }).then(({ user }) => {
      dialog.close();
      added(user);
    }, failed);
  });
  void openDialog(dialog);
  name.focus();
}
