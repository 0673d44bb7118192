import { type Model, priceOf } from '#sandbox/kie/models';
import { audioIdOf, createLimit, type Failure, type Family, type World } from '#sandbox/kie/world';
import { type ApiCall, type Envelope, isObject, ok, readBody, refused } from './types.ts';
import type { Uploads } from './uploads.ts';

export interface Creating {
  unified(call: ApiCall): Envelope;
  family(call: ApiCall, of: { family: Family; models: readonly string[] }): Envelope;
  /** Tasks made by other calls, such as Veo's extension. */
  order(call: ApiCall, order: Order): Envelope;
}

export interface Order {
  readonly model: Model;
  readonly family: Family;
  readonly input: Readonly<Record<string, unknown>>;
  readonly callBackUrl: unknown;
}

const createsPer = { count: 20, windowMs: 10_000 };
const hiddenPrompt = /\[fail (\d{3})\]/;

export function createCreating(world: World, uploads: Uploads): Creating {
  const limit = createLimit(world.clock, createsPer);

  const place = (call: ApiCall, { model, family, input, callBackUrl }: Order): Envelope => {
    const { arrival } = call;
    arrival.model = model.id;
    const refusal = world.faults.take('refuse', { path: call.path, model: model.id });
    if (refusal) return refused(refusal.code, refusal.msg);
    const objection = world.models.objection(model, input);
    if (objection !== undefined) return refused(422, `Parameter validation failed: ${objection}`);
    if (callBackUrl !== undefined && !isWebUrl(callBackUrl))
      return refused(422, 'callBackUrl is no valid URL');
    const missing = missingOrigin(world, input);
    if (missing !== undefined) return refused(404, missing);
    const credits = priceOf(model, input, uploads.secondsOf);
    const poor = world.account.reserve(credits);
    if (poor === 402) return refused(402, 'The current credits are insufficient, please top up');
    if (poor === 433) return refused(433, 'The spending limit of this API key has been reached');

    const isEndless = world.faults.take('never', { model: model.id }) !== undefined;
    const lateMs = world.faults.take('late', { model: model.id })?.ms ?? 0;
    const task = world.tasks.add({
      model,
      family,
      input,
      callBackUrl: isWebUrl(callBackUrl) ? callBackUrl : undefined,
      credits,
      durationMs: isEndless ? undefined : world.settings.durations[model.output] + lateMs,
      failure: failureOf(world, uploads, { model, input }),
      hiddenMs: world.faults.take('hide', { model: model.id })?.ms ?? 0,
    });
    arrival.taskId = task.id;
    arrival.callBackUrl = task.callBackUrl;
    return ok({ taskId: task.id, recordId: task.id });
  };

  const order: Creating['order'] = (call, what) => {
    if (world.settings.hasLimits && !limit.allows('creates'))
      return refused(429, 'Your call frequency is too high, please try again later');
    return place(call, what);
  };

  return {
    order,
    unified(call) {
      const body = readBody(call);
      if (body === undefined) return refused(400, 'The request body is no JSON object');
      const { model: id, input, callBackUrl } = body;
      if (typeof id !== 'string' || id === '') return refused(422, 'model is required');
      const model = world.models.find(id);
      if (model?.endpoint !== 'jobs' || model.status === 'retired')
        return refused(404, `The model ${id} does not exist`);
      if (!isObject(input)) return refused(422, 'input is required');
      return order(call, { model, family: 'jobs', input, callBackUrl });
    },
    family(call, { family, models }) {
      const body = readBody(call);
      if (body === undefined) return refused(400, 'The request body is no JSON object');
      const { model: id = models[0], callBackUrl, ...input } = body;
      const model = typeof id === 'string' && models.includes(id) && world.models.find(id);
      if (!model) return refused(422, `model must be one of ${models.join(', ')}`);
      return order(call, { model, family, input, callBackUrl });
    },
  };
}

/** Models that go on from an earlier task must name one that succeeded, and a track of it. */
function missingOrigin(world: World, input: Order['input']): string | undefined {
  const id = input.task_id ?? input.taskId;
  if (typeof id !== 'string') return undefined;
  const origin = world.tasks.find(id);
  if (!origin || world.tasks.stateOf(origin) !== 'success') return `The task ${id} does not exist`;
  const { audio_id: audioId } = input;
  const isKnown = audioId === undefined || [0, 1].some((one) => audioIdOf(origin, one) === audioId);
  return isKnown ? undefined : 'The audio does not exist in this task';
}

function failureOf(
  world: World,
  uploads: Uploads,
  { model, input }: Pick<Order, 'model' | 'input'>,
): Failure | undefined {
  const planned = world.faults.take('fail', { model: model.id });
  if (planned) return { code: planned.code, msg: planned.msg };
  // For people who try the product out: a prompt may ask for its own failure.
  const asked = hiddenPrompt.exec(JSON.stringify(input))?.[1];
  if (asked !== undefined)
    return { code: Number(asked), msg: `Failed as the prompt asked: ${asked}` };
  const isLost = textsIn(input).some((text) => uploads.isLost(text));
  return isLost ? { code: 451, msg: 'Failed to fetch the image from the given URL' } : undefined;
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isObject(value) ? Object.values(value).flatMap(textsIn) : [];
}

const isWebUrl = (value: unknown): value is string =>
  typeof value === 'string' && /^https?:$/.test(URL.parse(value)?.protocol ?? '');
