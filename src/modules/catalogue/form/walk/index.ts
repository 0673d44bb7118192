// A made-up person who fills in any form: shows that a schema can be walked before it is adopted.
export { type Chance, createChance } from '../chance.ts';
export { invent } from './invent.ts';
export { judgeOf } from './judge.ts';
export { sampleOf } from './sample.ts';
export { type Walked, walk } from './walk.ts';
