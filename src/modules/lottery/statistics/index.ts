// What an archive of draws shows, and whether any of it differs from chance. It foretells nothing.
export { type ArchiveStatistics, analyse } from './analyse.ts';
export { readArchive } from './read-archive.ts';
