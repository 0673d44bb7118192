import type { StoredFile } from '#modules/files';

/** How a file can stand in a chat. */
const forms = ['photo', 'video', 'animation', 'audio', 'document'] as const;
export type Form = (typeof forms)[number];

const mebibyte = 1024 * 1024;
const photoBytes = 10 * mebibyte;
const uploadBytes = 50 * mebibyte;
const photoSides = 10_000;
const photoRatio = 20;
const mostInAlbum = 10;

const photoTypes = new Set(['image/jpeg', 'image/png', 'image/webp']);
const videoTypes = new Set(['video/mp4', 'video/quicktime']);
const audioTypes = new Set(['audio/mpeg', 'audio/mp4', 'audio/x-m4a', 'audio/m4a']);

/** The form in which Telegram takes it and shows most of it. */
export function formOf(file: StoredFile, isOriginal: boolean): Form {
  // Only Telegram has it still, and gives it as it took it.
  if (file.state === 'gone') return forms.find((form) => form === file.telegram?.as) ?? 'document';
  if (isOriginal) return 'document';
  const type = file.mimeType ?? '';
  if (file.kind === 'image') {
    if (type === 'image/gif') return 'animation';
    return photoTypes.has(type) && fitsPhoto(file) ? 'photo' : 'document';
  }
  if (file.kind === 'video') return videoTypes.has(type) ? 'video' : 'document';
  if (file.kind === 'audio') return audioTypes.has(type) ? 'audio' : 'document';
  return 'document';
}

function fitsPhoto({ sizeBytes = 0, width, height }: StoredFile): boolean {
  if (sizeBytes > photoBytes) return false;
  if (width === undefined || height === undefined) return true;
  const ratio = Math.max(width, height) / Math.max(1, Math.min(width, height));
  return width + height <= photoSides && ratio <= photoRatio;
}

export const fitsUpload = ({ state, sizeBytes = 0 }: StoredFile): boolean =>
  state !== 'gone' && sizeBytes <= uploadBytes;

/** The id Telegram gave it, if it was taken in that form: it is good for no other. */
export const knownId = ({ telegram }: StoredFile, form: Form): string | undefined =>
  telegram?.as === form ? telegram.fileId : undefined;

/** Photos and videos share an album, sounds and documents have their own, an animation stands alone. */
export function layOut(files: readonly StoredFile[], isOriginal: boolean): StoredFile[][] {
  const albums = new Map<string, StoredFile[][]>();
  for (const file of files) {
    const form = formOf(file, isOriginal);
    const canGo = knownId(file, form) !== undefined || fitsUpload(file);
    const isAlone = form === 'animation' || !canGo;
    const family = isAlone ? file.id : form === 'video' ? 'photo' : form;
    const own = albums.get(family) ?? [];
    const last = own.at(-1);
    if (last && last.length < mostInAlbum) last.push(file);
    else own.push([file]);
    albums.set(family, own);
  }
  return [...albums.values()].flat();
}
