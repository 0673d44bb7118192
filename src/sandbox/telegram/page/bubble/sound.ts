import { fill, h, svg } from '../dom.ts';
import { formatDuration } from '../format.ts';
import { icon } from '../icons.ts';
import type { Media } from '../types.ts';
import type { Ui } from '../ui.ts';

export interface Sound {
  readonly kind: 'audio' | 'voice';
  readonly media: Media;
  readonly title: string | undefined;
  readonly artist: string | undefined;
}

const BARS = 36;

/** Bars that look like a voice and are always the same for the same file: the Bot API gives no waveform. */
export function toBars(fileId: string): number[] {
  let seed = 7;
  for (const letter of fileId) seed = (seed * 31 + letter.charCodeAt(0)) % 2_147_483_647;
  return Array.from({ length: BARS }, (_, index) => {
    seed = (seed * 48_271) % 2_147_483_647;
    const swell = 0.55 + 0.45 * Math.sin((index / BARS) * Math.PI * 3 + (seed % 3));
    return Math.max(0.14, Math.min(1, swell * (0.35 + (seed % 1000) / 1300)));
  });
}

function drawBars(fileId: string): SVGSVGElement {
  const path = toBars(fileId)
    .map((size, index) => `M${index * 4 + 2} ${20 - size * 18}V20`)
    .join('');
  const picture = svg(path);
  picture.setAttribute('viewBox', `0 0 ${BARS * 4} 22`);
  picture.setAttribute('preserveAspectRatio', 'none');
  picture.removeAttribute('width');
  picture.removeAttribute('height');
  return picture;
}

/** Only one sound plays at a time. */
const others = (mine: HTMLAudioElement) => {
  for (const audio of document.querySelectorAll('audio')) if (audio !== mine) audio.pause();
};

export function drawSound(ui: Ui, { kind, media, title, artist }: Sound): HTMLElement {
  const name = title ?? media.file_name ?? ui.t.audio;
  const audio = h('audio', { src: media.url, preload: 'none' });
  const toggle = h('button', { type: 'button', class: 'sound-toggle' });
  const seek = h('input', {
    type: 'range',
    min: '0',
    max: '1000',
    value: '0',
    'aria-label': ui.t.position,
  });
  const clock = h('span', { class: 'faint clock' }, formatDuration(media.duration ?? 0));
  const total = () => (Number.isFinite(audio.duration) ? audio.duration : (media.duration ?? 0));
  const show = () => {
    const part = total() > 0 ? audio.currentTime / total() : 0;
    seek.value = String(Math.round(part * 1000));
    box.style.setProperty('--played', `${part * 100}%`);
    clock.textContent = formatDuration(audio.currentTime > 0 ? audio.currentTime : total());
    const label = audio.paused ? ui.t.play : ui.t.pause;
    toggle.setAttribute('aria-label', `${label}: ${kind === 'voice' ? ui.t.voice : name}`);
    fill(toggle, icon(audio.paused ? 'play' : 'pause', 24));
  };
  const track =
    kind === 'voice'
      ? h(
          'span',
          { class: 'wave' },
          drawBars(media.file_id),
          h('span', { class: 'wave-played' }, drawBars(media.file_id)),
          seek,
        )
      : h('span', { class: 'track' }, seek);
  const box = h(
    'div',
    { class: `sound ${kind}` },
    audio,
    toggle,
    h(
      'div',
      { class: 'sound-text' },
      kind === 'audio' && h('span', { class: 'sound-name' }, artist ? `${artist} – ${name}` : name),
      track,
      clock,
    ),
  );
  toggle.addEventListener('click', () => {
    if (!audio.paused) return audio.pause();
    others(audio);
    audio.play().catch(show);
  });
  seek.addEventListener('input', () => {
    if (total() > 0) audio.currentTime = (Number(seek.value) / 1000) * total();
  });
  for (const event of ['timeupdate', 'play', 'pause', 'ended', 'loadedmetadata'])
    audio.addEventListener(event, show);
  show();
  return box;
}
