import type { Api } from './api.ts';
import { ask } from './dialog.ts';
import { toSafeUrl } from './entities.ts';
import { formatAmount } from './format.ts';
import { type InlineButton, type Message, numberOf, textOf } from './types.ts';
import type { Ui } from './ui.ts';

/** Clients stop waiting for the answer to a press after about this long. */
const WAIT_MS = 15_000;

interface PressDeps {
  readonly ui: Ui;
  readonly api: Api;
  openApp(kind: 'inline', url: string, title: string, messageId: number): Promise<void>;
  typeIn(text: string): void;
  say(text: string): void;
  failed(error: unknown): void;
}

export type LinkPayment = 'paid' | 'failed' | 'cancelled';

export interface Presses {
  press(message: Message, button: InlineButton, element: HTMLButtonElement): void;
  answered(answer: {
    callback_query_id: string;
    text?: string;
    show_alert: boolean;
    url?: string;
  }): void;
  paid(messageId: number, error: string | undefined): void;
  payLink(slug: string): Promise<LinkPayment>;
  linkPaid(slug: string, error: string | undefined): void;
}

/** What happens when a button under a message is pressed, and when the bot answers. */
export function createPresses({ ui, api, openApp, typeIn, say, failed }: PressDeps): Presses {
  const { t, acts } = ui;
  const waiting = new Map<string, HTMLElement>();
  const early = new Set<string>();
  const paying = new Map<number, HTMLElement>();
  const links = new Map<string, (outcome: LinkPayment) => void>();

  const busy = (element: HTMLElement): (() => void) => {
    element.setAttribute('aria-busy', 'true');
    const timer = window.setTimeout(() => element.removeAttribute('aria-busy'), WAIT_MS);
    return () => {
      window.clearTimeout(timer);
      element.removeAttribute('aria-busy');
    };
  };

  const callBack = async (message: Message, data: string, element: HTMLElement) => {
    const done = busy(element);
    try {
      const { callback_query_id: id } = await api.press(message.message_id, data);
      // A quick bot answers before the press itself has come back.
      if (early.delete(id)) done();
      else waiting.set(id, element);
    } catch (error) {
      done();
      failed(error);
    }
  };

  const pay = async (message: Message, element: HTMLElement) => {
    const { invoice, paid_media } = message;
    const price = paid_media
      ? { total: numberOf(paid_media, 'star_count'), currency: 'XTR', title: t.paidMedia }
      : {
          total: numberOf(invoice, 'total_amount'),
          currency: textOf(invoice, 'currency'),
          title: textOf(invoice, 'title'),
        };
    const amount = formatAmount(price.total, price.currency, ui.locale);
    const choices = [
      { label: t.cancel, value: false },
      { label: t.pay(amount), value: true, look: 'primary' as const },
    ];
    const text = t.paySure(price.title, amount);
    if (!(await ask({ title: t.payConfirm, text, choices }))) return;
    const done = busy(element);
    paying.set(message.message_id, element);
    await api.pay(message.message_id).catch((error: unknown) => {
      done();
      failed(error);
    });
  };

  const payLink = async (slug: string): Promise<LinkPayment> => {
    const choices = [
      { label: t.cancel, value: false },
      { label: t.pay(''), value: true, look: 'primary' as const },
    ];
    if (!(await ask({ title: t.payConfirm, text: t.payLinkSure, choices }))) return 'cancelled';
    const { promise, resolve } = Promise.withResolvers<LinkPayment>();
    links.set(slug, resolve);
    await api.payLink(slug).catch((error: unknown) => {
      resolve('failed');
      failed(error);
    });
    return promise.finally(() => links.delete(slug));
  };

  const press = (message: Message, button: InlineButton, element: HTMLButtonElement) => {
    const url = button.url ?? textOf(button.login_url, 'url');
    const safe = url ? toSafeUrl(url) : undefined;
    const inline = button.switch_inline_query_current_chat;
    if (safe) acts.openLink(safe, false);
    else if (button.callback_data !== undefined)
      void callBack(message, button.callback_data, element);
    else if (button.web_app)
      openApp('inline', button.web_app.url, button.text, message.message_id).catch(failed);
    else if (button.copy_text) acts.copy(button.copy_text.text);
    else if (button.pay) void pay(message, element);
    else if (typeof inline === 'string') typeIn(`@${ui.botName} ${inline}`);
    else say(t.inlineMode);
  };

  const refused = (error: string) => say(`${t.payFailed}${error ? `: ${error}` : ''}`);

  return {
    press,
    payLink,
    linkPaid: (slug, error) => {
      links.get(slug)?.(error === undefined ? 'paid' : 'failed');
      if (error !== undefined) refused(error);
    },
    answered: ({ callback_query_id: id, text, show_alert, url }) => {
      const element = waiting.get(id);
      if (element) element.removeAttribute('aria-busy');
      else early.add(id);
      waiting.delete(id);
      if (url) acts.openLink(url, false);
      if (!text) return;
      if (show_alert)
        void ask({
          title: ui.botName,
          text,
          choices: [{ label: t.ok, value: true, look: 'primary' }],
        });
      else say(text);
    },
    paid: (messageId, error) => {
      paying.get(messageId)?.removeAttribute('aria-busy');
      paying.delete(messageId);
      if (error !== undefined) refused(error);
    },
  };
}
