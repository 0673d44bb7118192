import type { InlineKeyboardButton } from 'grammy/types';
import { creditsOf, type Locale } from '#kernel';
import { fieldsOf } from '#modules/catalogue';
import { leastInSeries, type Series, type SeriesPlan, type View } from '#modules/studio';
import type { BotContext } from '#surfaces/bot/context';
import { clip, creditsWords, roublesWords, type Words } from '#surfaces/bot/ui';
import { seriesModelButton, seriesValueButton } from './buttons.ts';
import type { CreateDeps } from './deps.ts';
import { confirmKey, inRows, label, moveKey, pageKeys, pageOf, type Screen } from './keyboard.ts';
import { lines, messages } from './messages.ts';
import { seriesModels, valuesOf } from './series-menu.ts';
import { valueWords } from './values.ts';

export const perPage = 12;
// Each stands on a row of its own, and the words above must stay in sight.
const modelsPerPage = 6;
const promptsShown = 10;
const longestPrompt = 120;
const longestText = 3_800;

interface Shown {
  view: View;
  series: Series;
  page: number;
  notes: readonly Words[];
}

/** The plan as it stands: what is chosen, what all of it costs, one confirmation. */
export async function seriesScreen(
  deps: CreateDeps,
  ctx: BotContext,
  { view, series, page, notes }: Shown,
): Promise<Screen> {
  const { locale } = ctx;
  const t = messages[locale];
  const { draft } = view;
  const body = await bodyOf(deps, ctx, { view, series, page, notes });
  const isEnough = series.orders.length >= leastInSeries;
  const price = creditsWords(series.total, locale);
  const words = lines(
    [
      lines(notes),
      t.title(view.model.title[locale]),
      body.words,
      series.left > 0 ? t.series.left(series.left) : undefined,
      isEnough ? lines(await priceLines(deps, ctx, series)) : t.series.few,
    ],
    '\n\n',
  );
  const confirm = isEnough
    ? [
        [
          confirmKey(
            draft,
            series.total,
            t.series.confirm(series.orders.length, price, series.kind),
          ),
        ],
      ]
    : [];
  return {
    words: clip(words, longestText),
    keyboard: {
      inline_keyboard: [
        ...confirm,
        ...body.keys,
        [moveKey(draft, 'one', t.back), moveKey(draft, 'later', t.later)],
      ],
    },
  };
}

async function priceLines(
  { ledger, roublesPerCredit }: CreateDeps,
  { locale, user }: BotContext,
  { total, kind }: Series,
): Promise<Words[]> {
  const t = messages[locale];
  const { available } = await ledger.balance(user.id);
  const price = creditsWords(total, locale);
  const roubles = roublesWords(total, roublesPerCredit, locale);
  const rest = creditsOf(available - total);
  const have = creditsWords(available, locale);
  return [
    kind === 'upTo' ? t.priceUpTo(price, roubles) : t.series.price(price, roubles),
    rest >= 0n
      ? t.balance(have, creditsWords(rest, locale))
      : t.short(have, creditsWords(creditsOf(-rest), locale)),
  ];
}

interface Body {
  words: Words;
  keys: InlineKeyboardButton[][];
}

function bodyOf(deps: CreateDeps, ctx: BotContext, shown: Shown): Body | Promise<Body> {
  const { plan } = shown.series;
  const t = messages[ctx.locale].series;
  switch (plan.kind) {
    case 'variants':
      return { words: t.variants(plan.count), keys: [] };
    case 'values':
      return valuesBody(deps, ctx, shown, plan);
    case 'models':
      return modelsBody(deps, ctx, shown, plan);
    case 'prompts':
      return { words: promptWords(plan.prompts, ctx), keys: [] };
  }
}

function valuesBody(
  { studio }: CreateDeps,
  { locale }: BotContext,
  { view, page }: Shown,
  plan: Extract<SeriesPlan, { kind: 'values' }>,
): Body {
  const t = messages[locale];
  const { draft } = view;
  const field = fieldsOf(view.form, draft.state).find(({ name }) => name === plan.name);
  if (!field) return { words: '', keys: [] };
  const values = valuesOf(field);
  const { shown, from, ...at } = pageOf(values, page, perPage);
  const prices = studio.valuePrices(view, { name: plan.name, values: shown });
  const differ = new Set(prices.map((quote) => quote?.amount)).size > 1;
  const keys = shown.flatMap((value, i) => {
    const quote = prices[i];
    const isChosen = plan.values.includes(value);
    if (!quote && !isChosen) return [];
    const text = label(valueWords(field, value, locale), 24);
    const priced = quote && differ ? t.priced(text, creditsWords(quote.amount, locale)) : text;
    return [
      seriesValueButton.make(isChosen ? t.chosen(priced) : priced, {
        draft: draft.id,
        rev: draft.rev,
        option: from + i,
      }),
    ];
  });
  return {
    words: lines([
      t.series.pickValues(field.title[locale]),
      chosenWords(
        plan.values.map((value) => valueWords(field, value, locale)),
        locale,
      ),
    ]),
    keys: [...inRows(keys), ...pageKeys(draft, at, locale)],
  };
}

async function modelsBody(
  deps: CreateDeps,
  { locale }: BotContext,
  { view, page }: Shown,
  plan: Extract<SeriesPlan, { kind: 'models' }>,
): Promise<Body> {
  const t = messages[locale];
  const { draft } = view;
  const models = await seriesModels(deps, view);
  const prices = new Map(
    deps.studio
      .modelPrices(
        view,
        models.map(({ id }) => id),
      )
      .map(({ modelId, quote }) => [modelId, quote.amount]),
  );
  const fitting = models.filter(({ id }) => prices.has(id) || plan.modelIds.includes(id));
  const { shown, from: _, ...at } = pageOf(fitting, page, modelsPerPage);
  const keys = shown.map((model) => {
    const amount = prices.get(model.id);
    const text = label(model.title[locale], 28);
    const priced = amount === undefined ? text : t.priced(text, creditsWords(amount, locale));
    return [
      seriesModelButton.make(plan.modelIds.includes(model.id) ? t.chosen(priced) : priced, {
        draft: draft.id,
        rev: draft.rev,
        key: deps.showcase.keyOf(model),
        page: at.page,
      }),
    ];
  });
  const titles = plan.modelIds.map((id) => deps.catalogue.find(id)?.title[locale] ?? id);
  return {
    words: lines([t.series.pickModels, chosenWords(titles, locale)]),
    keys: [...keys, ...pageKeys(draft, at, locale)],
  };
}

/** What is chosen may stand on another page. */
const chosenWords = (chosen: readonly string[], locale: Locale): string | undefined =>
  chosen.length === 0 ? undefined : messages[locale].series.chosen(chosen);

function promptWords(prompts: readonly string[], { locale }: BotContext): Words {
  const t = messages[locale];
  const shown = prompts.slice(0, promptsShown).map((text, i) => {
    const line = clip(text.replaceAll(/\s+/g, ' '), longestPrompt).text;
    return t.item(i + 1, line);
  });
  const more = prompts.length - shown.length;
  return lines(
    [
      t.series.promptsTitle(prompts.length),
      lines([...shown, more > 0 ? t.series.more(more) : undefined]),
      t.series.addPrompts,
    ],
    '\n\n',
  );
}
