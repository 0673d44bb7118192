// The parsers walk bytes, because the errors name byte offsets; entities are counted in UTF-16 units.

export interface Output {
  /** In UTF-16 units. */
  readonly offset: number;
  readonly size: number;
  push(byte: number): void;
  /** One code point. */
  pushCode(code: number): void;
  text(from?: number): string;
  endsWith(byte: number): boolean;
}

const firstOfFour = 0xf0;

export const isContinuation = (byte: number): boolean => (byte & 0xc0) === 0x80;

export function createOutput(capacity: number): Output {
  const bytes = Buffer.alloc(capacity);
  let size = 0;
  let offset = 0;
  return {
    get offset() {
      return offset;
    },
    get size() {
      return size;
    },
    push(byte) {
      bytes[size++] = byte;
      if (!isContinuation(byte)) offset += byte >= firstOfFour ? 2 : 1;
    },
    pushCode(code) {
      size += bytes.write(String.fromCodePoint(code), size);
      offset += code > 0xffff ? 2 : 1;
    },
    text: (from = 0) => bytes.toString('utf8', from, size),
    endsWith: (byte) => size > 0 && bytes[size - 1] === byte,
  };
}

export interface Input {
  readonly size: number;
  /** 0 beyond the end, as in C++. */
  at(index: number): number;
  slice(from: number, to: number): string;
}

export function createInput(text: string): Input {
  const bytes = Buffer.from(text);
  return {
    size: bytes.length,
    at: (index) => bytes[index] ?? 0,
    slice: (from, to) => bytes.toString('utf8', from, to),
  };
}

export const codeOf = (sign: string): number => sign.charCodeAt(0);

/** TDLib's is_space: also the end of the text. */
export const isSpace = (byte: number): boolean =>
  byte === 0x20 ||
  byte === 0x09 ||
  byte === 0x0d ||
  byte === 0x0a ||
  byte === 0x00 ||
  byte === 0x0b;

export const isLineEnd = (byte: number): boolean => byte === 0x0a || byte === 0x0d;
