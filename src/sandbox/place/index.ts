// Where a sandbox server stands: the address it tells, and the names it answers to.
export { isHeardAs, urlOf } from './place.ts';
