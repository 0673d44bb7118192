import { z } from 'zod';
import type { FailureCode, Media, TaskView } from '../provider.ts';
import { type RecordWire, type ResultWire, resultWire } from './wire.ts';
import { wordsOf } from './words.ts';

const byCode: Readonly<Record<number, FailureCode>> = {
  401: 'provider_unauthorized',
  402: 'provider_unfunded',
  404: 'provider_off',
  405: 'provider_off',
  408: 'provider_failed',
  409: 'prompt_rejected',
  413: 'prompt_rejected',
  422: 'input_rejected',
  429: 'provider_busy',
  433: 'provider_unfunded',
  451: 'input_unreadable',
  455: 'provider_paused',
  500: 'provider_failed',
  501: 'provider_failed',
  505: 'provider_off',
  531: 'provider_failed',
};

/** Whether the provider has said what it means by it; a gateway before it has words of its own. */
export const isDocumented = (code: number): boolean => code === 400 || Object.hasOwn(byCode, code);

/** 400 stands for three things; only its words tell which. */
export function failureOf(code: number, msg: string): FailureCode {
  if (code !== 400) return byCode[code] ?? 'provider_failed';
  if (/policy|sensitive|nsfw|flagged|moderat|violat|prohibited/i.test(msg))
    return 'prompt_rejected';
  return /fetch|download|(read|open|load).*(file|image|audio|video)/i.test(msg)
    ? 'input_unreadable'
    : 'input_rejected';
}

export function toTaskView(record: RecordWire): TaskView {
  const callbackUrl = callbackOf(record);
  const cost = record.creditsConsumed ?? undefined;
  const isDone = record.state === 'success' || (!record.state && record.successFlag === 1);
  if (isDone) return { state: 'done', callbackUrl, cost, ...toResult(readResult(record)) };
  const hasFailed =
    record.state === 'fail' || (!record.state && [2, 3].includes(record.successFlag ?? 0));
  if (!hasFailed) {
    const progress = progressOf(record);
    return { state: 'running', callbackUrl, ...(progress !== undefined && { progress }) };
  }
  const providerCode = Number(record.failCode ?? record.errorCode) || 501;
  const code = failureOf(providerCode, record.failMsg ?? record.errorMessage ?? '');
  return { state: 'failed', callbackUrl, cost, code, providerCode };
}

/** Filled for few models, as a percentage. */
function progressOf({ progress }: RecordWire): number | undefined {
  const percent = Math.round(Number.parseFloat(String(progress ?? '')));
  return percent > 0 && percent < 100 ? percent : undefined;
}

function readResult({ resultJson, response }: RecordWire): ResultWire {
  const parsed = resultWire.safeParse(parseJson(resultJson));
  return response ?? (parsed.success ? parsed.data : {});
}

const paramWire = z.looseObject({ callBackUrl: z.string().nullish() });

function callbackOf({ param, paramJson }: RecordWire): string | undefined {
  const parsed = paramWire.safeParse(parseJson(param ?? paramJson));
  return parsed.success ? (parsed.data.callBackUrl ?? undefined) : undefined;
}

function parseJson(text: string | null | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

function toResult(result: ResultWire): { media: Media[]; text?: string } {
  const single = [result.resultImageUrl, result.resultVideoUrl];
  const frames = [result.firstFrameUrl, result.lastFrameUrl];
  const urls = [...(result.resultUrls ?? []), ...single, ...frames].filter((url) => !!url);
  const tracks = (result.data ?? result.sunoData ?? []).flatMap((track): Media[] => {
    const url = track.audio_url ?? track.audioUrl;
    if (!url) return [];
    return [
      {
        kind: 'audio',
        url,
        title: track.title ?? undefined,
        seconds: track.duration ?? undefined,
        coverUrl: track.image_url ?? track.imageUrl ?? undefined,
        trackId: track.id ?? undefined,
      },
    ];
  });
  const plain = urls.map((url) => ({ kind: kindOf(url ?? ''), url: url ?? '' }));
  const text = wordsOf(result.resultObject);
  return { media: [...plain, ...tracks], ...(text !== undefined && { text }) };
}

function kindOf(url: string): Media['kind'] {
  const path = URL.parse(url)?.pathname ?? url;
  if (/\.(png|jpe?g|webp|gif)$/i.test(path)) return 'image';
  if (/\.(mp4|mov|webm)$/i.test(path)) return 'video';
  return /\.(wav|mp3|m4a|ogg|opus|flac)$/i.test(path) ? 'audio' : 'file';
}
