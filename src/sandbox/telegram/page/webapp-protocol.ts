/** The web-view protocol, as a Telegram client speaks it with an app in a frame: https://core.telegram.org/api/web-events */
export interface BottomButton {
  readonly text: string;
  readonly color: string | undefined;
  readonly textColor: string | undefined;
  readonly isVisible: boolean;
  readonly isActive: boolean;
  readonly isBusy: boolean;
}

export type WebAppCommand =
  | { type: 'ready' | 'expand' | 'close' | 'theme' | 'viewport' | 'safe_area' | 'ignored' }
  | { type: 'main_button' | 'secondary_button'; button: BottomButton }
  | { type: 'back_button' | 'settings_button'; isVisible: boolean }
  | { type: 'closing_behavior'; needsConfirmation: boolean }
  | { type: 'open_link' | 'open_tg_link'; url: string }
  | { type: 'invoice'; slug: string }
  | { type: 'data'; data: string }
  | { type: 'popup'; title: string; text: string; buttons: PopupButton[] }
  | { type: 'color'; place: 'header' | 'background' | 'bottom'; color: string }
  | { type: 'clipboard'; requestId: string }
  | { type: 'method'; requestId: string; method: string; params: Record<string, unknown> }
  | { type: 'answer'; event: string; data: Record<string, unknown> };

export interface PopupButton {
  readonly id: string;
  readonly type: string;
  readonly text: string;
}

type Facts = Record<string, unknown>;

