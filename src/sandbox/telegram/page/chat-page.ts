import { createApi, type Upload } from './api.ts';
import type { Appearance } from './appearance.ts';
import { acceptDrops, openAttach } from './attach.ts';
import { summarize } from './bubble/cards.ts';
import { openChatMenu } from './chat-menu.ts';
import { createComposer } from './composer.ts';
import { connect } from './connection.ts';
import { ask } from './dialog.ts';
import { h } from './dom.ts';
import { createDraftView } from './draft-view.ts';
import { createHeader } from './header.ts';
import { createHistory } from './history.ts';
import { openLightbox } from './lightbox.ts';
import { type Locale, toLocale } from './locale.ts';
import { messages } from './messages.ts';
import { type MenuItem, openMenu } from './popup.ts';
import { createPresses } from './press.ts';
import { type Chat, reduce, toChat, withOlder } from './state.ts';
import type { ChatEvent, KeyboardButton, Message, Person } from './types.ts';
import type { Acts, Ui } from './ui.ts';
import { openWebApp } from './webapp.ts';

export interface ChatPage {
  readonly element: HTMLElement;
  close(): void;
}

export interface ChatPageDeps {
  readonly person: Person;
  readonly appearance: Appearance;
  /** What follows `?start=` in a deep link. */
  readonly payload: string | undefined;
  say(text: string): void;
  openPeople(): void;
}

