import { lyricsOf, titleOf, transcriptOf } from '#sandbox/kie/media';
import type { Task } from './tasks.ts';

/** What a finished task gives, in the shape its model has. */
export interface Result {
  readonly resultUrls?: readonly string[];
  readonly resultObject?: Readonly<Record<string, unknown>>;
  readonly data?: readonly Readonly<Record<string, unknown>>[];
  readonly firstFrameUrl?: string;
  readonly lastFrameUrl?: string;
}

const sunoSongs = /^ai-music-api\/(generate|extend|upload-and-|add-|mashup|replace-section|sounds)/;

export const songSeconds = 24;

export function resultOf(task: Task, base: string): Result {
  const { model, input } = task;
  const urls = (count: number, extension: string) =>
    Array.from({ length: count }, (_, index) => `${base}/files/${task.id}/${index}.${extension}`);
  const isSong = sunoSongs.test(model.id) && model.output === 'audio';
  if (isSong) return { data: urls(2, 'wav').map((url, index) => track(task, { url, index })) };
  if (model.output === 'image') return { resultUrls: urls(countOf(task), 'png') };
  if (model.output === 'audio')
    return { resultUrls: urls(model.id.endsWith('separate-vocals') ? 2 : 1, 'wav') };
  if (model.output === 'video') {
    const frame = (name: string) => `${base}/files/${task.id}/${name}.png`;
    const frames = { firstFrameUrl: frame('first'), lastFrameUrl: frame('last') };
    return { resultUrls: urls(1, 'mp4'), ...(input.return_last_frame === true && frames) };
  }
  return { resultObject: textOf(task) };
}

/** What the user wrote, wherever the model wants it. */
export function wordsOf({ input, model }: Pick<Task, 'input' | 'model'>): string {
  for (const name of ['prompt', 'text', 'content', 'title', 'style']) {
    const value = input[name];
    if (typeof value === 'string' && value.trim() !== '') return value;
  }
  return model.title;
}

function countOf({ model, input }: Task): number {
  const asked = Number(input.num_images ?? input.max_images ?? input.n ?? 1);
  const usual = model.id.endsWith('layer-decomposition') ? 3 : 1;
  return Math.max(usual, Math.min(15, Number.isInteger(asked) ? asked : 1));
}

function track(task: Task, { url, index }: { url: string; index: number }) {
  const title = typeof task.input.title === 'string' ? task.input.title : titleOf(wordsOf(task));
  const cover = url.replace(/\d+\.wav$/, `cover-${index}.png`);
  return {
    id: audioIdOf(task, index),
    audio_url: url,
    stream_audio_url: url,
    image_url: cover,
    prompt: wordsOf(task),
    title,
    tags: typeof task.input.style === 'string' ? task.input.style : 'sandbox, acoustic',
    duration: songSeconds,
    createTime: task.completedAt ?? task.createdAt,
  };
}

export const audioIdOf = ({ id }: Pick<Task, 'id'>, index: number): string =>
  `${id.slice(0, 8)}-${id.slice(8, 12)}-4${id.slice(13, 16)}-8${id.slice(17, 20)}-${id.slice(20, 31)}${index}`;

function textOf(task: Task): Record<string, unknown> {
  const words = wordsOf(task);
  const seed = `${words}/${task.id}`;
  const { id } = task.model;
  if (id.endsWith('generate-lyrics'))
    return {
      lyricsData: [0, 1].map((index) => ({
        text: lyricsOf(words, `${seed}/${index}`),
        title: titleOf(words),
        status: 'complete',
        errorMessage: '',
      })),
    };
  if (id.endsWith('boost-music-style'))
    return { result: `${words}, warm acoustic guitar, soft drums, 96 bpm` };
  if (id.endsWith('speech-to-text')) return transcriptOf(seed);
  if (id.endsWith('timeStamped-lyrics')) return { alignedWords: transcriptOf(seed).words };
  if (id.endsWith('generate-midi-from-audio'))
    return {
      state: 'complete',
      instruments: [{ name: 'Piano', notes: [{ pitch: 60, start: 0, end: 0.5, velocity: 0.8 }] }],
    };
  if (id.endsWith('generate-persona')) return { personaId: task.id, name: words };
  return { id: task.id, status: 'success', text: transcriptOf(seed).text };
}
