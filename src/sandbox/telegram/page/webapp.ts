import { ask, openDialog } from './dialog.ts';
import { h } from './dom.ts';
import { icon } from './icons.ts';
import type { Texts } from './messages.ts';
import { readThemeParams } from './theme-params.ts';
import {
  type BottomButton,
  readWebAppEvent,
  runCloudMethod,
  toLaunchUrl,
  type WebAppCommand,
} from './webapp-protocol.ts';

export interface WebAppDeps {
  readonly t: Texts;
  readonly title: string;
  /** With the signed launch data, as the server made it. */
  readonly url: string;
  /** Where the app's cloud storage lies in this browser. */
  readonly place: string;
  onThemeChange(listener: () => void): void;
  openLink(url: string): void;
  sendData(data: string): void;
  /** Pays what createInvoiceLink made; resolves when it is known how that went. */
  payLink(slug: string): Promise<'paid' | 'failed' | 'cancelled'>;
}

/** A Mini App in a frame: a sheet on a phone, a window on a desktop. */
export function openWebApp(deps: WebAppDeps): void {
  const { t } = deps;
  const source = toLaunchUrl(deps.url, readThemeParams(document.documentElement));
  const { origin } = new URL(source);
  // An app of our own origin must not reach this page through its frame.
  const trust = origin === location.origin ? '' : ' allow-same-origin';
  const frame = h('iframe', {
    src: source,
    title: deps.title,
    sandbox: `allow-scripts allow-forms allow-popups allow-modals allow-downloads${trust}`,
    allow: 'clipboard-write; fullscreen',
  });
  const round = (name: 'back' | 'close' | 'more', label: string) =>
    h('button', { type: 'button', class: 'round', 'aria-label': label }, icon(name));
  const back = round('back', t.back);
  const close = round('close', t.close);
  const settings = round('more', t.settings);
  back.hidden = true;
  settings.hidden = true;
  const bottom = (kind: string) =>
    h('button', { type: 'button', class: `bottom-button ${kind}`, hidden: true });
  const main = bottom('main');
  const second = bottom('second');
  const bar = h('header', { class: 'app-bar' }, back, h('strong', {}, deps.title), settings, close);
  const wait = h('div', { class: 'app-wait', role: 'status' }, t.loading);
  const sheet = h(
    'div',
    { class: 'app-sheet' },
    bar,
    h('div', { class: 'app-frame' }, wait, frame),
    h('div', { class: 'app-foot' }, second, main),
  );
  const dialog = h('dialog', { class: 'app', 'aria-label': deps.title }, sheet);

  let needsConfirmation = false;
  // Until it has loaded the frame is a blank page of our own origin: nobody is there to hear.
  let isThere = false;
  const post = (eventType: string, eventData: object = {}) => {
    if (!isThere) return;
    frame.contentWindow?.postMessage(
      JSON.stringify({ eventType, eventData }),
      trust ? origin : '*',
    );
  };
  const sendTheme = () =>
    post('theme_changed', { theme_params: readThemeParams(document.documentElement) });
  const sendViewport = () => {
    const { clientWidth: width, clientHeight: height } = frame;
    post('viewport_changed', {
      width,
      height,
      is_expanded: sheet.classList.contains('expanded'),
      is_state_stable: true,
    });
  };
  const leave = async () => {
    if (!needsConfirmation) return dialog.close();
    const choices = [
      { label: t.close, value: true, look: 'danger' as const },
      { label: t.stay, value: false },
    ];
    if (await ask({ title: t.closeApp, text: t.closeAppNote, choices })) dialog.close();
  };
  const setButton = (element: HTMLButtonElement, button: BottomButton) => {
    element.hidden = !button.isVisible;
    element.disabled = !button.isActive || button.isBusy;
    element.setAttribute('aria-busy', String(button.isBusy));
    element.textContent = button.text;
    element.style.background = button.color ?? '';
    element.style.color = button.textColor ?? '';
  };
  const popup = async (command: Extract<WebAppCommand, { type: 'popup' }>) => {
    const named: Record<string, string> = { ok: t.ok, close: t.close, cancel: t.cancel };
    const buttons =
      command.buttons.length > 0 ? command.buttons : [{ id: '', type: 'close', text: '' }];
    const choices = buttons.map((button) => ({
      label: named[button.type] ?? (button.text || t.ok),
      value: button.id,
      ...(button.type === 'destructive' ? { look: 'danger' as const } : {}),
    }));
    const id = await ask({ title: command.title || deps.title, text: command.text, choices });
    post('popup_closed', id === undefined ? {} : { button_id: id });
  };
  const paint = ({ place, color }: Extract<WebAppCommand, { type: 'color' }>) => {
    const known = readThemeParams(document.documentElement)[color] ?? color;
    const value = /^#[0-9a-f]{6}$/i.test(known) ? known : '';
    if (place === 'header') bar.style.background = value;
    else if (place === 'bottom') sheet.style.setProperty('--app-foot', value);
    else frame.style.background = value;
  };

  const obey = (command: WebAppCommand) => {
    switch (command.type) {
      case 'ready':
        wait.hidden = true;
        return;
      case 'expand':
        sheet.classList.add('expanded');
        return sendViewport();
      case 'close':
        return dialog.close();
      case 'theme':
        return sendTheme();
      case 'viewport':
        return sendViewport();
      case 'safe_area':
        return post('safe_area_changed', { top: 0, bottom: 0, left: 0, right: 0 });
      case 'main_button':
        return setButton(main, command.button);
      case 'secondary_button':
        return setButton(second, command.button);
      case 'back_button':
        back.hidden = !command.isVisible;
        return;
      case 'settings_button':
        settings.hidden = !command.isVisible;
        return;
      case 'closing_behavior':
        needsConfirmation = command.needsConfirmation;
        return;
      case 'open_link':
      case 'open_tg_link':
        return deps.openLink(command.url);
      case 'invoice':
        return void deps
          .payLink(command.slug)
          .then((status) => post('invoice_closed', { slug: command.slug, status }));
      case 'data':
        deps.sendData(command.data);
        return dialog.close();
      case 'popup':
        return void popup(command);
      case 'color':
        return paint(command);
      case 'clipboard':
        return post('clipboard_text_received', { req_id: command.requestId, data: null });
      case 'method':
        return post('custom_method_invoked', {
          req_id: command.requestId,
          ...runCloudMethod(localStorage, deps.place, command),
        });
      case 'answer':
        return post(command.event, command.data);
      case 'ignored':
        return;
    }
  };
  const listen = (event: MessageEvent<unknown>) => {
    if (event.source !== frame.contentWindow) return;
    isThere = true;
    const command = readWebAppEvent(event.data);
    if (command) obey(command);
  };
  window.addEventListener('message', listen);
  frame.addEventListener('load', () => {
    isThere = true;
    wait.hidden = true;
  });
  main.addEventListener('click', () => post('main_button_pressed'));
  second.addEventListener('click', () => post('secondary_button_pressed'));
  back.addEventListener('click', () => post('back_button_pressed'));
  settings.addEventListener('click', () => post('settings_button_pressed'));
  close.addEventListener('click', () => void leave());
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    void leave();
  });
  deps.onThemeChange(() => dialog.isConnected && sendTheme());
  const sizes = new ResizeObserver(sendViewport);
  sizes.observe(frame);
  void openDialog(dialog).then(() => {
    window.removeEventListener('message', listen);
    sizes.disconnect();
  });
}
