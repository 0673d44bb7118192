import type { Locale } from '#kernel';
import type { AlertCode } from '#modules/notifications';

type Words = Readonly<Record<Locale, string>>;

const words = (ru: string, en: string): Words => ({ ru, en });

const moneyIsBack = words('Деньги человеку вернулись.', 'The person has their money back.');
const also = (ru: string, en: string): Words => ({
  ru: `${moneyIsBack.ru} ${ru}`,
  en: `${moneyIsBack.en} ${en}`,
});
const compare = words(
  'Сверьте цену этой модели в каталоге.',
  'Compare the price of this model in the catalogue.',
);

/** What happened, and what the admin does about it: a code without words does not compile. */
export const alertTexts: Readonly<Record<AlertCode, { what: Words; todo: Words }>> = {
  books_do_not_add_up: {
    what: words('Книги не сходятся.', 'The books do not add up.'),
    todo: words(
      'Запустите npm run reconcile: она назовёт строки.',
      'Run npm run reconcile: it names the rows.',
    ),
  },
  model_at_a_loss: {
    what: words(
      'Модель продавалась бы в убыток и снята с продажи.',
      'A model would be sold at a loss and is off sale.',
    ),
    todo: words(
      'Поправьте её цену в CATALOGUE_FILE и перезапустите.',
      'Put its price right in CATALOGUE_FILE and restart.',
    ),
  },
  provider_balance_low: {
    what: words(
      'Кредиты у сервиса генерации подходят к концу.',
      'Credits at the provider are running out.',
    ),
    todo: words(
      'Пополните счёт, пока заказы не встали.',
      'Top up there before orders have to wait.',
    ),
  },
  provider_cost_differs: {
    what: words(
      'Сервис списал не столько, сколько ждали.',
      'The provider charged another amount than expected.',
    ),
    todo: compare,
  },
  provider_price_differs: {
    what: words(
      'Сервис называет другую цену, чем каталог.',
      'The provider tells another price than the catalogue.',
    ),
    todo: compare,
  },
  provider_unauthorized: {
    what: words(
      'Сервис генерации не принимает ключ, заказы ждут.',
      'The provider does not accept the key, orders wait.',
    ),
    todo: words('Проверьте KIE_API_KEY и перезапустите.', 'Check KIE_API_KEY and restart.'),
  },
  provider_uncertain: {
    what: words(
      'Ответ сервиса потерялся: неизвестно, принят ли заказ.',
      'The provider’s answer was lost: nobody knows whether it took the order.',
    ),
    todo: also(
      'Посмотрите в кабинете сервиса, списал ли он кредиты.',
      'See in the provider’s console whether it charged credits.',
    ),
  },
  provider_unfunded: {
    what: words(
      'У сервиса генерации кончились кредиты, заказы ждут.',
      'The provider has no credits left, orders wait.',
    ),
    todo: words(
      'Пополните счёт там: заказы продолжатся сами.',
      'Top up there: orders go on by themselves.',
    ),
  },
  result_empty: {
    what: words(
      'Сервис закончил заказ, но результата не дал.',
      'The provider ended an order without a result.',
    ),
    todo: also('Проверьте эту модель у сервиса.', 'Check this model at the provider.'),
  },
  result_lost: {
    what: words(
      'Результат сделан, но забрать его не удалось.',
      'A result was made but could not be fetched.',
    ),
    todo: also(
      'Проверьте, видны ли отсюда файлы сервиса.',
      'Check that the provider’s files can be reached from here.',
    ),
  },
  timed_out: {
    what: words('Сервис не закончил заказ вовремя.', 'The provider did not end an order in time.'),
    todo: also(
      'Если так бывает часто, снимите модель с продажи.',
      'If it happens often, take the model off sale.',
    ),
  },
  other: {
    what: words('Нужно ваше внимание.', 'Something needs your attention.'),
    todo: words('Подробности в журнале работы.', 'The work log has the details.'),
  },
};

const factTexts: Readonly<Record<string, Words>> = {
  balance: words('Осталось кредитов', 'Credits left'),
  charged: words('Списано', 'Charged'),
  code: words('Код', 'Code'),
  expected: words('Ждали', 'Expected'),
  kinds: words('Что не сходится', 'What does not add up'),
  modelId: words('Модель', 'Model'),
  number: words('Заказ №', 'Order no.'),
  providerCode: words('Код сервиса', 'Provider’s code'),
  rows: words('Строк', 'Rows'),
  told: words('Цена сервиса', 'Provider’s price'),
};

/** A line of an alert; nothing that is not known. */
export function factLine(name: string, value: unknown, locale: Locale): string | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  return `${factTexts[name]?.[locale] ?? name}: ${String(value)}`;
}
