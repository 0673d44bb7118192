import type { ErrorCode } from '#kernel';

/** What helps after a refusal: the same call later, a new task, nothing, or the operator. */
export type NextStep = 'retry' | 'as_new' | 'final' | 'operator';

export const nextSteps = {
  input_rejected: 'final',
  input_unreadable: 'final',
  prompt_rejected: 'final',
  provider_busy: 'retry',
  provider_failed: 'as_new',
  provider_off: 'final',
  provider_paused: 'retry',
  provider_unauthorized: 'operator',
  provider_unfunded: 'operator',
} as const satisfies Partial<Record<ErrorCode, NextStep>>;

export type FailureCode = keyof typeof nextSteps;

export interface TaskRef {
  taskId: string;
  endpoint: 'jobs' | 'veo' | 'flux-kontext';
}

export interface Submission {
  modelId: string;
  endpoint: TaskRef['endpoint'];
  input: Record<string, unknown>;
  callbackUrl?: string | undefined;
}

export interface Media {
  kind: 'image' | 'video' | 'audio' | 'file';
  url: string;
  title?: string | undefined;
  seconds?: number | undefined;
  coverUrl?: string | undefined;
  /** The name that follow-up models ask for. */
  trackId?: string | undefined;
}

/** `callbackUrl` is what the task was made with: it tells whose task it is. */
export type TaskView =
  | { state: 'unseen' }
  | { state: 'running'; callbackUrl?: string | undefined; progress?: number | undefined }
  | {
      state: 'done';
      callbackUrl?: string | undefined;
      media: Media[];
      text?: string | undefined;
      cost?: number | undefined;
    }
  | {
      state: 'failed';
      callbackUrl?: string | undefined;
      code: FailureCode;
      providerCode: number;
      cost?: number | undefined;
    };

export type Upload = { fileName: string } & (
  | { form: 'stream'; bytes: Uint8Array<ArrayBuffer>; mimeType: string }
  | { form: 'base64'; bytes: Uint8Array<ArrayBuffer>; mimeType: string }
  | { form: 'url'; url: string }
);

/** A model as the provider sells it today, its price in the provider's own words. */
export interface LiveOffer {
  modelId: string;
  priceText?: string | undefined;
}

export interface Provider {
  /** `provider_uncertain`: a paid task may or may not exist. Any other AppError: none was made. */
  submit(order: Submission): Promise<{ taskId: string }>;
  look(task: TaskRef): Promise<TaskView>;
  /** In the provider's credits. */
  credit(): Promise<number>;
  offers(): Promise<LiveOffer[]>;
  /** The address that goes into the input; it lives a day. */
  upload(upload: Upload): Promise<string>;
  /** Lives twenty minutes. */
  downloadLink(resultUrl: string): Promise<string>;
}
