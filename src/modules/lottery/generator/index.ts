// Random numbers from the machine's cryptographic source. No set wins more often than another.
export { isPopular } from './popular.ts';
export { randomTicket } from './random-ticket.ts';
