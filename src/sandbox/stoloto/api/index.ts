// The calls of StoLoto's API: strict about the header and the pace, in the shapes of the fixtures.
export { createStolotoServer } from './server.ts';
