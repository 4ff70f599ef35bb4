import { Failure } from './desk.ts';

/** A while for a system behind this one to come back. */
const retryAfterMs = 5_000;

/** Asks a system of the shop. Where that fails, so does the route, with 502; why is for `onError` alone. */
export async function askUpstream<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw new Failure('upstream-unavailable', { retryAfterMs }, error);
  }
}
