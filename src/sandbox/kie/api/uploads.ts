import { randomUUID } from 'node:crypto';
import type { World } from '#sandbox/kie/world';
import { sniff as sniffMedia } from '#sandbox/telegram/media';
import { type ApiCall, type Envelope, readBody, refused } from './types.ts';

export interface StoredFile {
  readonly bytes: Buffer;
  readonly mimeType: string;
  readonly at: number;
}

export interface Uploads {
  base64(call: ApiCall): Envelope;
  stream(call: ApiCall): Promise<Envelope>;
  url(call: ApiCall): Promise<Envelope>;
  find(path: string): StoredFile | undefined;
  /** An address of ours with nothing behind it any more. */
  isLost(url: string): boolean;
  /** Of an uploaded clip or sound; undefined for anything else. */
  secondsOf(url: string): number | undefined;
}

const lifeMs = 24 * 3_600_000;
const fetchMs = 30_000;
const mostUrlBytes = 100 * 1024 * 1024;
const mostBase64Bytes = 10 * 1024 * 1024;
const mostFiles = 500;

export function createUploads(world: World): Uploads {
  const files = new Map<string, StoredFile>();

  const find = (path: string) => {
    const file = files.get(path);
    return file && world.clock.now() - file.at < lifeMs ? file : undefined;
  };
  const store = (
    place: { uploadPath: unknown; fileName: unknown },
    file: Pick<StoredFile, 'bytes' | 'mimeType'>,
  ): Envelope => {
    const { uploadPath } = place;
    if (typeof uploadPath !== 'string' || uploadPath === '') return bad('uploadPath is required');
    if (/^\/|\/$/.test(uploadPath)) return bad('uploadPath must not start or end with a slash');
    const given =
      typeof place.fileName === 'string' && place.fileName !== '' ? place.fileName : undefined;
    const fileName = (given ?? `${randomUUID()}.${extensionOf(file.mimeType)}`).replaceAll(
      '/',
      '-',
    );
    const filePath = `${uploadPath}/${fileName}`;
    files.delete(filePath);
    files.set(filePath, { ...file, at: world.clock.now() });
    for (const [oldest] of files) {
      if (files.size <= mostFiles) break;
      files.delete(oldest);
    }
    const data = {
      fileName,
      filePath,
      downloadUrl: `${world.base()}/uploads/${filePath.split('/').map(encodeURIComponent).join('/')}`,
      fileSize: file.bytes.length,
      mimeType: file.mimeType,
      uploadedAt: new Date(world.clock.now()).toISOString(),
    };
    return { success: true, code: 200, msg: 'File uploaded successfully', data };
  };

  return {
    find,
    isLost(url) {
      const prefix = `${world.base()}/uploads/`;
      if (!url.startsWith(prefix)) return false;
      return find(decodeURIComponent(url.slice(prefix.length))) === undefined;
    },
    secondsOf(url) {
      const prefix = `${world.base()}/uploads/`;
      const file = url.startsWith(prefix)
        ? find(decodeURIComponent(url.slice(prefix.length)))
        : undefined;
      return file && sniffMedia(file.bytes).duration;
    },
    base64(call) {
      const body = readBody(call);
      const { base64Data, uploadPath, fileName } = body ?? {};
      if (typeof base64Data !== 'string' || base64Data === '') return bad('base64Data is required');
      const [, type, plain = base64Data] = /^data:([^;,]+);base64,(.*)$/s.exec(base64Data) ?? [];
      if (!/^[A-Za-z0-9+/\s]*={0,2}$/.test(plain)) return bad('base64Data is no base64');
      const bytes = Buffer.from(plain, 'base64');
      if (bytes.length > mostBase64Bytes)
        return bad('The file is too large, use the stream upload');
      return store({ uploadPath, fileName }, { bytes, mimeType: type ?? sniff(bytes) });
    },
    async stream(call) {
      const form = await readForm(call);
      const file = form?.get('file');
      if (!form || !(file instanceof File)) return bad('file is required');
      const bytes = Buffer.from(await file.arrayBuffer());
      const place = {
        uploadPath: form.get('uploadPath'),
        fileName: form.get('fileName') ?? file.name,
      };
      return store(place, { bytes, mimeType: file.type || sniff(bytes) });
    },
    async url(call) {
      const { fileUrl, uploadPath, fileName } = readBody(call) ?? {};
      if (typeof fileUrl !== 'string' || !URL.canParse(fileUrl)) return bad('fileUrl is required');
      const fetched = await fetchFile(fileUrl);
      if (!fetched) return { success: false, ...refused(500, 'The file could not be fetched') };
      if (fetched.bytes.length > mostUrlBytes) return bad('The file is larger than 100 MB');
      return store({ uploadPath, fileName }, fetched);
    },
  };
}

const bad = (msg: string): Envelope => ({ success: false, ...refused(400, msg) });

async function readForm({ bytes, contentType }: ApiCall): Promise<FormData | undefined> {
  try {
    const headers = { 'content-type': contentType };
    return await new Response(new Uint8Array(bytes), { headers }).formData();
  } catch {
    return undefined;
  }
}

async function fetchFile(url: string): Promise<{ bytes: Buffer; mimeType: string } | undefined> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(fetchMs) });
    if (!answer.ok) return undefined;
    const bytes = Buffer.from(await answer.arrayBuffer());
    return { bytes, mimeType: answer.headers.get('content-type') ?? sniff(bytes) };
  } catch {
    return undefined;
  }
}

const heads: readonly (readonly [string, string])[] = [
  ['89504e47', 'image/png'],
  ['ffd8ff', 'image/jpeg'],
  ['52494646', 'audio/wav'],
  ['494433', 'audio/mpeg'],
];

function sniff(bytes: Buffer): string {
  const head = bytes.toString('hex', 0, 12);
  if (head.slice(8, 16) === Buffer.from('ftyp').toString('hex')) return 'video/mp4';
  return heads.find(([start]) => head.startsWith(start))?.[1] ?? 'application/octet-stream';
}

const extensionOf = (mimeType: string): string =>
  /^[a-z]+\/([a-z0-9]+)/.exec(mimeType)?.[1]?.replace('jpeg', 'jpg').replace('mpeg', 'mp3') ??
  'bin';
