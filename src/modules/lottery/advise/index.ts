// Answers without a model: where data decides, code answers.
export { type Advice, advise } from './advise.ts';
export { type ArchiveAnalysis, tellArchive } from './tell-archive.ts';
