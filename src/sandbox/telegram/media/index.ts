// What bytes are, and which of them Telegram takes. Pure: no chat, no wire, no disk.
export type { MediaFacts } from './facts.ts';
export {
  byUrlLimitBytes,
  checkByUrl,
  checkUpload,
  downloadLimitBytes,
  isThumbnail,
  MediaError,
  type MediaKind,
  photoByUrlLimitBytes,
  photoSizes,
  voiceByUrlLimitBytes,
} from './rules.ts';
export { sniff } from './sniff.ts';
