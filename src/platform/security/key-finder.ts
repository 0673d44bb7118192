export interface KeyFinder {
  isKeyIn(line: string): boolean;
}

// Pieces, so that this file does not find itself.
const shapes = [
  '[0-9]{8,12}:[A-Za-z0-9_-]{35}',
  `s${'k-'}[A-Za-z0-9_-]{24,}`,
  `-----BEGIN [A-Z ]*PRIVATE${' KEY'}-----`,
  'AKIA[0-9A-Z]{16}',
  'gh[pousr]_[A-Za-z0-9]{36}',
];

/** Made up for documentation and tests: says so itself, or counts up. */
const madeUp = /canary|example|sandbox|placeholder|dummy|fake|test|0123456789|abcdefgh|(.)\1{9}/i;

export function createKeyFinder(secrets: readonly string[]): KeyFinder {
  const own = secrets.filter((secret) => secret.length >= 12);
  const looksLike = new RegExp(shapes.map((shape) => `(?<![A-Za-z0-9])${shape}`).join('|'), 'g');
  return {
    isKeyIn: (line) =>
      own.some((secret) => line.includes(secret)) ||
      [...line.matchAll(looksLike)].some(
        ([match]) => !madeUp.test(match) && !documented.has(match),
      ),
  };
}

/** The example of a token in Telegram's own documentation, and so in ours. */
const documented = new Set(['1234567890:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc']);
