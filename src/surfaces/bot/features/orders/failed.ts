import type { InlineKeyboardButton } from 'grammy/types';
import type { Locale } from '#kernel';
import type { Generation } from '#modules/generation';
import type { Addressee, Part, Rendered } from '#surfaces/bot/messenger';
import { changeButton, otherModelButton, retryButton } from './buttons.ts';
import type { FaceDeps } from './deps.ts';
import { headOf, lines } from './describe.ts';
import { errorTexts, type Remedy } from './error-texts.ts';
import { messages } from './messages.ts';

/** What happened, that the money is back, and what to do. */
export async function renderFailed(
  deps: FaceDeps,
  generationId: string,
  to: Addressee,
): Promise<Rendered> {
  const { locale, userId } = to;
  const found =
    userId === undefined ? undefined : await deps.generation.find({ userId, generationId });
  if (found?.status !== 'FAILED') return { kind: 'nothing', reason: 'gone' };
  return { kind: 'once', replaces: generationId, parts: [failedPart(deps, found, locale)] };
}

export function failedPart(deps: FaceDeps, found: Generation, locale: Locale): Part {
  const t = messages[locale];
  const { what, todo, remedies } = errorTexts[found.code ?? 'provider_failed'];
  return {
    kind: 'text',
    words: lines(
      [
        lines([headOf(deps, found, locale), `${t.failed} ${what[locale]}`]),
        lines([t.moneyBack(found.price.amount), todo[locale]]),
      ],
      '\n\n',
    ),
    keyboard: { inline_keyboard: remedies.map((remedy) => [remedyKey(remedy, found, locale)]) },
  };
}

export function remedyKey(
  remedy: Remedy,
  { id }: Pick<Generation, 'id'>,
  locale: Locale,
): InlineKeyboardButton {
  const t = messages[locale].buttons;
  switch (remedy) {
    case 'prompt':
      return changeButton.make(t.changePrompt, { id });
    case 'answers':
      return changeButton.make(t.changeAnswers, { id });
    case 'model':
      return otherModelButton.make(t.otherModel, { id });
    case 'retry':
      return retryButton.make(t.retry, { id });
  }
}
