// The seat's hand: it sends what the outbox has, by the best way Telegram takes, and forgets nothing on the way.
// Words come from whoever renders; here are turns, walls, forms, repeats and what was shown last.
export { type Buckets, createBuckets } from './buckets.ts';
export { layOut } from './form.ts';
export type { Addressee, Part, Render, Rendered } from './message.ts';
export { createSender, type Sender, type SenderDeps } from './sender.ts';
