// Files inside messages: how they are kept, and what a message shows of them. For bots and for people alike.
export { contentOfFile, photoOf } from './content.ts';
export { type Attachment, present, resolveKind, storeAttachment } from './store.ts';
