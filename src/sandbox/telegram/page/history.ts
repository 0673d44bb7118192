import { h } from './dom.ts';
import { type Feed, type Row, toRows } from './feed.ts';
import { createView, leave, nextStaying, type View, walkRows } from './history-view.ts';
import { icon } from './icons.ts';
import { createScroller } from './scroller.ts';
import type { Ui } from './ui.ts';

/** Rows kept in the page, and by how many it grows at an edge: a long chat costs as much as a short one. */
const WINDOW = 240;
const STEP = 60;

export interface History {
  readonly element: HTMLElement;
  show(feed: Feed, hasMore: boolean): void;
  /** What stands after the last message: the streamed draft. */
  setTail(tail: HTMLElement | undefined): void;
  /** For what grows in the tail. */
  keep(change: () => void): void;
  jump(messageId: number): Promise<void>;
  toBottom(): void;
}

export interface HistoryDeps {
  readonly ui: Ui;
  loadOlder(): Promise<void>;
}

export function createHistory({ ui, loadOlder }: HistoryDeps): History {
  const list = h('div', { class: 'list' });
  const tailBox = h('div', { class: 'tail' });
  const log = h(
    'div',
    {
      class: 'history',
      role: 'log',
      'aria-live': 'off',
      'aria-label': ui.t.history,
      tabindex: '0',
    },
    list,
    tailBox,
  );
  const badge = h('span', { class: 'badge-count' });
  const down = h('button', {
    type: 'button',
    class: 'to-bottom',
    'aria-label': ui.t.toBottom,
    hidden: true,
  });
  down.append(icon('down'), badge);
  const element = h('div', { class: 'history-box' }, log, down);
  const scroller = createScroller(log);
  const views = new Map<string, View>();
  let rows: Row[] = [];
  let from = 0;
  let to = 0;
  let more = false;
  let unread = 0;
  let loading = false;
  let isLively = false;

  const draw = () => {
    const wanted = rows.slice(from, to);
    const keys = new Set(wanted.map(({ key }) => key));
    for (const [key, view] of views) {
      if (keys.has(key)) continue;
      views.delete(key);
      const isDeleted = !rows.some((row) => row.key === key);
      if (isDeleted) leave(view.element);
      else view.element.remove();
    }
    let at = nextStaying(list.firstElementChild);
    for (const row of wanted) {
      const known = views.get(row.key);
      if (known) known.update(row);
      const view = known ?? createView(ui, row);
      if (!known) {
        views.set(row.key, view);
        if (isLively) view.element.dataset.arriving = '';
      }
      if (at === view.element) at = nextStaying(at.nextElementSibling);
      else list.insertBefore(view.element, at);
    }
  };

  const note = () => {
    const away = !scroller.isAtBottom() || to < rows.length;
    down.hidden = !away;
    if (!away) unread = 0;
    badge.textContent = unread > 0 ? String(unread) : '';
    down.setAttribute('aria-label', unread > 0 ? ui.t.unread(unread) : ui.t.toBottom);
  };

  const move = (nextFrom: number, nextTo: number) => {
    if (nextFrom === from && nextTo === to) return;
    from = nextFrom;
    to = nextTo;
    scroller.keep(draw);
  };

  const grow = () => {
    note();
    const reach = Math.min(log.clientHeight * 1.5, 2000);
    if (log.scrollTop < reach) {
      if (from > 0) {
        const start = Math.max(0, from - STEP);
        move(start, scroller.isAtBottom() ? to : Math.min(to, start + WINDOW));
      } else if (more && !loading) {
        loading = true;
        loadOlder().then(
          () => {
            loading = false;
            grow();
          },
          () => {
            // The connection says so itself; the next scroll tries again.
            loading = false;
          },
        );
      }
    } else if (log.scrollHeight - log.scrollTop - log.clientHeight < reach && to < rows.length) {
      const end = Math.min(rows.length, to + STEP);
      move(Math.max(from, end - WINDOW), end);
    }
  };
  log.addEventListener('scroll', grow, { passive: true });

  const show = (feed: Feed, hasMore: boolean) => {
    const wasEnd = to === rows.length;
    const pinned = wasEnd && scroller.isAtBottom();
    // A day line moves up when older messages of its day come, so it cannot mark a place.
    const firstKey = rows.slice(from, to).find(({ kind }) => kind !== 'day')?.key;
    const lastKey = rows[to - 1]?.key;
    const before = lastId(rows);
    const isFirst = rows.length === 0;
    more = hasMore;
    rows = toRows(feed);
    const fresh = feed.filter(isNew(before)).length;
    if (!pinned && !isFirst) unread += fresh;
    const index = (key: string | undefined) => rows.findIndex((row) => row.key === key);
    const keptEnd = index(lastKey);
    to = wasEnd || keptEnd < 0 ? rows.length : keptEnd + 1;
    const keptStart = index(firstKey);
    from = pinned || keptStart < 0 ? Math.max(0, to - WINDOW) : keptStart;
    isLively = pinned && !isFirst;
    const hasOwnNew = feed.some((message) => message.message_id > before && message.client.own);
    if (pinned || isFirst || hasOwnNew) {
      to = rows.length;
      from = Math.max(0, to - WINDOW);
      scroller.pin();
    }
    scroller.keep(draw);
    isLively = false;
    note();
    grow();
  };

  const reveal = (key: string): HTMLElement | undefined => {
    const at = rows.findIndex((row) => row.key === key);
    if (at < 0) return undefined;
    if (at < from || at >= to) {
      from = Math.max(0, at - WINDOW / 2);
      to = Math.min(rows.length, from + WINDOW);
      draw();
    }
    return views.get(key)?.element;
  };

  const keyOf = (id: number) =>
    rows.find((row) => row.kind === 'bubble' && row.messages.some((one) => one.message_id === id))
      ?.key;

  const jump = async (messageId: number) => {
    while (keyOf(messageId) === undefined && more && firstId(rows) > messageId) await loadOlder();
    const target = reveal(keyOf(messageId) ?? '');
    if (!target) return;
    scroller.unpin();
    target.scrollIntoView({ block: 'center' });
    target.focus({ preventScroll: true });
    target.classList.remove('flash');
    requestAnimationFrame(() => target.classList.add('flash'));
  };

  const toBottom = () => {
    to = rows.length;
    from = Math.max(0, to - WINDOW);
    scroller.pin();
    scroller.keep(draw);
    note();
  };
  down.addEventListener('click', toBottom);
  log.addEventListener('keydown', (event) => walkRows(log, event));

  const setTail = (tail: HTMLElement | undefined) => {
    scroller.keep(() => tailBox.replaceChildren(...(tail ? [tail] : [])));
  };
  return { element, show, setTail, keep: scroller.keep, jump, toBottom };
}

const messagesOf = (row: Row | undefined) =>
  row?.kind === 'bubble' ? row.messages : row?.kind === 'service' ? [row.message] : [];

const lastId = (rows: readonly Row[]): number => messagesOf(rows.at(-1)).at(-1)?.message_id ?? 0;

// The first row is always a day line.
const firstId = (rows: readonly Row[]): number => messagesOf(rows[1])[0]?.message_id ?? 0;

const isNew = (before: number) => (message: { message_id: number; client: { own: boolean } }) =>
  message.message_id > before && !message.client.own;
