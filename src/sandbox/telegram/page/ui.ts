import type { Locale } from './locale.ts';
import type { Texts } from './messages.ts';
import type { InlineButton, Media, Message } from './types.ts';

export interface Viewable {
  readonly kind: 'photo' | 'video';
  readonly media: Media;
  readonly messageId: number;
}

/** What the drawing parts may ask of the page. */
export interface Acts {
  send(text: string): void;
  openLink(url: string, sure: boolean): void;
  copy(text: string): void;
  press(message: Message, button: InlineButton, element: HTMLButtonElement): void;
  view(items: readonly Viewable[], index: number): void;
  jump(messageId: number): void;
  menu(message: Message, at: { x: number; y: number }): void;
}

export interface Ui {
  readonly locale: Locale;
  readonly t: Texts;
  readonly botName: string;
  readonly acts: Acts;
}
