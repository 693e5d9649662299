import { setTimeout as sleep } from 'node:timers/promises';

/** Throws when it takes longer; what is under way goes on, and its end is nobody's to know. `what`: as people call it. */
export async function within<T>(work: Promise<T>, mostMs: number, what = 'its place'): Promise<T> {
  const enough = new AbortController();
  const late = sleep(mostMs, undefined, { ref: false, signal: enough.signal }).then((): never => {
    throw new Error(`${what} has not answered in ${mostMs} ms`);
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    enough.abort();
  }
}
