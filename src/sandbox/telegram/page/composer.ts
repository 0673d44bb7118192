import { summarize } from './bubble/cards.ts';
import { h } from './dom.ts';
import { icon } from './icons.ts';
import { createReplyKeys } from './reply-keyboard.ts';
import type { Chat } from './state.ts';
import { createSuggestions } from './suggestions.ts';
import type { KeyboardButton, Message, ReplyKeyboard } from './types.ts';
import type { Ui } from './ui.ts';

export interface ComposerDeps {
  readonly ui: Ui;
  send(text: string, replyTo: number | undefined): void;
  attach(files: readonly File[]): void;
  pressKey(button: KeyboardButton): void;
  openApp(): void;
  start(): void;
  unblock(): void;
  /** Arrow up in an empty line goes to the bot's last buttons. */
  leaveUp(): void;
}

export interface Composer {
  readonly element: HTMLElement;
  update(chat: Chat): void;
  replyTo(message: Message): void;
  type(text: string): void;
  focus(): void;
}

export function createComposer(deps: ComposerDeps): Composer {
  const { ui } = deps;
  const { t } = ui;
  let chat: Chat | undefined;
  let reply: Message | undefined;
  let keyboardOpen = true;
  let shownKeyboard: ReplyKeyboard | undefined;

  const button = (kind: string, label: string, name: Parameters<typeof icon>[0]) =>
    h(
      'button',
      { type: 'button', class: `tool ${kind}`, 'aria-label': label, title: label },
      icon(name),
    );
  const input = h('textarea', {
    class: 'input',
    rows: '1',
    placeholder: t.message,
    'aria-label': t.message,
    dir: 'auto',
    enterkeyhint: 'send',
  });
  const menu = h('button', { type: 'button', class: 'menu-button' });
  const attach = button('attach', t.attach, 'clip');
  const keys = button('keys', t.keyboard, 'keys');
  const send = button('send', t.send, 'send');
  const picker = h('input', {
    type: 'file',
    multiple: true,
    hidden: true,
    tabindex: '-1',
    'aria-label': t.attach,
  });
  const strip = h('div', { class: 'reply-bar', hidden: true });
  const replyKeys = createReplyKeys(t.keyboard, (key) => {
    if (chat?.keyboard?.one_time_keyboard) keyboardOpen = false;
    deps.pressKey(key);
    refresh();
    input.focus();
  });
  const suggestions = createSuggestions({
    label: t.commands,
    input,
    choose: (command) => submit(`/${command}`),
    complete: (command) => {
      input.value = `/${command} `;
      typed();
    },
  });
  const line = h('div', { class: 'line' }, menu, attach, input, keys, send, picker);
  const big = h('button', { type: 'button', class: 'big-button' });
  const element = h(
    'footer',
    { class: 'composer' },
    suggestions.element,
    strip,
    line,
    replyKeys.element,
    big,
  );

  const submit = (text: string) => {
    if (text.trim() === '') return;
    input.value = '';
    deps.send(text.trim(), reply?.message_id);
    setReply(undefined);
    typed();
    input.focus();
  };
  const typed = () => {
    input.style.height = 'auto';
    input.style.height = `${Math.min(input.scrollHeight, 220)}px`;
    element.classList.toggle('has-text', input.value.trim() !== '');
    suggestions.suggest(chat?.commands ?? [], input.value);
  };
  const setReply = (message: Message | undefined) => {
    reply = message;
    strip.hidden = !message;
    if (!message) return;
    const close = button('close-reply', t.cancel, 'close');
    close.addEventListener('click', () => {
      setReply(undefined);
      input.focus();
    });
    const who = message.client.own ? (message.from?.first_name ?? '') : ui.botName;
    strip.replaceChildren(
      icon('reply'),
      h(
        'div',
        { class: 'reply-text' },
        h('strong', {}, `${t.replyTo}: ${who}`),
        h('span', {}, summarize(ui, message)),
      ),
      close,
    );
  };

  const refresh = () => {
    if (!chat) return;
    const isFresh = chat.feed.length === 0 && !chat.hasMore;
    big.textContent = chat.blocked ? t.unblock : t.start;
    big.hidden = !(chat.blocked || isFresh);
    line.hidden = chat.blocked || isFresh;
    const { keyboard } = chat;
    keys.hidden = keyboard === undefined;
    const label = keyboardOpen ? t.hideKeyboard : t.keyboard;
    keys.setAttribute('aria-label', label);
    keys.setAttribute('aria-expanded', String(keyboardOpen));
    // Redrawn only when it is another one, or the button under the finger would lose the focus.
    const wanted = keyboardOpen && !line.hidden ? keyboard : undefined;
    if (wanted !== shownKeyboard) replyKeys.show(wanted);
    shownKeyboard = wanted;
    const forced = chat.feed.at(-1)?.client.force_reply;
    input.placeholder =
      forced?.input_field_placeholder ?? keyboard?.input_field_placeholder ?? t.message;
    refreshMenu(menu, chat, ui);
  };
  const update = (next: Chat) => {
    const before = chat;
    chat = next;
    if (before?.keyboard !== next.keyboard) keyboardOpen = true;
    const last = next.feed.at(-1);
    if (before && last?.client.force_reply && last !== before.feed.at(-1)) {
      setReply(last);
      input.focus();
    }
    refresh();
  };

  big.addEventListener('click', () => (chat?.blocked ? deps.unblock() : deps.start()));
  menu.addEventListener('click', () => {
    if (chat?.menuButton.type === 'web_app') return deps.openApp();
    if (suggestions.isOpen()) return suggestions.close();
    input.focus();
    suggestions.suggest(chat?.commands ?? [], '/');
  });
  keys.addEventListener('click', () => {
    keyboardOpen = !keyboardOpen;
    refresh();
  });
  attach.addEventListener('click', () => picker.click());
  picker.addEventListener('change', () => {
    deps.attach([...(picker.files ?? [])]);
    picker.value = '';
  });
  send.addEventListener('click', () => submit(input.value));
  input.addEventListener('input', typed);
  input.addEventListener('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    deps.attach(files);
  });
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const isPlain = !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (isPlain && suggestions.press(event.key)) event.preventDefault();
    else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      submit(input.value);
    } else if (event.key === 'Escape') setReply(undefined);
    else if (event.key === 'ArrowUp' && isPlain && input.value === '') {
      event.preventDefault();
      deps.leaveUp();
    }
  });
  return {
    element,
    update,
    replyTo: (message) => {
      setReply(message);
      input.focus();
    },
    type: (text) => {
      input.value = text;
      typed();
      input.focus();
    },
    focus: () => (big.hidden ? input : big).focus({ preventScroll: true }),
  };
}

function refreshMenu(menu: HTMLButtonElement, chat: Chat, { t }: Ui): void {
  const { menuButton } = chat;
  const isApp = menuButton.type === 'web_app';
  menu.hidden = !isApp && chat.commands.length === 0;
  menu.classList.toggle('app', isApp);
  const label = isApp ? menuButton.text : t.menu;
  if (menu.dataset.label === label) return;
  menu.dataset.label = label;
  menu.setAttribute('aria-label', isApp ? label : t.commands);
  menu.replaceChildren(icon(isApp ? 'app' : 'menu', 20), h('span', {}, label));
}
