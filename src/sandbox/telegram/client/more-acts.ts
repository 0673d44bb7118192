import type { Act } from '#sandbox/telegram/acts';
import type { UploadedFile } from '#sandbox/telegram/api';
import type { Message } from '../types.ts';

/** Acts whose rules live beside their methods: payments, drafts, Mini Apps, media. Refusals are ActRefused. */
export interface MoreActs {
  /** The user presses Pay: a pre_checkout_query goes out; the outcome comes as a `payment` event. */
  pay(
    act: Act,
    input: { user: number; message_id?: number | undefined; link?: string | undefined },
  ): void;
  stopDraft(act: Act, input: { user: number; draft_id: number }): void;
  openWebApp(
    act: Act,
    input: {
      user: number;
      message_id?: number | undefined;
      url?: string | undefined;
      kind: 'inline' | 'menu' | 'keyboard';
    },
  ): { url: string };
  sendWebAppData(act: Act, input: { user: number; button_text: string; data: string }): void;
  upload(
    act: Act,
    input: {
      user: number;
      as: UploadAs;
      caption: string;
      files: readonly UploadedFile[];
    },
  ): Promise<readonly Message[]>;
}

export const uploadKinds = ['auto', 'photo', 'document', 'video', 'audio', 'voice'] as const;
export type UploadAs = (typeof uploadKinds)[number];
