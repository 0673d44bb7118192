// Media made here and now from the words alone: the same task gives the same bytes.
export { pickClip } from './clip.ts';
export { type PictureInput, paintPicture } from './picture.ts';
export { ratioOf, sizeOf } from './sizes.ts';
export { playSound, type SoundInput } from './sound.ts';
export { lyricsOf, titleOf, transcriptOf } from './words.ts';
