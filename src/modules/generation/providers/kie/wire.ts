import { z } from 'zod';

/** Unknown fields pass: KIE adds them without notice. */
export const envelopeWire = z.looseObject({
  code: z.number(),
  msg: z.string().nullish(),
  data: z.unknown(),
});

export const createdWire = z.looseObject({ taskId: z.string().min(1) });
export const uploadedWire = z.looseObject({ downloadUrl: z.url() });
export const modelsWire = z.looseObject({
  models: z.array(z.looseObject({ model: z.string(), pricingDesc: z.string().nullish() })),
});

const track = z.looseObject({
  id: z.string().nullish(),
  audio_url: z.string().nullish(),
  audioUrl: z.string().nullish(),
  image_url: z.string().nullish(),
  imageUrl: z.string().nullish(),
  title: z.string().nullish(),
  duration: z.number().nullish(),
});

export const resultWire = z.looseObject({
  resultUrls: z.array(z.string()).nullish(),
  resultImageUrl: z.string().nullish(),
  resultVideoUrl: z.string().nullish(),
  firstFrameUrl: z.string().nullish(),
  lastFrameUrl: z.string().nullish(),
  resultObject: z.unknown().optional(),
  data: z.array(track).nullish(),
  sunoData: z.array(track).nullish(),
});

export const recordWire = z.looseObject({
  taskId: z.string(),
  state: z.string().nullish(),
  successFlag: z.number().nullish(),
  param: z.string().nullish(),
  paramJson: z.string().nullish(),
  resultJson: z.string().nullish(),
  response: resultWire.nullish(),
  failCode: z.union([z.string(), z.number()]).nullish(),
  failMsg: z.string().nullish(),
  errorCode: z.union([z.string(), z.number()]).nullish(),
  errorMessage: z.string().nullish(),
  creditsConsumed: z.number().nullish(),
  progress: z.union([z.number(), z.string()]).nullish(),
});

export type RecordWire = z.infer<typeof recordWire>;
export type ResultWire = z.infer<typeof resultWire>;
