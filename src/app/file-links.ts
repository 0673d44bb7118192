import { createHmac, timingSafeEqual } from 'node:crypto';
import { AppError, toShortId } from '#kernel';
import type { Files, StoredFile } from '#modules/files';

export interface FileLinksDeps {
  files: Pick<Files, 'getMany' | 'open'>;
  secretKey: string;
  /** Where this installation can be reached from outside. */
  base: () => string | undefined;
}

const path = '/files';
const signatureLength = 32;

/** Addresses that open one file each, for as long as the file is kept. Nobody can make one up. */
export function createFileLinks({ files, secretKey, base }: FileLinksDeps) {
  const signatureOf = (fileId: string): string =>
    createHmac('sha256', secretKey)
      .update(`file:${fileId}`)
      .digest('base64url')
      .slice(0, signatureLength);

  return {
    path,
    linkTo: ({ id }: Pick<StoredFile, 'id'>): string | undefined => {
      const root = base();
      return root && `${root}${path}/${toShortId(id)}/${signatureOf(id)}`;
    },
    open: async ({ fileId, signature }: { fileId: string; signature: string }) => {
      const wanted = Buffer.from(signatureOf(fileId));
      const given = Buffer.from(signature);
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted))
        throw new AppError('not_found', { fileId });
      const [file] = await files.getMany([fileId]);
      if (!file) throw new AppError('not_found', { fileId });
      const fileName = file.fileName ?? `jackdraw-${file.number}`;
      return { ...(await files.open(file)), fileName };
    },
  };
}
