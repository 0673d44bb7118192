import type { z } from 'zod';
import { AppError, isAppError, newId } from '#kernel';
import type { Outgoing } from '#platform/net';
import { nextSteps, type Provider, type TaskRef, type Upload } from '../provider.ts';
import { failureOf, isDocumented, toTaskView } from './map.ts';
import { createdWire, envelopeWire, modelsWire, recordWire, uploadedWire } from './wire.ts';

export interface KieDeps {
  outgoing: Pick<Outgoing, 'call'>;
  apiKey: string;
  baseUrl: string;
  uploadUrl: string;
}

const timeoutMs = 30_000;
const uploadTimeoutMs = 120_000;
const statusPaths = {
  jobs: 'jobs/recordInfo',
  veo: 'veo/record-info',
  'flux-kontext': 'flux/kontext/record-info',
} as const satisfies Record<TaskRef['endpoint'], string>;
const createPaths = {
  jobs: 'jobs/createTask',
  veo: 'veo/generate',
  'flux-kontext': 'flux/kontext/generate',
} as const satisfies Record<TaskRef['endpoint'], string>;

interface Sent {
  url: string;
  body?: string | Uint8Array;
  contentType?: string;
  timeoutMs?: number;
}

export function createKie({ outgoing, apiKey, baseUrl, uploadUrl }: KieDeps): Provider {
  const ask = async ({ url, body, contentType = 'application/json', ...rest }: Sent) => {
    const answer = await outgoing.call({
      url,
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': contentType },
      body,
      timeoutMs,
      ...rest,
    });
    const parsed = envelopeWire.safeParse(parseJson(answer.body));
    if (parsed.success) return parsed.data;
    throw new AppError('wire_changed', { provider: 'kie', status: answer.status });
  };
  const read = async <T>(sent: Sent, schema: z.ZodType<T>): Promise<T> => {
    const { code, msg, data } = await ask(sent);
    if (code !== 200) throw refusal(code, msg ?? '');
    const parsed = schema.safeParse(data);
    if (parsed.success) return parsed.data;
    throw new AppError('wire_changed', { provider: 'kie' });
  };
  const api = (path: string) => `${baseUrl}/api/v1/${path}`;

  return {
    async submit({ modelId, endpoint, input, callbackUrl }) {
      const fields = endpoint === 'jobs' ? { input } : input;
      const order = { ...fields, model: modelId, callBackUrl: callbackUrl };
      const sent = { url: api(createPaths[endpoint]), body: JSON.stringify(order) };
      try {
        const { taskId } = await read(sent, createdWire);
        return { taskId };
      } catch (cause) {
        if (!isUnclear(cause)) throw cause;
        throw new AppError('provider_uncertain', { provider: 'kie', modelId }, { cause });
      }
    },
    async look({ taskId, endpoint }) {
      const url = `${api(statusPaths[endpoint])}?taskId=${encodeURIComponent(taskId)}`;
      const { code, msg, data } = await ask({ url });
      // Both can pass: a record may be missing for the first seconds.
      if (code === 404 || code === 422) return { state: 'unseen' };
      const parsed = recordWire.safeParse(data);
      if (parsed.success) return toTaskView(parsed.data);
      if (code !== 200) throw refusal(code, msg ?? '');
      throw new AppError('wire_changed', { provider: 'kie' });
    },
    async credit() {
      const { code, msg, data } = await ask({ url: api('chat/credit') });
      if (code !== 200) throw refusal(code, msg ?? '');
      if (typeof data === 'number') return data;
      throw new AppError('wire_changed', { provider: 'kie' });
    },
    async upload(upload) {
      const { downloadUrl } = await read(toSent(uploadUrl, upload), uploadedWire);
      return downloadUrl;
    },
    async downloadLink(resultUrl) {
      const body = JSON.stringify({ url: resultUrl });
      const { code, msg, data } = await ask({ url: api('common/download-url'), body });
      if (code !== 200) throw refusal(code, msg ?? '');
      if (typeof data === 'string') return data;
      throw new AppError('wire_changed', { provider: 'kie' });
    },
    async offers() {
      const { models } = await read({ url: api('models') }, modelsWire);
      return models.map(({ model, pricingDesc }) => ({
        modelId: model,
        priceText: pricingDesc ?? undefined,
      }));
    },
  };
}

function refusal(providerCode: number, msg: string): AppError {
  const code = failureOf(providerCode, msg);
  return new AppError(code, { provider: 'kie', providerCode, next: nextSteps[code] });
}

// Nothing was sent when the connection itself never stood.
const neverConnected = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];

function isUnclear(error: unknown): boolean {
  if (isAppError(error, 'timeout') || isAppError(error, 'wire_changed')) return true;
  const providerCode = isAppError(error) ? error.details.providerCode : undefined;
  if (typeof providerCode === 'number') return !isDocumented(providerCode);
  return isAppError(error, 'unreachable') && !neverConnected.includes(deepestCode(error));
}

function deepestCode(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const own = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return deepestCode(error.cause) || own;
}

const uploadPath = 'jackdraw';

function toSent(uploadUrl: string, upload: Upload): Sent {
  // The same name overwrites an earlier file there.
  const fileName = `${newId()}-${upload.fileName.replaceAll(/[^\w.-]/g, '_')}`;
  const at = (kind: string) => `${uploadUrl}/api/file-${kind}-upload`;
  const sent = { timeoutMs: uploadTimeoutMs };
  if (upload.form === 'url')
    return {
      ...sent,
      url: at('url'),
      body: JSON.stringify({ fileUrl: upload.url, uploadPath, fileName }),
    };
  if (upload.form === 'base64') {
    const base64Data = `data:${upload.mimeType};base64,${Buffer.from(upload.bytes).toString('base64')}`;
    return {
      ...sent,
      url: at('base64'),
      body: JSON.stringify({ base64Data, uploadPath, fileName }),
    };
  }
  const mark = `jackdraw-${newId()}`;
  const field = (name: string, value: string) =>
    `--${mark}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const body = Buffer.concat([
    Buffer.from(
      `${field('uploadPath', uploadPath)}${field('fileName', fileName)}--${mark}\r\ncontent-disposition: form-data; name="file"; filename="${fileName}"\r\ncontent-type: ${upload.mimeType}\r\n\r\n`,
    ),
    upload.bytes,
    Buffer.from(`\r\n--${mark}--\r\n`),
  ]);
  return { ...sent, url: at('stream'), body, contentType: `multipart/form-data; boundary=${mark}` };
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
