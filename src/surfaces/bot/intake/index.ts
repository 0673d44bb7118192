// How updates come in: asked for by the holder of the seat, or brought to any process by a webhook. Both
// only write them down.
export { allowedUpdates } from './allowed.ts';
export { patiently } from './patience.ts';
export { poll } from './polling.ts';
export { asUpdate, createReceive, type Receive } from './receive.ts';
