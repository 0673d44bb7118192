import { newId } from '#kernel';
import type { Event } from './events.ts';

export type OutboxKind =
  | 'generation.progress'
  | 'generation.result'
  | 'generation.failed'
  | 'generation.late'
  | 'generation.shown'
  | 'generation.original'
  | 'batch.progress'
  | 'batch.result'
  | 'credits.low'
  | 'admin.alert';

/** The smaller is sent first. */
export const priorities: Record<OutboxKind, number> = {
  'generation.result': 0,
  'generation.failed': 0,
  'generation.late': 0,
  'batch.result': 0,
  'generation.shown': 1,
  'generation.original': 1,
  'credits.low': 1,
  'admin.alert': 1,
  'generation.progress': 2,
  'batch.progress': 2,
};

/** One row that is overwritten for as long as there is something to watch. */
export const isLive = (kind: OutboxKind): boolean =>
  kind === 'generation.progress' || kind === 'batch.progress';

export interface Entry {
  key: string;
  kind: OutboxKind;
  subjectId?: string;
  to: { userId: string } | { telegramId: number };
  details?: Record<string, unknown>;
}

export interface PlanFacts {
  now: Date;
  adminIds: readonly number[];
}

export const progressKey = (subjectId: string): string => `progress:${subjectId}`;

/** Which messages an event calls for; pure. What belongs to a batch is told by the batch. */
export function planEntries(event: Event, facts: PlanFacts): Entry[] {
  switch (event.type) {
    case 'generation.queued':
    case 'generation.submitted':
    case 'generation.progress':
    case 'generation.cancelled':
      return [progressOf(event)];
    case 'generation.completed':
      return event.batchId === undefined ? [aboutGeneration('generation.result', event)] : [];
    case 'generation.failed':
      return event.batchId === undefined ? [aboutGeneration('generation.failed', event)] : [];
    case 'generation.late':
      return [aboutGeneration('generation.late', event)];
    case 'generation.settled':
      return [];
    case 'batch.changed':
      return [batchProgress(event)];
    case 'batch.ended':
      return [
        {
          key: `batch.result:${event.batchId}`,
          kind: 'batch.result',
          subjectId: event.batchId,
          to: { userId: event.userId },
        },
      ];
    case 'credits.low':
      return [
        {
          key: `credits.low:${event.userId}:${dayOf(facts.now)}`,
          kind: 'credits.low',
          to: { userId: event.userId },
        },
      ];
    case 'admin.alert':
      return alertsOf(event, facts);
  }
}

type OfGeneration = { userId: string; generationId: string; batchId?: string | undefined };

const progressOf = (event: OfGeneration): Entry =>
  event.batchId === undefined
    ? {
        key: progressKey(event.generationId),
        kind: 'generation.progress',
        subjectId: event.generationId,
        to: { userId: event.userId },
      }
    : batchProgress({ userId: event.userId, batchId: event.batchId });

const batchProgress = ({ userId, batchId }: { userId: string; batchId: string }): Entry => ({
  key: progressKey(batchId),
  kind: 'batch.progress',
  subjectId: batchId,
  to: { userId },
});

const aboutGeneration = (kind: OutboxKind, event: OfGeneration): Entry => ({
  key: `${kind}:${event.generationId}`,
  kind,
  subjectId: event.generationId,
  to: { userId: event.userId },
});

/** An alert that names what it is about is told once an hour; the others each time. */
function alertsOf(event: Extract<Event, { type: 'admin.alert' }>, facts: PlanFacts): Entry[] {
  const about = event.key === undefined ? newId() : `${event.key}:${hourOf(facts.now)}`;
  return facts.adminIds.map((telegramId) => ({
    key: `admin.alert:${event.code}:${about}:${telegramId}`,
    kind: 'admin.alert',
    to: { telegramId },
    details: { code: event.code, ...event.details },
  }));
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
const hourOf = (at: Date): string => at.toISOString().slice(0, 13);
