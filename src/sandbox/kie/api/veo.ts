import type { World } from '#sandbox/kie/world';
import type { Creating } from './create.ts';
import { type ApiCall, type Envelope, ok, readBody, refused } from './types.ts';

export interface Veo {
  extend(call: ApiCall): Envelope;
  full4k(call: ApiCall): Envelope;
  full1080p(call: ApiCall): Envelope;
}

const tiers: Readonly<Record<string, string>> = {
  fast: 'veo3_fast',
  quality: 'veo3',
  lite: 'veo3_lite',
};

/** What can be done with a finished Veo video. */
export function createVeo(world: World, creating: Creating): Veo {
  const originOf = (id: unknown) => {
    const task = typeof id === 'string' ? world.tasks.find(id) : undefined;
    const isReady = task?.family === 'veo' && world.tasks.stateOf(task) === 'success';
    return isReady ? task : undefined;
  };
  const onward = (call: ApiCall, id: string): Envelope => {
    const body = readBody(call);
    if (body === undefined) return refused(400, 'The request body is no JSON object');
    const { taskId, callBackUrl, model: tier, ...rest } = body;
    if (tier !== undefined && tiers[String(tier)] === undefined)
      return refused(422, 'model must be one of fast, quality, lite');
    const origin = originOf(taskId);
    const model = world.models.find(id);
    if (!origin || !model) return refused(404, 'The task does not exist');
    const input = { task_id: origin.id, ...rest };
    return creating.order(call, { model, family: 'veo', input, callBackUrl });
  };
  return {
    extend: (call) => onward(call, 'veo/extend'),
    full4k: (call) => onward(call, 'veo/get-4k-video'),
    full1080p(call) {
      const origin = originOf(call.query.get('taskId'));
      if (!origin) return refused(404, 'The task does not exist');
      return ok({ resultUrl: `${world.base()}/files/${origin.id}/0.mp4` });
    },
  };
}
