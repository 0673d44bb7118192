import { type ApiCall, ApiFailure, DescribedResult, type FailureParameters } from './call.ts';
import { apiMethods } from './groups.ts';

export type MethodAnswer =
  | { readonly ok: true; readonly result: unknown; readonly description?: string }
  | {
      readonly ok: false;
      readonly error_code: number;
      readonly description: string;
      readonly parameters?: FailureParameters;
    };

export const knownMethod = (method: string): string | undefined =>
  apiMethods.get(method.toLowerCase())?.name;

/** Runs one method; a refusal is an answer, anything else that is thrown is a bug of ours. */
export async function callMethod(call: ApiCall): Promise<MethodAnswer> {
  const method = apiMethods.get(call.method.toLowerCase());
  if (method === undefined)
    return { ok: false, error_code: 404, description: 'Not Found: method not found' };
  try {
    const result = await method.handler(call);
    return result instanceof DescribedResult
      ? { ok: true, result: result.result, description: result.description }
      : { ok: true, result };
  } catch (error) {
    if (error instanceof ApiFailure) return toAnswer(error);
    throw error;
  }
}

export const toAnswer = (failure: ApiFailure): MethodAnswer => ({
  ok: false,
  error_code: failure.code,
  description: failure.message,
  ...(failure.parameters === undefined ? {} : { parameters: failure.parameters }),
});
