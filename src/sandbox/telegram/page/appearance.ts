export const themes = ['auto', 'light', 'dark'] as const;
export const sizes = ['small', 'normal', 'large', 'huge'] as const;
export type Theme = (typeof themes)[number];
export type Size = (typeof sizes)[number];

export interface Appearance {
  readonly theme: () => Theme;
  readonly size: () => Size;
  isDark(): boolean;
  setTheme(theme: Theme): void;
  setSize(size: Size): void;
  onChange(listener: () => void): void;
}

const oneOf = <T extends string>(values: readonly T[], value: string | null, other: T): T =>
  values.find((one) => one === value) ?? other;

/** Theme and text size, kept in this browser. */
export function createAppearance(): Appearance {
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');
  let theme = oneOf(themes, localStorage.getItem('theme'), 'auto');
  let size = oneOf(sizes, localStorage.getItem('size'), 'normal');
  const listeners: (() => void)[] = [];
  const isDark = () => theme === 'dark' || (theme === 'auto' && system.matches);
  const show = () => {
    root.dataset.theme = isDark() ? 'dark' : 'light';
    root.dataset.size = size;
    for (const listener of listeners) listener();
  };
  system.addEventListener('change', show);
  show();
  return {
    theme: () => theme,
    size: () => size,
    isDark,
    setTheme: (next) => {
      theme = next;
      localStorage.setItem('theme', next);
      show();
    },
    setSize: (next) => {
      size = next;
      localStorage.setItem('size', next);
      show();
    },
    onChange: (listener) => {
      listeners.push(listener);
    },
  };
}
