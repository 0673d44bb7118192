import type { ApiGroup } from './call.ts';

/** Every method this server knows; all others answer `Not Found: method not found`. */
export const apiGroups: readonly ApiGroup[] = [];
