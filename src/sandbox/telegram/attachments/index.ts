// Files inside messages: how they are kept, and what a message shows of them. For bots and for people alike.
export { contentOfFile } from './content.ts';
export { type Attachment, present, storeAttachment } from './store.ts';