const isFacts = (value: unknown): value is Facts =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const text = (facts: Facts, name: string): string => {
  const value = facts[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

const flag = (facts: Facts, name: string): boolean => facts[name] === true;

/** Colours go into CSS, so nothing but #rrggbb passes. */
const color = (facts: Facts, name: string): string | undefined =>
  /^#[0-9a-f]{6}$/i.exec(text(facts, name))?.[0];

const bottomButton = (facts: Facts): BottomButton => ({
  text: text(facts, 'text'),
  color: color(facts, 'color'),
  textColor: color(facts, 'text_color'),
  isVisible: flag(facts, 'is_visible') && text(facts, 'text').trim() !== '',
  isActive: flag(facts, 'is_active'),
  isBusy: flag(facts, 'is_progress_visible'),
});

const popupButtons = (facts: Facts): PopupButton[] => {
  const list = Array.isArray(facts.buttons) ? facts.buttons.filter(isFacts) : [];
  return list
    .slice(0, 3)
    .map((one) => ({ id: text(one, 'id'), type: text(one, 'type'), text: text(one, 'text') }));
};

const paint =
  (place: 'header' | 'background' | 'bottom') =>
  (facts: Facts): WebAppCommand => ({
    type: 'color',
    place,
    color: color(facts, 'color') ?? text(facts, 'color_key'),
  });

const answer = (event: string, data: Facts) => (): WebAppCommand => ({
  type: 'answer',
  event,
  data,
});

const readers: Record<string, (facts: Facts) => WebAppCommand> = {
  iframe_ready: () => ({ type: 'theme' }),
  web_app_ready: () => ({ type: 'ready' }),
  web_app_expand: () => ({ type: 'expand' }),
  web_app_close: () => ({ type: 'close' }),
  web_app_request_theme: () => ({ type: 'theme' }),
  web_app_request_viewport: () => ({ type: 'viewport' }),
  web_app_request_safe_area: () => ({ type: 'safe_area' }),
  web_app_request_content_safe_area: answer('content_safe_area_changed', {
    top: 0,
    bottom: 0,
    left: 0,
    right: 0,
  }),
  web_app_setup_main_button: (facts) => ({ type: 'main_button', button: bottomButton(facts) }),
  web_app_setup_secondary_button: (facts) => ({
    type: 'secondary_button',
    button: bottomButton(facts),
  }),
  web_app_setup_back_button: (facts) => ({
    type: 'back_button',
    isVisible: flag(facts, 'is_visible'),
  }),
  web_app_setup_settings_button: (facts) => ({
    type: 'settings_button',
    isVisible: flag(facts, 'is_visible'),
  }),
  web_app_setup_closing_behavior: (facts) => ({
    type: 'closing_behavior',
    needsConfirmation: flag(facts, 'need_confirmation'),
  }),
  web_app_open_link: (facts) => ({ type: 'open_link', url: text(facts, 'url') }),
  web_app_open_tg_link: (facts) => ({
    type: 'open_tg_link',
    url: `https://t.me${text(facts, 'path_full')}`,
  }),
  web_app_open_invoice: (facts) => ({ type: 'invoice', slug: text(facts, 'slug') }),
  web_app_data_send: (facts) => ({ type: 'data', data: text(facts, 'data') }),
  web_app_open_popup: (facts) => ({
    type: 'popup',
    title: text(facts, 'title'),
    text: text(facts, 'message'),
    buttons: popupButtons(facts),
  }),
  web_app_set_header_color: paint('header'),
  web_app_set_background_color: paint('background'),
  web_app_set_bottom_bar_color: paint('bottom'),
  web_app_read_text_from_clipboard: (facts) => ({
    type: 'clipboard',
    requestId: text(facts, 'req_id'),
  }),
  web_app_invoke_custom_method: (facts) => ({
    type: 'method',
    requestId: text(facts, 'req_id'),
    method: text(facts, 'method'),
    params: isFacts(facts.params) ? facts.params : {},
  }),
  web_app_request_write_access: answer('write_access_requested', { status: 'allowed' }),
  web_app_request_phone: answer('phone_requested', { status: 'cancelled' }),
  web_app_request_fullscreen: answer('fullscreen_failed', { error: 'UNSUPPORTED' }),
  web_app_biometry_get_info: answer('biometry_info_received', { available: false }),
  web_app_check_home_screen: answer('home_screen_checked', { status: 'unsupported' }),
};

/** Reads one postMessage of an app; undefined when it is not of this protocol. */
export function readWebAppEvent(data: unknown): WebAppCommand | undefined {
  if (typeof data !== 'string') return undefined;
  const parsed = parse(data);
  if (!isFacts(parsed) || typeof parsed.eventType !== 'string') return undefined;
  const facts = isFacts(parsed.eventData) ? parsed.eventData : {};
  const reader = Object.hasOwn(readers, parsed.eventType) ? readers[parsed.eventType] : undefined;
  return reader ? reader(facts) : { type: 'ignored' };
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}

/** Adds to the launch address what only the client knows: its theme, its platform, the version it speaks. */
export function toLaunchUrl(signed: string, theme: Record<string, string>): string {
  const url = new URL(signed);
  const hash = new URLSearchParams(url.hash.slice(1));
  if (!hash.has('tgWebAppVersion')) hash.set('tgWebAppVersion', '9.1');
  if (!hash.has('tgWebAppPlatform')) hash.set('tgWebAppPlatform', 'weba');
  hash.set('tgWebAppThemeParams', JSON.stringify(theme));
  // URLSearchParams writes a space as "+", which decodeURIComponent in an app would leave a plus.
  url.hash = hash.toString().replaceAll('+', '%20');
  return url.href;
}

const cloudMethods = [
  'saveStorageValue',
  'getStorageValues',
  'deleteStorageValues',
  'getStorageKeys',
] as const;

/** CloudStorage of an app, kept by this browser per user and bot. */
export function runCloudMethod(
  storage: Pick<Storage, 'getItem' | 'setItem'>,
  place: string,
  call: { method: string; params: Record<string, unknown> },
): { result: unknown } | { error: string } {
  const method = cloudMethods.find((name) => name === call.method);
  const saved: unknown = parse(storage.getItem(place) ?? '{}');
  const values = isFacts(saved) ? { ...saved } : {};
  const names = Array.isArray(call.params.keys) ? call.params.keys.map(String) : [];
  const save = () => storage.setItem(place, JSON.stringify(values));
  switch (method) {
    case 'saveStorageValue':
      values[text(call.params, 'key')] = text(call.params, 'value');
      save();
      return { result: true };
    case 'getStorageValues':
      return { result: Object.fromEntries(names.map((name) => [name, values[name] ?? ''])) };
    case 'deleteStorageValues':
      for (const name of names) delete values[name];
      save();
      return { result: true };
    case 'getStorageKeys':
      return { result: Object.keys(values) };
    default:
      return { error: 'UNSUPPORTED' };
  }
}
