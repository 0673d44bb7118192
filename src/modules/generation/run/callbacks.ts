import { createHmac } from 'node:crypto';
import { isId } from '#kernel';

export interface CallbacksDeps {
  /** Where the provider reaches this installation; undefined: it does not. */
  base: () => string | undefined;
  secretKey: string;
}

/** Addresses by which the provider tells of a task, and by which a task tells whose it is. */
export type Callbacks = ReturnType<typeof createCallbacks>;

export const callbackPath = '/api/media/completion/webhook/kieai';

export function createCallbacks({ base, secretKey }: CallbacksDeps) {
  const secret = createHmac('sha256', secretKey).update('callbacks of kie').digest('base64url');
  return {
    secret,
    isOn: (): boolean => base() !== undefined,
    urlOf: (generationId: string): string | undefined => {
      const root = base();
      return root && `${root}${callbackPath}/${secret}/${generationId}`;
    },
    /** The generation that a task was made for. The host may have changed since; the secret has not. */
    ownerOf: (callbackUrl: string | undefined): string | undefined => {
      const path = URL.parse(callbackUrl ?? '')?.pathname;
      const start = `${callbackPath}/${secret}/`;
      const id = path?.startsWith(start) ? path.slice(start.length) : '';
      return isId(id) ? id : undefined;
    },
  };
}
