import { resolve } from 'node:path';
import { KeywardError } from '../core/index.ts';
import { type Sight, seen, unseen } from '../posture/index.ts';
import { askAdmin } from './admin.ts';
import type { CheckParts } from './check-parts.ts';
import type { OperationName, Operations } from './operations.ts';

/** A Keyward that works answers at once. */
const ANSWER_MS = 1_000;

/** What the running Keyward says to a question that changes nothing; `undefined`: none runs here. Never rejects. */
export async function askRunning<
  K extends Extract<OperationName, 'haltState' | 'watchStatus' | 'listAlerts' | 'listKeys' | 'address'>,
>({ home }: Pick<CheckParts, 'home'>, name: K): Promise<Sight<Awaited<ReturnType<Operations[K]>>> | undefined> {
  const by = 'keyward up';
  try {
    return seen(by, await askAdmin(resolve(home), name, undefined, { timeoutMs: ANSWER_MS }));
  } catch (error) {
    if (error instanceof KeywardError && error.code === 'not-running') return undefined;
    return unseen(by, error instanceof KeywardError ? error.message : 'the running Keyward does not answer');
  }
}

export const notRunning: Sight<never> = unseen('keyward up', 'no keyward up runs here');
