import { createHash } from 'node:crypto';

// "jd": keeps our locks apart from those of others in the same database.
const ours = 0x6a64;

export const advisoryKeyOf = (key: string): [number, number] => [
  ours,
  createHash('sha256').update(key).digest().readInt32BE(0),
];
