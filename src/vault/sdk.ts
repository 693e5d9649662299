import { setTimeout as sleep } from 'node:timers/promises';
import { KeywardError } from '../core/index.ts';

/** How long a package of a cloud may take in all, with the look for its own credentials, in ms. */
const SDK_TIMEOUT_MS = 10_000;

/** Loads a package that only some need; throws `vault-unsupported` where it is not installed. */
export async function loadPackage<T>(name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new KeywardError('vault-unsupported', `the package ${name} is not installed`, {
      lines: [`npm install ${name}, where Keyward is installed (with -g if it is installed so)`],
    });
  }
}

/** What a package of a cloud gives, or `vault-unreached` when it takes too long: not each of their steps has an end of its own. */
export async function inTime<T>(where: string, work: Promise<T>): Promise<T> {
  const over = new AbortController();
  const late = sleep(SDK_TIMEOUT_MS, undefined, { signal: over.signal, ref: false }).then(() => {
    throw new KeywardError('vault-unreached', `${where} does not answer (no answer in ${SDK_TIMEOUT_MS / 1_000} s)`);
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    over.abort();
  }
}
