import { type Result, resultOf } from './results.ts';
import type { State, Task } from './tasks.ts';

export interface RecordInput {
  readonly state: State;
  readonly base: string;
}

/** `data` of recordInfo. */
export function recordOf(task: Task, { state, base }: RecordInput): Record<string, unknown> {
  const param = {
    model: task.model.id,
    ...(task.callBackUrl !== undefined && { callBackUrl: task.callBackUrl }),
    input: JSON.stringify(task.input),
  };
  const result: Result | undefined = state === 'success' ? resultOf(task, base) : undefined;
  const hasFailed = state === 'fail';
  return {
    taskId: task.id,
    model: task.model.id,
    operationType: task.model.id,
    state,
    successFlag: { success: 1, fail: 3, waiting: 0, queuing: 0, generating: 0 }[state],
    param: JSON.stringify(param),
    paramJson: JSON.stringify(param),
    resultJson: result === undefined ? '' : JSON.stringify(result),
    response: result ?? null,
    failCode: hasFailed ? String(task.failure?.code ?? 500) : null,
    failMsg: hasFailed ? (task.failure?.msg ?? '') : null,
    // Seconds, as recorded; the documentation speaks of milliseconds.
    costTime:
      task.completedAt === undefined
        ? null
        : Math.round((task.completedAt - task.createdAt) / 1000),
    createTime: task.createdAt,
    updateTime: task.completedAt ?? task.createdAt,
    completeTime: task.completedAt ?? null,
    creditsConsumed: hasFailed ? 0 : task.credits,
    progress: null,
  };
}

/** `data` of the record calls of Veo and Flux Kontext. */
export function familyRecordOf(task: Task, { state, base }: RecordInput): Record<string, unknown> {
  const urls = state === 'success' ? (resultOf(task, base).resultUrls ?? []) : [];
  const common = {
    taskId: task.id,
    paramJson: JSON.stringify({
      ...task.input,
      model: task.model.id,
      callBackUrl: task.callBackUrl,
    }),
    completeTime: task.completedAt ?? null,
    createTime: task.createdAt,
    successFlag:
      state === 'success' ? 1 : state === 'fail' ? (task.failure?.code === 400 ? 2 : 3) : 0,
    errorCode: state === 'fail' ? (task.failure?.code ?? 500) : null,
    errorMessage: state === 'fail' ? (task.failure?.msg ?? '') : '',
  };
  if (state !== 'success') return { ...common, response: null };
  const response =
    task.family === 'veo'
      ? {
          taskId: task.id,
          resultUrls: urls,
          originUrls: null,
          fullResultUrls: null,
          resolution: task.input.resolution ?? '720p',
        }
      : { originImageUrl: null, resultImageUrl: urls[0] };
  return { ...common, response, ...(task.family === 'veo' && { fallbackFlag: false }) };
}
