// A made-up person who fills in any form: shows that a schema can be walked before it is adopted.
export { judgeOf } from './judge.ts';
export { type Walked, walk } from './walk.ts';
