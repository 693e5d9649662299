import { type HostFacts, lookHost as look } from '../posture/index.ts';
import type { CheckParts } from './check-parts.ts';

/** Looks at this host for the checks of HOST. Never rejects. */
export function lookHost({ eyes, bots, home }: CheckParts): Promise<HostFacts> {
  return look(eyes, bots, home);
}
