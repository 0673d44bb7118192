import { isDeepStrictEqual } from 'node:util';
import type { InlineKeyboardMarkup } from 'grammy/types';

interface Place {
  chat: { id: number };
  message_id: number;
}

interface Shown {
  text: string;
  keyboard: InlineKeyboardMarkup | undefined;
}

export type Screens = ReturnType<typeof createScreens>;

// Two taps of one finger are closer than this.
const freshMs = 30_000;
const mostPlaces = 5_000;

/**
 * What messages turned into a moment ago. The second of two quick presses brings the message as it was before the
 * first one: an edit to what is there already would be refused.
 */
export function createScreens(now: () => number = () => performance.now()) {
  const places = new Map<string, Shown & { at: number }>();
  const keyOf = ({ chat, message_id }: Place) => `${chat.id}:${message_id}`;
  // A menu of the plugin is rendered later, on its way out: it cannot be remembered here.
  const isPlain = ({ keyboard }: Shown) =>
    keyboard === undefined || Object.getPrototypeOf(keyboard) === Object.prototype;

  return {
    isShown: (place: Place, wanted: Shown): boolean => {
      const known = places.get(keyOf(place));
      if (!known || !isPlain(wanted) || now() - known.at > freshMs) return false;
      return known.text === wanted.text && isDeepStrictEqual(known.keyboard, wanted.keyboard);
    },
    note: (place: Place, shown: Shown): void => {
      const key = keyOf(place);
      places.delete(key);
      if (!isPlain(shown)) return;
      places.set(key, { ...shown, at: now() });
      const [oldest] = places.keys();
      if (places.size > mostPlaces && oldest !== undefined) places.delete(oldest);
    },
    forget: (place: Place): void => {
      places.delete(keyOf(place));
    },
  };
}
