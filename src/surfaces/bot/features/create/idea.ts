import type { InlineKeyboardButton } from 'grammy/types';
import { type Catalogue, fieldsOf, type Model, start } from '#modules/catalogue';
import type { BotContext } from '#surfaces/bot/context';
import { startButton } from './buttons.ts';
import type { CreateDeps } from './deps.ts';

/** The field that an idea in words belongs to. */
export function wordsPlace(catalogue: Catalogue, model: Model): string | undefined {
  const texts = fieldsOf(catalogue.form(model.id), start()).filter(
    ({ widget, relevant, deprecated }) => widget.kind === 'text' && relevant && !deprecated,
  );
  const named =
    texts.find(({ name }) => name === 'prompt') ?? texts.find(({ name }) => name === 'text');
  return (named ?? texts.find(({ required }) => required))?.name;
}

/** The models of a group, the ones people order first. */
export async function modelsIn(
  { catalogue, studio }: Pick<CreateDeps, 'catalogue' | 'studio'>,
  groupId: string,
): Promise<readonly Model[]> {
  const orders = await studio.popular();
  const found = catalogue.groups().find(({ group }) => group.id === groupId);
  return (found?.models ?? []).toSorted(
    (a, b) => (orders.get(b.id) ?? 0) - (orders.get(a.id) ?? 0),
  );
}

/** A model that makes something of nothing but words; understanding Russian speaks for it. */
export async function modelForIdea(
  deps: Pick<CreateDeps, 'catalogue' | 'studio'>,
  groupId: string,
): Promise<Model | undefined> {
  const { catalogue } = deps;
  const fitting = (await modelsIn(deps, groupId)).filter((model) => {
    const required = fieldsOf(catalogue.form(model.id), start()).filter(
      (field) => field.required && field.default === undefined,
    );
    const place = wordsPlace(catalogue, model);
    return place !== undefined && required.every(({ name }) => name === place);
  });
  const orders = await deps.studio.popular();
  const [first] = fitting;
  if (first && (orders.get(first.id) ?? 0) > 0) return first;
  return fitting.find(({ russian }) => russian?.follows) ?? first;
}

export const mostModels = 8;

/** Forms of other models that make the same, each on a row of its own. */
export async function similarKeys(
  deps: CreateDeps,
  ctx: BotContext,
  modelId: string,
): Promise<InlineKeyboardButton[][]> {
  const { catalogue, showcase } = deps;
  const model = catalogue.find(modelId);
  const group = catalogue
    .groups()
    .find(({ group: { kinds } }) => model !== undefined && kinds.includes(model.kind))?.group;
  const others = (group ? await modelsIn(deps, group.id) : []).filter(({ id }) => id !== modelId);
  return others
    .slice(0, mostModels)
    .map((other) => [
      startButton.make(showcase.label(other, ctx.locale), { key: showcase.keyOf(other) }),
    ]);
}
