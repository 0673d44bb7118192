import type { Model } from '#modules/catalogue';
import type { StoredFile } from '#modules/files';
import type { Generation } from '#modules/generation';
import type { FaceDeps } from './deps.ts';

export const namesOf = ({ schema }: Model): string[] => Object.keys(schema.properties ?? {});

export const taskNames = new Set(['task_id', 'taskId', 'origin_task_id']);
export const trackNames = new Set(['audio_id', 'audioId']);

const mostWays = 12;

/** Models of its own family that go on from its task, each with the result it goes on from. */
export function waysOn(
  { catalogue }: { catalogue: Pick<FaceDeps['catalogue'], 'find' | 'followUps'> },
  { modelId, taskId }: Pick<Generation, 'modelId' | 'taskId'>,
  files: readonly Pick<StoredFile, 'trackId'>[],
): { model: Model; at: number }[] {
  if (taskId === undefined || catalogue.find(modelId) === undefined) return [];
  return catalogue
    .followUps(modelId)
    .flatMap((model) => {
      // Of a song each version goes on by itself; of the rest there is one task, with a file or without.
      if (!namesOf(model).some((name) => trackNames.has(name))) return [{ model, at: 0 }];
      return files.flatMap(({ trackId }, at) => (trackId === undefined ? [] : [{ model, at }]));
    })
    .slice(0, mostWays);
}
