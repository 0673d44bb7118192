import { formatAmount } from '../format.ts';
import { type Message, numberOf, textOf } from '../types.ts';
import type { Ui } from '../ui.ts';

export function serviceText(ui: Ui, message: Message): string {
  const { t, locale } = ui;
  const amount = (value: unknown) =>
    formatAmount(numberOf(value, 'total_amount'), textOf(value, 'currency'), locale);
  if (message.successful_payment) return t.servicePaid(amount(message.successful_payment));
  if (message.refunded_payment) return t.serviceRefunded(amount(message.refunded_payment));
  if (message.web_app_data) return t.serviceWebApp(message.web_app_data.button_text);
  if (Reflect.has(message, 'write_access_allowed')) return t.serviceAllowed;
  if (message.pinned_message) return t.servicePinned;
  return textOf(message.forum_topic_created, 'name') || t.serviceOther;
}
