import { has, isList, isObject, type Json, withKey, withoutKey } from './json.ts';

/** '' is the root, '/shots/0/prompt' a place in it; '?' stands before the number of a choice of variant. */
export type Path = string;

const encodeKey = (key: string) =>
  /[~/?]/.test(key) ? key.replace(/~/g, '~0').replace(/\//g, '~1').replace(/\?/g, '~2') : key;
const decodeKey = (part: string) =>
  part.includes('~') ? part.replace(/~2/g, '?').replace(/~1/g, '/').replace(/~0/g, '~') : part;

export const join = (path: Path, key: string | number): Path =>
  `${path}/${typeof key === 'number' ? key : encodeKey(key)}`;

export function split(path: Path): string[] {
  if (path === '') return [];
  const parts = path.slice(1).split('/');
  return path.includes('~') ? parts.map(decodeKey) : parts;
}

export const parentOf = (path: Path): Path => path.slice(0, Math.max(0, path.lastIndexOf('/')));

export const lastKey = (path: Path): string => decodeKey(path.slice(path.lastIndexOf('/') + 1));

export const isWithin = (path: Path, outer: Path): boolean =>
  path === outer || path.startsWith(`${outer}/`) || path.startsWith(`${outer}?`);

export const choiceKey = (path: Path, number: string): string => `${path}?${number}`;

export function splitChoice(key: string): { path: Path; number: string | undefined } {
  const mark = key.lastIndexOf('?');
  return mark < 0
    ? { path: key, number: undefined }
    : { path: key.slice(0, mark), number: key.slice(mark + 1) };
}

const indexPattern = /^(0|[1-9]\d*)$/;
export const toIndex = (key: string): number => (indexPattern.test(key) ? Number(key) : -1);

export function step(value: Json | undefined, key: string): Json | undefined {
  if (isList(value)) return value[toIndex(key)];
  return isObject(value) && has(value, key) ? value[key] : undefined;
}

export const readAt = (root: Json | undefined, path: Path): Json | undefined =>
  split(path).reduce<Json | undefined>(step, root);

/** A new tree; what is missing on the way becomes an object. `undefined` takes the place away. */
export function writeAt(
  root: Json | undefined,
  path: Path,
  value: Json | undefined,
): Json | undefined {
  return write(root, split(path), value);
}

function write(
  node: Json | undefined,
  keys: readonly string[],
  value: Json | undefined,
): Json | undefined {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  const child = write(step(node, key), rest, value);
  if (isList(node)) {
    const index = toIndex(key);
    if (index < 0 || index > node.length) return node;
    return child === undefined ? node.toSpliced(index, 1) : node.toSpliced(index, 1, child);
  }
  const object = isObject(node) ? node : {};
  if (child !== undefined) return withKey(object, key, child);
  return node === undefined ? undefined : withoutKey(object, key);
}