/** The chat of one person with the bot: joins what is known, what is drawn and what is asked of the server. */
export function createChatPage(deps: ChatPageDeps): ChatPage {
  const { person, say, appearance } = deps;
  const locale: Locale = toLocale(person.language_code);
  const t = messages[locale];
  const api = createApi(person.id);
  let chat: Chat | undefined;
  const failed = (error: unknown) => say(error instanceof Error ? error.message : t.failed);
  const run = (work: Promise<unknown>) => void work.catch(failed);

  const acts: Acts = {
    send: (text) => run(send(text)),
    openLink: (url, sure) => void openLink(url, sure),
    copy: (text) => {
      navigator.clipboard.writeText(text).then(
        () => say(t.copied),
        () => say(t.copyFailed),
      );
    },
    press: (...args) => presses.press(...args),
    view: (items, index) => openLightbox(t, items, index),
    jump: (id) => run(history.jump(id)),
    menu: (message, at) => openMenu(messageItems(message), at, t.actions),
  };
  const ui: Ui = {
    locale,
    t,
    acts,
    get botName() {
      return chat?.bot.first_name ?? '';
    },
  };

  const send = async (text: string, replyTo?: number) => {
    const { message } = await api.send(text, replyTo);
    change((now) => reduce(now, { type: 'message', message }));
  };
  const openLink = async (url: string, sure: boolean) => {
    const choices = [
      { label: t.cancel, value: false },
      { label: t.open, value: true, look: 'primary' as const },
    ];
    if (sure || (await ask({ title: t.openLink, text: url, choices })))
      window.open(url, '_blank', 'noopener,noreferrer');
  };
  const openApp = async (
    kind: 'inline' | 'menu' | 'keyboard',
    url: string,
    title: string,
    messageId?: number,
  ) => {
    const call = { kind, url, ...(messageId === undefined ? {} : { message_id: messageId }) };
    const launch = await api.webApp(call);
    openWebApp({
      t,
      title: ui.botName,
      url: launch.url,
      place: `cloud-${person.id}-${chat?.bot.id}`,
      onThemeChange: appearance.onChange,
      openLink: (to) => void openLink(to, false),
      payLink: presses.payLink,
      sendData: (data) =>
        run(kind === 'keyboard' ? api.webAppData(title, data) : Promise.resolve()),
    });
  };
  const messageItems = (message: Message): MenuItem[] => {
    const text = message.text ?? message.caption;
    const items: MenuItem[] = [
      { label: t.reply, icon: 'reply', run: () => composer.replyTo(message) },
    ];
    if (text) items.push({ label: t.copyText, icon: 'copy', run: () => acts.copy(text) });
    items.push({
      label: t.remove,
      icon: 'trash',
      look: 'danger',
      run: () => run(api.remove([message.message_id])),
    });
    return items;
  };
  const pressKey = (key: KeyboardButton) => {
    const app = key.web_app;
    const url: unknown = typeof app === 'object' && app ? Reflect.get(app, 'url') : undefined;
    if (typeof url === 'string') run(openApp('keyboard', url, key.text));
    else if (Object.keys(key).some((name) => name.startsWith('request_'))) say(t.noAccess);
    else run(send(key.text));
  };
  const attach = (files: readonly File[]) => openAttach({ t, caption: '', upload, failed }, files);
  const upload = async (what: Upload) => {
    const sent = await api.upload(what);
    change((now) =>
      sent.messages.reduce((all, message) => reduce(all, { type: 'message', message }), now),
    );
  };

  const loadOlder = async () => {
    const first = chat?.feed[0]?.message_id;
    if (!chat?.hasMore || first === undefined) return;
    const page = await api.older(first);
    change((now) => withOlder(now, page.messages, page.has_more));
  };
  const presses = createPresses({
    ui,
    api,
    openApp,
    typeIn: (text) => composer.type(text),
    say,
    failed,
  });
  const history = createHistory({ ui, loadOlder });
  const header = createHeader({
    t,
    locale,
    openPeople: deps.openPeople,
    openMenu: (at) =>
      openChatMenu(
        {
          t,
          appearance,
          blocked: chat?.blocked ?? false,
          setBlocked: (blocked) => run(api.block(blocked)),
        },
        at,
      ),
  });
  const composer = createComposer({
    ui,
    send: (text, replyTo) => run(send(text, replyTo)),
    attach,
    pressKey,
    openApp: () => {
      const button = chat?.menuButton;
      if (button?.type === 'web_app') run(openApp('menu', button.web_app.url, button.text));
    },
    start: () => run(api.start(deps.payload)),
    unblock: () => run(api.block(false)),
    leaveUp: () =>
      [...history.element.querySelectorAll<HTMLElement>('.inline-keyboard')]
        .at(-1)
        ?.querySelector<HTMLElement>('[tabindex="0"]')
        ?.focus(),
  });
  const draft = createDraftView({
    ui,
    stop: (id) => run(api.stopDraft(id)),
    keep: (change) => history.keep(change),
  });
  const hello = h('div', { class: 'hello', hidden: true });
  const aloud = h('div', { class: 'hidden-text', role: 'status', 'aria-live': 'polite' });
  const element = h(
    'main',
    { class: 'chat' },
    header.element,
    h('div', { class: 'wall' }, history.element, hello),
    composer.element,
    aloud,
  );
  acceptDrops(element, t.dropHere, attach);

  const change = (step: (now: Chat) => Chat) => {
    const before = chat;
    if (!before) return;
    chat = step(before);
    draw(chat, before);
  };
  const draw = (now: Chat, before: Chat | undefined) => {
    header.update(now);
    composer.update(now);
    if (now.draft) draft.update(now.draft);
    if (now.draft !== before?.draft) history.setTail(now.draft ? draft.element : undefined);
    if (now.feed !== before?.feed || now.hasMore !== before.hasMore)
      history.show(now.feed, now.hasMore);
    drawHello(now);
  };
  const drawHello = ({ bot, feed, hasMore }: Chat) => {
    hello.hidden = feed.length > 0 || hasMore;
    if (hello.hidden) return;
    hello.replaceChildren(
      h('strong', {}, bot.description ? t.whatCan : bot.first_name),
      h('p', { dir: 'auto' }, bot.description || bot.short_description || t.emptyChat),
    );
  };
  const hear = (event: ChatEvent) => {
    change((now) => reduce(now, event));
    if (event.type === 'callback_answer') presses.answered(event);
    else if (event.type === 'payment')
      presses.paid(event.message_id, event.state === 'paid' ? undefined : (event.error ?? ''));
    else if (event.type === 'link_payment')
      presses.linkPaid(event.slug, event.state === 'paid' ? undefined : (event.error ?? ''));
    else if (event.type === 'toast') say(event.text);
    else if (event.type === 'message' && !event.message.client.own)
      aloud.textContent = `${ui.botName}: ${summarize(ui, event.message)}`;
  };
  const line = connect(api, {
    onOnline: header.setOnline,
    onState: (state) => {
      const before = chat;
      chat = toChat(state, before);
      draw(chat, before);
      element.dataset.ready = '';
      if (!before) composer.focus();
    },
    onEvent: hear,
  });
  return { element, close: line.close };
}
