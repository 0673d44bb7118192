/** The colours a Mini App is told, named as Telegram names them; each is a CSS variable of this page. */
const params = {
  bg_color: '--bg',
  secondary_bg_color: '--bg-2',
  text_color: '--text',
  hint_color: '--faint',
  link_color: '--link',
  button_color: '--accent',
  button_text_color: '--on-accent',
  header_bg_color: '--bg',
  bottom_bar_bg_color: '--bg',
  accent_text_color: '--link',
  section_bg_color: '--bg',
  section_header_text_color: '--link',
  section_separator_color: '--line',
  subtitle_text_color: '--faint',
  destructive_text_color: '--danger',
} as const;

export function readThemeParams(root: Element): Record<string, string> {
  const style = getComputedStyle(root);
  return Object.fromEntries(
    Object.entries(params).map(([name, variable]) => [
      name,
      style.getPropertyValue(variable).trim(),
    ]),
  );
}
