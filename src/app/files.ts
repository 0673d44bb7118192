import { join } from 'node:path';
import { createDiskStorage, createFiles, type Files, type FilesDeps } from '#modules/files';
import type { Config } from '#platform/config';
import { createDownload } from '#platform/net';
import type { openProvider } from './provider.ts';

interface FilesGround extends Pick<FilesDeps, 'db' | 'clock' | 'log'> {
  provider: ReturnType<typeof openProvider>;
}

/** Bytes in DATA_DIR; links of people lead to public addresses only. */
export const openFiles = (
  { dataDir, retention }: Pick<Config, 'dataDir' | 'retention'>,
  { provider, ...given }: FilesGround,
): Files =>
  createFiles({
    ...given,
    storage: createDiskStorage({ dir: join(dataDir, 'files'), clock: given.clock }),
    fetchLink: createDownload({ log: given.log, service: 'links' }),
    fetchResult: provider.fetchResult,
    renewLink: provider.kie.downloadLink,
    retentionDays: retention.filesDays,
    rowDays: retention.rowsDays,
  });
