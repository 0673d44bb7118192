// What survives a restart: numbers never go back, people find their chats as they left them.
export { createJournal } from './journal.ts';
