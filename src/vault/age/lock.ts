import { readFileSync, statSync } from 'node:fs';
import { type AgeLock, lockOfFile } from './encryption.ts';
import { isShort, stampOf } from './vault-file.ts';

/** How a file is locked now; `undefined` when it has this stamp still, is not there, is too long, or cannot be read. Opens nothing. */
export async function readAgeLock(
  path: string,
  stampBefore: string | undefined,
): Promise<{ readonly stamp: string; readonly lock: AgeLock } | undefined> {
  try {
    const stat = statSync(path, { bigint: true });
    const stamp = stampOf(stat);
    if (stamp === stampBefore || !isShort(stat)) return undefined;
    return { stamp, lock: await lockOfFile(readFileSync(path)) };
  } catch {
    // Whoever needs what is in it says what is wrong with it.
    return undefined;
  }
}
