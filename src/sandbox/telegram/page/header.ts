import { h } from './dom.ts';
import { icon } from './icons.ts';
import type { Locale } from './locale.ts';
import type { Texts } from './messages.ts';
import type { Chat } from './state.ts';

export interface Header {
  readonly element: HTMLElement;
  update(chat: Chat): void;
  setOnline(online: boolean): void;
}

interface HeaderDeps {
  readonly locale: Locale;
  readonly t: Texts;
  openPeople(): void;
  openMenu(at: { x: number; y: number }): void;
}

export const avatar = (name: string, id: number): HTMLElement =>
  h(
    'span',
    { class: `avatar hue-${id % 6}`, 'aria-hidden': 'true' },
    [...name.trim()][0]?.toUpperCase() ?? '?',
  );

export function createHeader({ t, locale, openPeople, openMenu }: HeaderDeps): Header {
  const back = h(
    'button',
    { type: 'button', class: 'tool people-toggle', 'aria-label': t.chats },
    icon('back'),
  );
  const face = h('span', { class: 'face' });
  const name = h('h1', {});
  const status = h('span', { class: 'status', role: 'status' });
  const stars = h('span', { class: 'stars', title: t.balance });
  const more = h(
    'button',
    { type: 'button', class: 'tool', 'aria-label': t.more, 'aria-haspopup': 'menu' },
    icon('more'),
  );
  const element = h(
    'header',
    { class: 'chat-header' },
    back,
    face,
    h('div', { class: 'who' }, name, status),
    stars,
    more,
  );
  let action: string | undefined;
  let online = true;
  let timer: number | undefined;

  const show = () => {
    const isActing = online && action !== undefined;
    const says = Object.entries(t.typing).find(([key]) => key === action)?.[1] ?? t.typing.typing;
    const text = !online ? t.offline : isActing ? says : t.bot;
    if (status.dataset.text === text) return;
    status.dataset.text = text;
    status.classList.toggle('acting', isActing || !online);
    const dots = h('span', { class: 'dots', 'aria-hidden': 'true' }, h('i'), h('i'), h('i'));
    status.replaceChildren(text, ...(isActing ? [dots] : []));
  };
  const update = (chat: Chat) => {
    if (name.textContent !== chat.bot.first_name) {
      name.textContent = chat.bot.first_name;
      face.replaceChildren(avatar(chat.bot.first_name, chat.bot.id));
      document.title = chat.bot.first_name;
    }
    stars.replaceChildren(icon('star', 16), chat.stars.toLocaleString(locale));
    stars.setAttribute('aria-label', `${t.balance}: ${chat.stars}`);
    stars.setAttribute('role', 'img');
    action = chat.action?.action;
    window.clearTimeout(timer);
    if (chat.action)
      timer = window.setTimeout(() => {
        action = undefined;
        show();
      }, 6000);
    show();
  };
  back.addEventListener('click', openPeople);
  more.addEventListener('click', () => {
    const box = more.getBoundingClientRect();
    openMenu({ x: box.right, y: box.bottom + 4 });
  });
  return {
    element,
    update,
    setOnline: (now) => {
      online = now;
      show();
    },
  };
}
