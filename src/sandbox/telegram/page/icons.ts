import { svg } from './dom.ts';

// Drawn for this page on a 24 px grid, strokes of 1.8 px (see .icon in style.css).
const paths = {
  back: 'M15 5l-7 7 7 7',
  more: 'M12 5.5v.01M12 12v.01M12 18.5v.01',
  clip: 'M19 11.5l-7.4 7.4a4.6 4.6 0 01-6.5-6.5l7.9-7.9a3.1 3.1 0 014.4 4.4l-7.9 7.8a1.5 1.5 0 01-2.1-2.1l7-7',
  send: 'M4 12l16-7.5-4.5 15.5-4-6.2L4 12zm7.5 1.8L20 4.5',
  close: 'M6 6l12 12M18 6L6 18',
  plus: 'M12 5v14M5 12h14',
  menu: 'M5 7h14M5 12h14M5 17h9',
  grid: 'M5 5h5v5H5zM14 5h5v5h-5zM5 14h5v5H5zM14 14h5v5h-5z',
  keys: 'M4 6.5h16v11H4zM7.5 10v.01M12 10v.01M16.5 10v.01M8.5 14h7',
  down: 'M6 9.5l6 6 6-6',
  file: 'M7 3.5h7l4 4v13H7zM14 3.5v4.5h4',
  save: 'M12 4v10m0 0l-4-4m4 4l4-4M5 19h14',
  play: 'M8 5.5v13l10.5-6.5z',
  pause: 'M8.5 6v12M15.5 6v12',
  stop: 'M7 7h10v10H7z',
  copy: 'M9 9h10v11H9zM15 9V4H5v11h4',
  link: 'M8 16L17 7m0 0H10m7 0v7',
  reply: 'M9.5 6L4 11.5 9.5 17M4.5 11.5H14c3.5 0 6 2.2 6 6',
  trash: 'M5 7h14M9.5 7V4.5h5V7M7 7l1 13h8l1-13M10.3 11v5.5M13.7 11v5.5',
  star: 'M12 3.8l2.5 5.2 5.7.8-4.1 4 1 5.7-5.1-2.7-5.1 2.7 1-5.7-4.1-4 5.7-.8z',
  check: 'M4.5 12.5l4.5 4.5L18.5 7.5',
  checks: 'M2.5 12.8l4.2 4.2 8.8-9.3M11.5 15.9l1.1 1.1 8.9-9.3',
  pin: 'M12 21s7-6.3 7-11.5a7 7 0 10-14 0C5 14.7 12 21 12 21zm0-9a2.5 2.5 0 110-5 2.5 2.5 0 010 5z',
  person: 'M12 12a4 4 0 100-8 4 4 0 000 8zm-7.5 8.5c0-4 3.3-6 7.5-6s7.5 2 7.5 6',
  ban: 'M12 20.5a8.5 8.5 0 100-17 8.5 8.5 0 000 17zM6 6l12 12',
  moon: 'M19.5 14.5A8 8 0 019.5 4.5a8 8 0 1010 10z',
  text: 'M5 7V5h14v2M12 5v14M9 19h6',
  app: 'M4 5h16v14H4zM4 9h16M7 7v.01M9.5 7v.01',
  lock: 'M6.5 11h11v9h-11zM9 11V8a3 3 0 016 0v3',
  photo: 'M4 5h16v14H4zM4 16l5-5 4 4 2.5-2.5L20 17M15.5 9.5v.01',
  clock: 'M12 20.5a8.5 8.5 0 100-17 8.5 8.5 0 000 17zM12 7.5V12l3 2',
  music:
    'M9 17.5V6l10-2v11.5M9 17.5a2.5 2.5 0 11-5 0 2.5 2.5 0 015 0zm10-2a2.5 2.5 0 11-5 0 2.5 2.5 0 015 0z',
} as const;

export type IconName = keyof typeof paths;

export function icon(name: IconName, size?: number): SVGSVGElement {
  const picture = svg(paths[name], size);
  picture.classList.add('icon', `icon-${name}`);
  return picture;
}
