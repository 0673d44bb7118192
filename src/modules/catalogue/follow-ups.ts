import type { Model } from './model.ts';

/** Works on the notes of a song that was split before, not on a song. */
const onStems = 'ai-music-api/generate-midi-from-audio';
const stems = 'ai-music-api/separate-vocals';

/** Whether a follow-up model can go on from a result of `source`: the provider joins tasks of one family only. */
export function fitsResult(followUp: Model, source: Model): boolean {
  if (followUp.followUp !== true || followUp.family !== source.family) return false;
  if (followUp.id === onStems) return source.id === stems;
  switch (followUp.kind) {
    case 'video-extend':
      // A clip that was already raised in quality can no longer be continued.
      return source.output === 'video' && source.kind !== 'upscale';
    case 'upscale':
      return source.output === 'video' && source.kind !== 'upscale';
    case 'music':
    case 'audio-tool':
    case 'music-video':
      return source.kind === 'music';
    default:
      return false;
  }
}
