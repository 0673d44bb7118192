import { h } from '../dom.ts';
import { formatDuration } from '../format.ts';
import { icon } from '../icons.ts';
import type { Media, Message } from '../types.ts';
import type { Ui, Viewable } from '../ui.ts';
import { layAlbum } from './album-layout.ts';
import { drawDocument } from './document.ts';
import { drawSound } from './sound.ts';

export type MediaKind =
  | 'photo'
  | 'video'
  | 'animation'
  | 'video_note'
  | 'sticker'
  | 'audio'
  | 'voice'
  | 'document';

const kinds: readonly MediaKind[] = [
  'photo',
  'video',
  'animation',
  'video_note',
  'sticker',
  'audio',
  'voice',
  'document',
];

export const mediaKind = (message: Message): MediaKind | undefined =>
  kinds.find((kind) => message[kind] !== undefined);

/** Kinds that are seen, so that the time lies upon them and the bubble takes their width. */
export const isPicture = (kind: MediaKind | undefined): boolean =>
  kind === 'photo' || kind === 'video' || kind === 'animation';

const MAX_SIDE = 400;
const MIN_SIDE = 150;

/** The box a picture takes before it has come: within 400 × 400, never a needle. */
export function fitBox(width = 0, height = 0): { width: number; height: number } {
  if (width <= 0 || height <= 0) return { width: 320, height: 240 };
  const scale = Math.min(1, MAX_SIDE / width, MAX_SIDE / height);
  const side = (value: number) => Math.max(MIN_SIDE, Math.round(value * scale));
  return { width: side(width), height: side(height) };
}

export function drawMedia(ui: Ui, messages: readonly Message[]): HTMLElement | undefined {
  const items = messages.flatMap((message) => {
    const kind = mediaKind(message);
    const media = message.client.media?.[0];
    return kind && media ? [{ kind, media, message }] : [];
  });
  const [first] = items;
  if (!first) return undefined;
  const viewables = items.flatMap(({ kind, media, message }): Viewable[] =>
    kind === 'photo' || kind === 'video' ? [{ kind, media, messageId: message.message_id }] : [],
  );
  const draw = (item: Item, index: number) =>
    drawItem(ui, item, () => ui.acts.view(viewables, index));
  if (items.length === 1) return draw(first, 0);
  if (!isPicture(first.kind)) return h('div', { class: 'stacked' }, ...items.map(draw));
  const cells = items.map(draw);
  const lines = layAlbum(items.map(({ media }) => (media.width ?? 4) / (media.height ?? 3)));
  let at = 0;
  return h(
    'div',
    { class: 'album', role: 'group', 'aria-label': ui.t.album },
    ...lines.map((line) => {
      const element = h('div', { class: 'album-line' });
      element.style.aspectRatio = String(line.ratio);
      for (const share of line.shares) {
        const cell = cells[at];
        at += 1;
        if (!cell) continue;
        cell.style.flex = `${share} 1 0`;
        cell.style.aspectRatio = 'auto';
        element.append(cell);
      }
      return element;
    }),
  );
}

interface Item {
  readonly kind: MediaKind;
  readonly media: Media;
  readonly message: Message;
}

function drawItem(ui: Ui, { kind, media, message }: Item, view: () => void): HTMLElement {
  switch (kind) {
    case 'photo':
    case 'video':
      return covered(ui, message, drawFrame(ui, { kind, media, message }, view));
    case 'animation':
      return covered(ui, message, drawLoop(ui, media, 'picture'));
    case 'video_note':
      return drawLoop(ui, media, 'round');
    case 'sticker':
      return drawSticker(ui, media, message);
    case 'audio':
    case 'voice':
      return drawSound(ui, {
        kind,
        media,
        title: message.audio?.title,
        artist: message.audio?.performer,
      });
    case 'document':
      return drawDocument(ui, media, message);
  }
}

function sized<E extends HTMLElement>(element: E, media: Media): E {
  const box = fitBox(media.width, media.height);
  element.style.setProperty('--w', `${box.width}px`);
  element.style.aspectRatio = `${box.width} / ${box.height}`;
  return element;
}

function drawFrame(ui: Ui, { kind, media }: Item, view: () => void): HTMLElement {
  const frame = h('button', {
    type: 'button',
    class: 'picture',
    'aria-label': ui.t[kind === 'photo' ? 'photo' : 'video'],
  });
  frame.addEventListener('click', view);
  if (kind === 'photo') {
    frame.append(
      h('img', { src: media.url, alt: '', loading: 'lazy', decoding: 'async', draggable: 'false' }),
    );
  } else {
    const length = media.duration ? formatDuration(media.duration) : '';
    frame.append(
      h('video', {
        src: `${media.url}#t=0.1`,
        preload: 'metadata',
        muted: true,
        playsinline: true,
        tabindex: '-1',
      }),
      h('span', { class: 'round-play' }, icon('play', 26)),
    );
    if (length) frame.append(h('span', { class: 'length' }, length));
  }
  return sized(frame, media);
}

const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

function drawLoop(ui: Ui, media: Media, look: 'picture' | 'round'): HTMLElement {
  const frame = h('div', { class: look === 'round' ? 'picture round' : 'picture' });
  if (media.mime_type.startsWith('image/')) {
    frame.append(h('img', { src: media.url, alt: ui.t.animation, loading: 'lazy' }));
  } else {
    const video = h('video', {
      src: media.url,
      loop: true,
      playsinline: true,
      preload: 'metadata',
      controls: calm(),
    });
    video.muted = look === 'picture';
    video.autoplay = look === 'picture' && !calm();
    video.setAttribute('aria-label', look === 'round' ? ui.t.video : ui.t.animation);
    if (look === 'round') video.controls = true;
    frame.append(video);
  }
  if (look === 'picture') frame.append(h('span', { class: 'length' }, 'GIF'));
  return sized(frame, look === 'round' ? { ...media, width: 240, height: 240 } : media);
}

function drawSticker(ui: Ui, media: Media, message: Message): HTMLElement {
  const emoji = message.sticker?.emoji;
  const label = `${ui.t.sticker} ${typeof emoji === 'string' ? emoji : ''}`.trim();
  if (/^image\/(webp|png|gif|jpeg)$/.test(media.mime_type))
    return h(
      'div',
      { class: 'sticker' },
      h('img', { src: media.url, alt: label, loading: 'lazy' }),
    );
  if (media.mime_type.startsWith('video/')) {
    const video = h('video', {
      src: media.url,
      loop: true,
      playsinline: true,
      'aria-label': label,
    });
    video.muted = true;
    video.autoplay = !calm();
    return h('div', { class: 'sticker' }, video);
  }
  return h('div', { class: 'sticker emoji' }, typeof emoji === 'string' ? emoji : label);
}

function covered(ui: Ui, message: Message, frame: HTMLElement): HTMLElement {
  if (!message.has_media_spoiler) return frame;
  const cover = h('button', {
    type: 'button',
    class: 'media-cover',
    'aria-label': ui.t.spoilerMedia,
  });
  const box = h('div', { class: 'covered' }, frame, cover);
  frame.inert = true;
  cover.addEventListener('click', () => {
    frame.inert = false;
    box.classList.add('shown');
    cover.remove();
    frame.focus({ preventScroll: true });
  });
  return box;
}
