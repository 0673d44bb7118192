export interface MediaFacts {
  readonly mime_type: string;
  readonly width?: number;
  readonly height?: number;
  /** Whole seconds, as Telegram counts. */
  readonly duration?: number;
  /** MP4 without a sound track and GIF: Telegram shows them as an animation. */
  readonly silent?: true;
  readonly performer?: string;
  readonly title?: string;
}
