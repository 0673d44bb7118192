import type { FileRecord } from '#sandbox/telegram/world';
import type { MediaFile, MessageContent, PhotoSize } from '../types.ts';
import { present, toPhotoSize } from './store.ts';

/** A file as the content of a message; the kind of the file decides, not the method it is sent with. */
export function contentOfFile(file: FileRecord): MessageContent {
  switch (file.kind) {
    case 'Photo':
      return { photo: photoOf(file) };
    case 'Video':
      return { video: { ...film(file), ...names(file), ...facts(file) } };
    case 'Animation': {
      const animation = { ...film(file), ...names(file), ...facts(file) };
      const { width: _, height: __, duration: ___, ...document } = animation;
      return { animation, document };
    }
    case 'Audio':
      return {
        audio: {
          duration: file.duration ?? 0,
          ...present({ performer: file.performer, title: file.title }),
          ...names(file),
          ...facts(file),
        },
      };
    case 'Voice':
      return {
        voice: { duration: file.duration ?? 0, mime_type: file.mime_type, ...facts(file) },
      };
    case 'VideoNote': {
      const length = Math.min(file.width ?? 240, file.height ?? 240);
      return {
        video_note: { duration: file.duration ?? 0, length, ...thumbnail(file), ...facts(file) },
      };
    }
    case 'Sticker':
      return {
        sticker: {
          width: file.width ?? 512,
          height: file.height ?? 512,
          is_animated: file.mime_type.startsWith('application/'),
          is_video: file.mime_type === 'video/webm',
          type: 'regular',
          ...thumbnail(file),
          ...facts(file),
        },
      };
    case 'Thumbnail':
    case 'Document':
      return { document: { ...names(file), ...thumbnail(file), ...facts(file) } };
  }
}

/** Smallest first. */
const photoOf = (file: FileRecord): PhotoSize[] => [...(file.sizes ?? []), toPhotoSize(file)];

const film = (file: FileRecord) => ({
  duration: file.duration ?? 0,
  width: file.width ?? 320,
  height: file.height ?? 320,
  ...thumbnail(file),
});

const names = (file: FileRecord): Pick<MediaFile, 'file_name' | 'mime_type'> =>
  present({ file_name: file.file_name, mime_type: file.mime_type });

const thumbnail = (file: FileRecord): Pick<MediaFile, 'thumbnail'> =>
  present({ thumbnail: file.thumbnail });

const facts = (file: FileRecord) => ({
  file_id: file.file_id,
  file_unique_id: file.file_unique_id,
  file_size: file.file_size,
});
