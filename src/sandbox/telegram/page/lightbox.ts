import { openDialog } from './dialog.ts';
import { fill, h } from './dom.ts';
import { icon } from './icons.ts';
import type { Texts } from './messages.ts';
import type { Viewable } from './ui.ts';

/** Pictures and videos over the whole window; arrows turn the pages of an album. */
export function openLightbox(t: Texts, items: readonly Viewable[], start: number): void {
  let at = start;
  const stage = h('div', { class: 'stage' });
  const button = (name: 'back' | 'close' | 'save', label: string, kind: string) => {
    const element = h('button', { type: 'button', class: `round ${kind}`, 'aria-label': label });
    element.append(icon(name));
    return element;
  };
  const previous = button('back', t.previous, 'previous');
  const next = button('back', t.next, 'next');
  const close = button('close', t.close, 'close');
  const save = h('a', { class: 'round save', 'aria-label': t.download }, icon('save'));
  const count = h('span', { class: 'count' });
  const dialog = h(
    'dialog',
    { class: 'lightbox', 'aria-label': t.photo },
    stage,
    count,
    save,
    close,
    previous,
    next,
  );
  const show = (index: number) => {
    const item = items[index];
    if (!item) return;
    at = index;
    const { media, kind } = item;
    const picture =
      kind === 'photo'
        ? h('img', { src: media.url, alt: t.photo })
        : h('video', {
            src: media.url,
            controls: true,
            autoplay: true,
            playsinline: true,
            'aria-label': t.video,
          });
    fill(stage, picture);
    save.href = media.url;
    save.download = media.file_name ?? '';
    count.textContent = items.length > 1 ? `${index + 1} / ${items.length}` : '';
    previous.hidden = index === 0;
    next.hidden = index === items.length - 1;
  };
  previous.addEventListener('click', () => show(at - 1));
  next.addEventListener('click', () => show(at + 1));
  close.addEventListener('click', () => dialog.close());
  stage.addEventListener('click', (event) => {
    if (event.target === stage) dialog.close();
  });
  dialog.addEventListener('keydown', ({ key, target }) => {
    if (target instanceof HTMLVideoElement) return;
    if (key === 'ArrowLeft') show(at - 1);
    if (key === 'ArrowRight') show(at + 1);
  });
  show(start);
  void openDialog(dialog);
  close.focus();
}
