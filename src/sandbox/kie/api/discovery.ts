import type { Model } from '#sandbox/kie/models';
import { createLimit, type World } from '#sandbox/kie/world';
import { type ApiCall, type Envelope, ok, refused } from './types.ts';

const askedPer = { count: 1, windowMs: 1_000 };
const path = /^\/api\/v1\/models(?:\/(.+)\/(schema|price|success-rate))?$/;

/** The four discovery calls; they share one request a second. Undefined when the path is none of theirs. */
export function createDiscovery(world: World): (call: ApiCall) => Envelope | undefined {
  const limit = createLimit(world.clock, askedPer);
  return (call) => {
    const match = path.exec(call.path);
    if (!match || call.method !== 'GET') return undefined;
    if (world.settings.hasLimits && !limit.allows('discovery'))
      return refused(429, 'Your call frequency is too high, please try again later');
    const [, id, what] = match;
    const listed = world.models.list().filter(({ status }) => status === 'listed');
    if (id === undefined) return ok(listOf(listed, call.query));
    const model = listed.find((one) => one.id === id);
    if (!model) return refused(404, `The model ${id} does not exist`);
    if (what === 'schema') return ok({ model: id, openapi: openapiOf(model) });
    if (what === 'price') return ok({ model: id, price: priceText(model) });
    return ok({ model: id, points: [] });
  };
}

function listOf(listed: readonly Model[], query: URLSearchParams) {
  const word = query.get('q')?.toLowerCase();
  const taskType = query.get('taskType');
  const provider = query.get('provider')?.toLowerCase();
  const models = listed
    .filter(({ id, title }) => !word || `${id} ${title}`.toLowerCase().includes(word))
    .filter(({ kind }) => !taskType || kind === taskType)
    .filter(({ family }) => !provider || family.toLowerCase() === provider)
    .map((model) => ({
      model: model.id,
      slug: model.id.replaceAll('/', '-'),
      title: model.title,
      provider: model.family,
      taskType: [model.kind],
      description: model.title,
      pricingDesc: priceText(model),
    }));
  return { total: models.length, models };
}

const priceText = ({ price }: Model): string | null =>
  price.credits === null ? null : `${price.credits} credits per ${price.per}`;

const openapiOf = (model: Model) => ({
  openapi: '3.1.0',
  info: { title: model.title, version: '1.0.0' },
  paths: {
    '/api/v1/jobs/createTask': {
      post: {
        requestBody: {
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Request' } } },
        },
      },
    },
  },
  components: {
    schemas: {
      Request: {
        type: 'object',
        required: ['model', 'input'],
        properties: {
          model: { const: model.id },
          callBackUrl: { type: 'string', format: 'uri' },
          input: model.input_schema,
        },
      },
    },
  },
});
