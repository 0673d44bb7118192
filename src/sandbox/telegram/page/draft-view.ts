import { drawText } from './bubble/text.ts';
import { h } from './dom.ts';
import { icon } from './icons.ts';
import type { Draft } from './types.ts';
import type { Ui } from './ui.ts';

export interface DraftView {
  readonly element: HTMLElement;
  update(draft: Draft): void;
}

interface DraftDeps {
  readonly ui: Ui;
  stop(draftId: number): void;
  /** Lets the page stay at its end while the text grows. */
  keep(change: () => void): void;
}

/** The answer while it is being written: letters run after what has arrived. */
export function createDraftView({ ui, stop, keep }: DraftDeps): DraftView {
  const text = h('div', { class: 'draft-text', dir: 'auto' });
  const button = h('button', { type: 'button', class: 'draft-stop' }, icon('stop', 14), ui.t.stop);
  const element = h(
    'article',
    { class: 'row in first last draft', 'aria-busy': 'true' },
    h(
      'div',
      { class: 'stack' },
      h('div', { class: 'bubble' }, h('div', { class: 'body' }, text)),
      button,
    ),
  );
  let draft: Draft | undefined;
  let shown = 0;
  let frame = 0;
  button.addEventListener('click', () => {
    if (!draft) return;
    button.disabled = true;
    stop(draft.draft_id);
  });

  const paint = () => {
    if (!draft) return;
    const now = draft;
    const cut = now.text.slice(0, shown);
    keep(() => {
      text.classList.toggle('thinking', now.text === '');
      text.replaceChildren(
        ...(now.text === '' ? [ui.t.thinking] : drawText(ui, cut, now.entities)),
      );
    });
  };
  const run = () => {
    frame = 0;
    if (!draft || !element.isConnected) return;
    const left = draft.text.length - shown;
    if (left <= 0) return;
    shown = nextCut(draft.text, shown + Math.max(1, Math.ceil(left / 10)));
    paint();
    frame = requestAnimationFrame(run);
  };
  const isCalm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

  const update = (next: Draft) => {
    if (draft?.draft_id !== next.draft_id) {
      shown = 0;
      button.disabled = false;
    }
    const isSame = draft?.text.slice(0, shown) === next.text.slice(0, shown);
    if (!isSame || isCalm()) shown = next.text.length;
    draft = next;
    button.hidden = !next.can_stop;
    paint();
    if (frame === 0) frame = requestAnimationFrame(run);
  };
  return { element, update };
}

/** Never between the two halves of a character. */
const nextCut = (text: string, index: number): number => {
  const code = text.charCodeAt(index);
  return code >= 0xdc00 && code <= 0xdfff ? index + 1 : index;
};
