import { z } from 'zod';
import { type Credits, creditsOf } from '#kernel';
import type { Json } from '#modules/catalogue';
import { type FailCode, toFailCode } from './fail-codes.ts';
import type { Certainty, Status } from './state.ts';
import type { GenerationRow } from './store/index.ts';

const inputShape = z.record(z.string(), z.json());
const secondsShape = z.record(z.string(), z.number());
const billShape = z.array(
  z.object({
    what: z.string(),
    credits: z.string(),
    quantity: z.string(),
    unit: z.string(),
  }),
);
const termsShape = z.object({ rate: z.string(), step: z.string(), least: z.string() });

export type GenerationInput = Readonly<Record<string, Json>>;

/** A row as the other rooms see it: what it was ordered with, and how far it came. */
export interface Generation {
  id: string;
  /** What people see: order no. 1234. */
  number: number;
  userId: string;
  batchId: string | undefined;
  chatId: string | undefined;
  retryOf: string | undefined;
  modelId: string;
  catalogueHash: string;
  input: GenerationInput;
  seconds: Record<string, number>;
  fingerprint: string;
  price: {
    kind: 'exact' | 'upTo';
    amount: Credits;
    /** In the provider's credits. */
    bill: z.infer<typeof billShape>;
    /** Of that day; decimal amounts. */
    terms: z.infer<typeof termsShape>;
  };
  status: Status;
  certainty: Certainty;
  attempt: number;
  taskId: string | undefined;
  admittedAt: Date | undefined;
  /** Percent that the provider itself told. */
  progress: number | undefined;
  code: FailCode | undefined;
  needsAttention: boolean;
  cameLate: boolean;
  resultText: string | undefined;
  captured: Credits | undefined;
  providerCost: string | undefined;
  createdAt: Date;
  submittedAt: Date | undefined;
  doneAt: Date | undefined;
  endedAt: Date | undefined;
  expiresAt: Date;
}

export function toGeneration(row: GenerationRow): Generation {
  return {
    id: row.id,
    number: row.number,
    userId: row.userId,
    batchId: row.batchId ?? undefined,
    chatId: row.chatId ?? undefined,
    retryOf: row.retryOf ?? undefined,
    modelId: row.modelId,
    catalogueHash: row.catalogueHash,
    input: inputShape.parse(row.input),
    seconds: secondsShape.parse(row.seconds),
    fingerprint: row.fingerprint,
    price: {
      kind: row.priceKind,
      amount: creditsOf(row.priceMc),
      bill: billShape.parse(row.bill),
      terms: termsShape.parse(row.terms),
    },
    status: row.status,
    certainty: row.certainty,
    attempt: row.attempt,
    taskId: row.taskId ?? undefined,
    admittedAt: row.admittedAt ?? undefined,
    progress: row.progress ?? undefined,
    code: row.code === null ? undefined : toFailCode(row.code),
    needsAttention: row.needsAttention,
    cameLate: row.cameLate,
    resultText: row.resultText ?? undefined,
    captured: row.capturedMc === null ? undefined : creditsOf(row.capturedMc),
    providerCost: row.providerCost ?? undefined,
    createdAt: row.createdAt,
    submittedAt: row.submittedAt ?? undefined,
    doneAt: row.doneAt ?? undefined,
    endedAt: row.endedAt ?? undefined,
    expiresAt: row.expiresAt,
  };
}

/** What every event of a generation tells. */
export const factsOf = ({ id, userId, number, batchId }: Generation) => ({
  userId,
  generationId: id,
  number,
  batchId,
});
