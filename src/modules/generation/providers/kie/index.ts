// KIE behind the port of providers. A paid call is never made twice by this client: what it does not know, it says.
export { isSigned, taskIdOf } from './callback.ts';
export { createKie } from './client.ts';
export { failureOf } from './map.ts';
