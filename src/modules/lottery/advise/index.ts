// Answers without a model: where data decides, code answers.
export { type Advice, type AdviseOptions, advise } from './advise.ts';
export type { Room } from './room.ts';
export { type ArchiveAnalysis, tellArchive } from './tell-archive.ts';
export {
  type About,
  cardView,
  drawsView,
  newsView,
  numbersView,
  type PictureKind,
  pictureOf,
  statisticsView,
  tiersView,
  todayView,
  type View,
} from './views.ts';
