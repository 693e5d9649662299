import { type Eyes, type FoundBots, searchBots } from '../posture/index.ts';

/** Looking must not hold up what waits for it. */
const LONGEST_MS = 1_500;

/** Finds the bots on this host and in the current folder; what could not be looked at is told in `gaps`. Never rejects. */
export async function findBots(parts: {
  readonly eyes: Eyes;
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Bots of the current folder and below alone. */
  readonly isHereOnly?: true;
}): Promise<FoundBots> {
  const late = AbortSignal.timeout(LONGEST_MS);
  try {
    return await searchBots({ ...parts, signal: AbortSignal.any([parts.signal, late]) });
  } catch (error) {
    const why = error instanceof Error ? error.name : 'a fault';
    return { bots: [], gaps: [`the search for bots ended early (${why})`] };
  }
}
