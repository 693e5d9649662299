import { type BotFacts, lookAtBots } from '../posture/index.ts';
import type { CheckParts } from './check-parts.ts';

/** What the checks of the bots judge. `blessed`: the digests of strategy files that the baseline holds. */
export async function lookBots(
  { eyes, signal, bots }: CheckParts,
  blessed?: Readonly<Record<string, string>>,
): Promise<BotFacts> {
  return lookAtBots({ eyes, signal, ...(blessed === undefined ? {} : { blessed }) }, await bots);
}
