import { isAppError } from '#kernel';

/** A section that cannot be had leaves the others standing. */
export async function orAbsent<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (!isAppError(error)) throw error;
    return undefined;
  }
}
