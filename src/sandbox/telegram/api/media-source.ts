import { type Attachment, storeAttachment } from '#sandbox/telegram/attachments';
import {
  byUrlLimitBytes,
  checkByUrl,
  checkUpload,
  MediaError,
  type MediaKind,
  photoByUrlLimitBytes,
  sniff,
  voiceByUrlLimitBytes,
} from '#sandbox/telegram/media';
import type { FileKind, FileRecord } from '#sandbox/telegram/world';
import { type ApiCall, ApiFailure, badRequest, type UploadedFile } from './call.ts';

export type MediaSource =
  | { readonly kind: 'upload'; readonly file: UploadedFile }
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'id'; readonly fileId: string };

/** `attach://field`, an address, a file_id, or the form field itself. */
export function findSource(call: ApiCall, value: string, field: string): MediaSource | undefined {
  const attached = /^attach:\/\/(.+)$/.exec(value)?.[1];
  if (value !== '' && attached === undefined) {
    return value.includes('.') || value.includes('://')
      ? { kind: 'url', url: value }
      : { kind: 'id', fileId: value };
  }
  const file = call.files.get(attached ?? field);
  return file === undefined ? undefined : { kind: 'upload', file };
}

export type MediaDetails = Omit<Attachment, 'kind' | 'bytes' | 'facts' | 'file_name'>;

/** The file behind a source, kept and checked as `kind`. */
export async function loadSource(
  call: ApiCall,
  source: MediaSource,
  wanted: { readonly kind: MediaKind; readonly details?: MediaDetails },
): Promise<FileRecord> {
  try {
    if (source.kind === 'id') return findFile(call, source.fileId, wanted.kind);
    const { bytes, file_name } =
      source.kind === 'upload' ? source.file : await download(source.url, wanted.kind);
    const facts = sniff(bytes, file_name);
    if (source.kind === 'upload') checkUpload(wanted.kind, bytes.length, facts);
    else checkByUrl(wanted.kind, bytes.length, facts);
    const { world, bot } = call;
    // A long voice message that Telegram fetched itself is shown as a file.
    const isLongVoice =
      source.kind === 'url' && wanted.kind === 'voice' && bytes.length > voiceByUrlLimitBytes;
    return await storeAttachment(world, bot, {
      kind: isLongVoice ? 'document' : wanted.kind,
      bytes,
      facts,
      file_name,
      ...wanted.details,
    });
  } catch (thrown) {
    throw thrown instanceof MediaError ? toFailure(thrown) : thrown;
  }
}

const toFailure = (error: MediaError): ApiFailure =>
  error.code === 413 ? new ApiFailure(413, error.message) : badRequest(error.message);

const fileKinds: Readonly<Record<MediaKind, FileKind>> = {
  photo: 'Photo',
  video: 'Video',
  animation: 'Animation',
  audio: 'Audio',
  document: 'Document',
  voice: 'Voice',
  video_note: 'VideoNote',
  sticker: 'Sticker',
};

const shownKind = (kind: FileKind): string => (kind === 'Voice' ? 'VoiceNote' : kind);

// Photos and thumbnails are of their own kind; all other files are documents inside and may be sent as each other.
function findFile({ world, bot }: ApiCall, fileId: string, kind: MediaKind): FileRecord {
  if (!/^[\w-]+$/.test(fileId)) throw badRequest('wrong file identifier/HTTP URL specified');
  const file = world.files.find(fileId);
  if (file === undefined) throw badRequest('wrong file identifier/HTTP URL specified');
  if (file.bot_id !== bot.id) {
    throw badRequest('wrong file_id or the file is temporarily unavailable');
  }
  const as = fileKinds[kind];
  const isSpecial = (each: FileKind) => each === 'Photo' || each === 'Thumbnail';
  if (file.kind !== as && (isSpecial(file.kind) || isSpecial(as))) {
    throw badRequest(`can't use file of type ${shownKind(file.kind)} as ${shownKind(as)}`);
  }
  return file;
}

const downloadTimeoutMs = 15_000;

async function download(
  url: string,
  kind: MediaKind,
): Promise<{ bytes: Buffer; file_name: string }> {
  const address = toAddress(url);
  const limit = kind === 'photo' ? photoByUrlLimitBytes : byUrlLimitBytes;
  const failed = () => badRequest('failed to get HTTP URL content');
  const response = await fetch(address, { signal: AbortSignal.timeout(downloadTimeoutMs) }).catch(
    () => undefined,
  );
  if (response?.ok !== true || response.body === null) throw failed();
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of response.body) {
      size += chunk.length;
      if (size > limit) throw failed();
      chunks.push(chunk);
    }
  } catch {
    throw failed();
  }
  return { bytes: Buffer.concat(chunks), file_name: nameOf(response, address) };
}

function toAddress(url: string): URL {
  const address = URL.parse(/^https?:\/\//i.test(url) ? url : `http://${url}`);
  if (address === null || /\s/.test(url) || /^(?!https?:)[a-z]+:\/\//i.test(url)) {
    throw badRequest('wrong HTTP URL specified');
  }
  return address;
}

function nameOf(response: Response, address: URL): string {
  const named = /filename="?([^";]+)"?/i.exec(response.headers.get('content-disposition') ?? '');
  const last = address.pathname.split('/').at(-1) ?? '';
  return named?.[1] ?? (last === '' ? 'file' : decodeURIComponent(last));
}
