import { type Appearance, sizes, themes } from './appearance.ts';
import type { Texts } from './messages.ts';
import { type MenuItem, openMenu } from './popup.ts';

interface ChatMenuDeps {
  readonly t: Texts;
  readonly appearance: Appearance;
  readonly blocked: boolean;
  setBlocked(blocked: boolean): void;
}

export function openChatMenu(deps: ChatMenuDeps, at: { x: number; y: number }): void {
  const { t, appearance, blocked } = deps;
  const again = (items: readonly MenuItem[], label: string) => openMenu(items, at, label);
  const themeItems = themes.map((theme) => ({
    label: t.themes[theme],
    icon: 'moon' as const,
    checked: appearance.theme() === theme,
    run: () => appearance.setTheme(theme),
  }));
  const sizeItems = sizes.map((size) => ({
    label: t.sizes[size],
    icon: 'text' as const,
    checked: appearance.size() === size,
    run: () => appearance.setSize(size),
  }));
  const items: MenuItem[] = [
    { label: t.theme, icon: 'moon', run: () => again(themeItems, t.theme) },
    { label: t.textSize, icon: 'text', run: () => again(sizeItems, t.textSize) },
    blocked
      ? { label: t.unblock, icon: 'check', run: () => deps.setBlocked(false) }
      : { label: t.block, icon: 'ban', look: 'danger', run: () => deps.setBlocked(true) },
  ];
  again(items, t.more);
}
