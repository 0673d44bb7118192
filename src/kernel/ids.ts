// UUIDv7 (RFC 9562): the time in front keeps index pages warm, the rest is random.
const counterBits = 12;
const counterMax = 2 ** counterBits;

const state = { ms: 0, counter: 0 };

export function newId(nowMs: number = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const { ms, counter } = nextTick(Math.floor(nowMs), bytes);
  for (let i = 0; i < 6; i += 1) bytes[i] = Math.floor(ms / 2 ** (8 * (5 - i))) % 256;
  bytes[6] = 0x70 | (counter >> 8);
  bytes[7] = counter & 0xff;
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return toUuid(bytes);
}

// Ids made in one millisecond must still sort in the order they were made.
function nextTick(nowMs: number, random: Uint8Array): { ms: number; counter: number } {
  if (nowMs > state.ms) {
    state.ms = nowMs;
    state.counter = (((random[6] ?? 0) & 0x03) << 8) | (random[7] ?? 0);
  } else {
    state.counter += 1;
    if (state.counter === counterMax) {
      state.counter = 0;
      state.ms += 1;
    }
  }
  return state;
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const shortPattern = /^[A-Za-z0-9_-]{21}[AQgw]$/;

export const isId = (text: string): boolean => uuidPattern.test(text);

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** 22 characters of base64url: fits callback data, deep links and file names. Every button of a screen asks for one. */
export function toShortId(id: string): string {
  let short = '';
  let bits = 0;
  let count = 0;
  for (let at = 0; at < id.length; at += 1) {
    const code = id.charCodeAt(at);
    if (code === dash) continue;
    bits = (bits << 4) | (code <= nine ? code - zero : code - tenth);
    count += 4;
    if (count < 6) continue;
    count -= 6;
    short += letters[bits >> count];
    bits &= (1 << count) - 1;
  }
  return count === 0 ? short : short + letters[bits << (6 - count)];
}
const dash = 45;
const zero = 48;
const nine = 57;
// Where `a` would stand for ten.
const tenth = 87;

export function fromShortId(short: string): string | undefined {
  if (!shortPattern.test(short)) return undefined;
  const binary = atob(short.replaceAll('-', '+').replaceAll('_', '/'));
  return toUuid(Uint8Array.from(binary, (char) => char.charCodeAt(0)));
}

function toUuid(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}
