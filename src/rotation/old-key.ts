import { type Credential, isPassing } from '../exchanges/index.ts';
import { keptOf, unclearText } from './beside.ts';
import type { OldKey } from './plan.ts';
import type { Result } from './progress.ts';
import type { RotationWorld } from './world.ts';

/**
 * What the old key can do now, or that it is refused, with what its last audit found. Waits while it is not answered: a new key that is compared
 * with nothing could do anything.
 */
export async function askOld(
  world: RotationWorld,
  credential: Credential,
): Promise<Pick<OldKey, 'report' | 'refused' | 'before'> | Extract<Result, { readonly waits: unknown }>> {
  const told = await world.inspect(credential);
  if (!('unclear' in told)) return { report: keptOf(world.exchange, told) };
  if (isPassing(told)) {
    const says = unclearText(
      'what the old key can do is not told now, so the new one cannot be compared with it',
      told,
    );
    return { waits: 'time', says };
  }
  const before = await world.lastTold?.(world.fingerprintOf(credential.id));
  return { refused: unclearText('the old key is refused', told), ...(before === undefined ? {} : { before }) };
}
