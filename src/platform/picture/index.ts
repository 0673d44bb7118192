// SVG → PNG on a thread of its own, with Inter and nothing else: no system font, so a picture is the same everywhere.
// Texts are drawn in Inter only (Latin, Cyrillic, ₽); what it lacks, emoji above all, would leave boxes.
export { createPictures, type Pictures } from './pictures.ts';
