import type { InlineKeyboardButton } from 'grammy/types';
import { AppError, fromShortId, toShortId } from '#kernel';

interface Codec<T> {
  write(value: T): string;
  /** Undefined for what we never wrote: old or foreign data. */
  read(text: string): T | undefined;
}

const wordPattern = /^[a-z0-9_-]{1,24}$/;

/** How each part of callback data is written: ids in their short form, numbers in base 36. */
export const part = {
  id: { write: toShortId, read: fromShortId } satisfies Codec<string>,
  number: {
    write: (value) => value.toString(36),
    read: (text) => (/^[0-9a-z]{1,10}$/.test(text) ? Number.parseInt(text, 36) : undefined),
  } satisfies Codec<number>,
  word: {
    write: (value) => value,
    read: (text) => (wordPattern.test(text) ? text : undefined),
  } satisfies Codec<string>,
};

type Shape = Record<string, Codec<string> | Codec<number>>;
type Params<S extends Shape> = { [K in keyof S]: S[K] extends Codec<infer T> ? T : never };

export interface Button<P> {
  data(params: P): string;
  parse(data: string): P | undefined;
  make(text: string, params: P): InlineKeyboardButton.CallbackButton;
}

const version = 'v1';
const mostBytes = 64;

/** A button of a stored object: `v1:<action>:<part>…`. It works after a deploy and next month. */
export function defineButton<S extends Shape>(action: string, shape: S): Button<Params<S>> {
  const names = Object.keys(shape);
  const head = `${version}:${action}`;
  const data = (params: Params<S>): string => {
    const written = names.map((name) => writeWith(shape[name], params[name]));
    const text = [head, ...written].join(':');
    if (Buffer.byteLength(text) > mostBytes) throw new AppError('internal', { callbackData: text });
    return text;
  };
  return {
    data,
    parse: (text) => {
      // Every press passes by all buttons: most are told apart by this alone.
      if (!text.startsWith(head)) return undefined;
      const [, verb, ...rest] = text.split(':');
      if (verb !== action || rest.length !== names.length) return undefined;
      const read = names.map((name, i) => [name, shape[name]?.read(rest[i] ?? '')] as const);
      if (read.some(([, value]) => value === undefined)) return undefined;
      return asParams<S>(Object.fromEntries(read));
    },
    make: (text, params) => ({ text, callback_data: data(params) }),
  };
}

// The compiler cannot follow a codec through a list of names.
function writeWith(codec: Shape[string] | undefined, value: unknown): string {
  return (codec as Codec<unknown> | undefined)?.write(value) ?? '';
}

// Every name of the shape was read by its own codec and none was refused.
function asParams<S extends Shape>(read: Record<string, unknown>): Params<S> {
  return read as Params<S>;
}
