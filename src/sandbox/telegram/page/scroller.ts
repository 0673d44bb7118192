const NEAR_PX = 48;

export interface Scroller {
  isAtBottom(): boolean;
  pin(): void;
  unpin(): void;
  /** Changes the content without moving what the reader looks at. */
  keep(change: () => void): void;
}

/**
 * Either the reader stands at the end, and the end stays in sight whatever grows, or the first message in sight
 * stays where it is. The browser's own anchoring is off (style.css), so that the two do not add up.
 */
export function createScroller(log: HTMLElement): Scroller {
  let pinned = true;
  const distance = () => log.scrollHeight - log.scrollTop - log.clientHeight;
  const end = () => {
    log.scrollTop = log.scrollHeight;
  };
  let lastHeight = log.clientHeight;
  log.addEventListener(
    'scroll',
    () => {
      // A scroll event caused by a shrinking window says nothing about the reader.
      if (log.clientHeight === lastHeight) pinned = distance() < NEAR_PX;
    },
    { passive: true },
  );
  const watcher = new ResizeObserver(() => {
    lastHeight = log.clientHeight;
    if (pinned) end();
  });
  watcher.observe(log);
  for (const child of log.children) watcher.observe(child);

  const anchor = (): { element: Element; top: number } | undefined => {
    const edge = log.getBoundingClientRect().top;
    for (const row of log.querySelectorAll('.list > :not(.day)')) {
      const box = row.getBoundingClientRect();
      if (box.bottom > edge) return { element: row, top: box.top };
    }
    return undefined;
  };

  return {
    isAtBottom: () => pinned,
    pin: () => {
      pinned = true;
    },
    unpin: () => {
      pinned = false;
    },
    keep: (change) => {
      const held = pinned ? undefined : anchor();
      change();
      if (pinned) end();
      else if (held?.element.isConnected)
        log.scrollTop += held.element.getBoundingClientRect().top - held.top;
    },
  };
}
