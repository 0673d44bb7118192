import type { Credits, Locale } from '#kernel';
import { creditsOf } from '#kernel';
import type { View } from '#modules/studio';
import { clip, creditsWords, roublesWords, type Words } from '#surfaces/bot/ui';
import { fieldButton } from './buttons.ts';
import { confirmKey, inRows, label, moveKey, type Screen } from './keyboard.ts';
import { lines, messages } from './messages.ts';
import { rowsOf } from './rows.ts';

export interface PanelInput {
  view: View;
  locale: Locale;
  available: Credits;
  roublesPerCredit: string | undefined;
  notes?: readonly Words[];
}

const longestText = 3_800;

/** Everything at a glance: each parameter with its value, the price of exactly this, what will be left. */
export function panelScreen(input: PanelInput): Screen {
  const { view, locale, notes = [] } = input;
  const t = messages[locale];
  const { draft } = view;
  const rows = rowsOf(view, '', locale);
  const words = lines(
    [
      lines(notes),
      t.title(view.model.title[locale]),
      lines(rows.map(({ title, value }) => t.line(title, value))),
      lines(priceLines(input)),
      t.panelHint,
    ],
    '\n\n',
  );
  const parameters = rows.map(({ title, value }, field) =>
    fieldButton.make(label(`${title}: ${value}`, 30), { draft: draft.id, rev: draft.rev, field }),
  );
  return {
    words: clip(words, longestText),
    keyboard: {
      inline_keyboard: [
        ...confirmRow(input),
        ...inRows(parameters, 2),
        ...(view.quote.ok ? [[moveKey(draft, 'series', t.series.open)]] : []),
        [moveKey(draft, 'paste', t.paste), moveKey(draft, 'preset', t.savePreset)],
        [moveKey(draft, 'others', t.others), moveKey(draft, 'later', t.later)],
        [moveKey(draft, 'back', t.back)],
      ],
    },
  };
}

function priceLines({ view, locale, available, roublesPerCredit }: PanelInput): Words[] {
  const t = messages[locale];
  const { quote } = view;
  if (!quote.ok) return [unpriced(view, locale, quote)];
  const { amount, kind } = quote;
  const price = creditsWords(amount, locale);
  const roubles = roublesWords(amount, roublesPerCredit, locale);
  const rest = creditsOf(available - amount);
  const have = creditsWords(available, locale);
  return [
    kind === 'upTo' ? t.priceUpTo(price, roubles) : t.price(price, roubles),
    rest >= 0n
      ? t.balance(have, creditsWords(rest, locale))
      : t.short(have, creditsWords(creditsOf(-rest), locale)),
  ];
}

function unpriced(
  view: View,
  locale: Locale,
  { code, param }: Extract<View['quote'], { ok: false }>,
): string {
  const t = messages[locale];
  if (code === 'price_unknown') return t.unpriced.price_unknown;
  if (code !== 'length_unknown') return t.unpriced.other;
  const name = param?.replace('[]', '');
  const row = rowsOf(view, '', locale).find(({ path }) => path === `/${name}`);
  return row && row.value === t.values.none ? t.unpricedFile(row.title) : t.unpriced.length_unknown;
}

function confirmRow({ view: { draft, quote }, locale }: PanelInput) {
  if (!quote.ok) return [];
  const t = messages[locale];
  const price = creditsWords(quote.amount, locale);
  const text = quote.kind === 'upTo' ? t.confirmUpTo(price) : t.confirm(price);
  return [[confirmKey(draft, quote.amount, text)]];
}
