import { addPerson, listPeople } from './api.ts';
import { createAppearance } from './appearance.ts';
import { type ChatPage, createChatPage } from './chat-page.ts';
import { find, h } from './dom.ts';
import { toLocale } from './locale.ts';
import { messages } from './messages.ts';
import { createPeople } from './people.ts';
import { createToasts } from './toast.ts';
import type { Person } from './types.ts';

const LAST_USER = 'user';

function createPage(root: HTMLElement): { start(): Promise<void> } {
  const appearance = createAppearance();
  const toasts = createToasts();
  const query = new URLSearchParams(location.search);
  let people: readonly Person[] = [];
  let page: ChatPage | undefined;
  const box = h('div', { class: 'chat-box' });
  const scrim = h('button', {
    type: 'button',
    class: 'scrim',
    tabindex: '-1',
    'aria-hidden': 'true',
  });

  const setPeopleOpen = (open: boolean) => root.classList.toggle('people-open', open);
  const open = (person: Person) => {
    page?.close();
    localStorage.setItem(LAST_USER, String(person.id));
    const locale = toLocale(person.language_code);
    document.documentElement.lang = locale;
    setPeopleOpen(false);
    page = createChatPage({
      person,
      appearance,
      payload: query.get('start') ?? undefined,
      say: toasts.say,
      openPeople: () => {
        setPeopleOpen(true);
        list.element.querySelector<HTMLElement>('[aria-current]')?.focus();
      },
    });
    box.replaceChildren(page.element);
    list.show(messages[locale], people, person.id);
  };
  const list = createPeople({
    choose: open,
    added: (person) => {
      people = [...people.filter(({ id }) => id !== person.id), person];
      open(person);
    },
    failed: (error) => toasts.say(error instanceof Error ? error.message : String(error)),
  });
  scrim.addEventListener('click', () => setPeopleOpen(false));
  root.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') setPeopleOpen(false);
  });
  root.replaceChildren(list.element, scrim, box, toasts.element);

  return {
    start: async () => {
      people = (await listPeople()).users;
      const wanted = Number(query.get('user') ?? localStorage.getItem(LAST_USER));
      const person = people.find(({ id }) => id === wanted) ?? people[0];
      if (person) return open(person);
      // Whoever comes first to an empty sandbox can talk to the bot at once.
      const language_code = toLocale(navigator.language);
      const first_name = messages[language_code].guest;
      const { user } = await addPerson({ first_name, language_code });
      people = [user];
      open(user);
    },
  };
}

void createPage(find(document, '#app')).start();
