import type { World } from '#sandbox/kie/world';
import { createCreating } from './create.ts';
import { createDiscovery } from './discovery.ts';
import type { Files } from './files.ts';
import { createRecords } from './records.ts';
import { type ApiCall, type Envelope, ok, refused } from './types.ts';
import type { Uploads } from './uploads.ts';
import { createVeo } from './veo.ts';

export interface RoutesDeps {
  readonly world: World;
  readonly uploads: Uploads;
  readonly files: Files;
}

const veoModels = ['veo3_fast', 'veo3', 'veo3_lite'];
const fluxModels = ['flux-kontext-pro', 'flux-kontext-max'];

/** Every path of the API, once the key was seen. */
export function createRoutes({ world, uploads, files }: RoutesDeps) {
  const creating = createCreating(world, uploads);
  const records = createRecords(world);
  const veo = createVeo(world, creating);
  const discover = createDiscovery(world);
  const v1 = '/api/v1';

  const routes: Readonly<Record<string, (call: ApiCall) => Envelope | Promise<Envelope>>> = {
    [`POST ${v1}/jobs/createTask`]: creating.unified,
    [`GET ${v1}/jobs/recordInfo`]: records.unified,
    [`POST ${v1}/veo/generate`]: (call) =>
      creating.family(call, { family: 'veo', models: veoModels }),
    [`GET ${v1}/veo/record-info`]: (call) => records.family(call, 'veo'),
    [`POST ${v1}/veo/extend`]: veo.extend,
    [`POST ${v1}/veo/get-4k-video`]: veo.full4k,
    [`GET ${v1}/veo/get-1080p-video`]: veo.full1080p,
    [`POST ${v1}/flux/kontext/generate`]: (call) =>
      creating.family(call, { family: 'flux-kontext', models: fluxModels }),
    [`GET ${v1}/flux/kontext/record-info`]: (call) => records.family(call, 'flux-kontext'),
    [`GET ${v1}/chat/credit`]: () => ok(world.account.balance()),
    [`POST ${v1}/common/download-url`]: files.downloadUrl,
    'POST /api/file-base64-upload': uploads.base64,
    'POST /api/file-stream-upload': uploads.stream,
    'POST /api/file-url-upload': uploads.url,
  };

  return async (call: ApiCall): Promise<Envelope> => {
    const found = discover(call);
    if (found) return found;
    const route = routes[`${call.method} ${call.path}`];
    if (route) return route(call);
    const isOther = Object.keys(routes).some((key) => key.endsWith(` ${call.path}`));
    return isOther ? refused(405, 'Method not allowed') : refused(404, 'No such path');
  };
}
