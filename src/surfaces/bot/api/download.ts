import type { Api } from 'grammy';
import { AppError } from '#kernel';
import type { Outgoing } from '#platform/net';

export interface FileDownloadDeps {
  api: Pick<Api, 'getFile'>;
  apiRoot: string;
  token: string;
  telegram: Pick<Outgoing, 'call'>;
}

/** The bytes of a file that Telegram keeps. Its address holds the token, so it goes nowhere from here. */
export function createFileDownload({ api, apiRoot, token, telegram }: FileDownloadDeps) {
  const root = `${apiRoot.replace(/\/+$/, '')}/file/bot${token}`;
  return async (fileId: string): Promise<Buffer> => {
    const { file_path: path } = await api.getFile(fileId);
    if (path === undefined) throw new AppError('file_unreadable', { reason: 'no path' });
    const answer = await telegram.call({ url: `${root}/${path}`, operation: 'file' });
    if (answer.status !== 200) throw new AppError('unavailable', { status: answer.status });
    return Buffer.from(answer.body);
  };
}
