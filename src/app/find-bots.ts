import { type Eyes, type FoundBots, searchBots } from '../posture/index.ts';

/** Looking must not hold up a start. */
const SHORT_MS = 1_500;

/** Finds the bots on this host and in the current folder; what could not be looked at is told in `gaps`. Never rejects. */
export async function findBots(parts: {
  readonly eyes: Eyes;
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Bots of the current folder and below alone. */
  readonly isHereOnly?: true;
  /** So long it may take; 1.5 s when absent. */
  readonly longestMs?: number;
}): Promise<FoundBots> {
  const late = AbortSignal.timeout(parts.longestMs ?? SHORT_MS);
  try {
    const found = await searchBots({ ...parts, signal: AbortSignal.any([parts.signal, late]) });
    return late.aborted ? { ...found, isCutShort: true } : found;
  } catch (error) {
    const why = error instanceof Error ? error.name : 'a fault';
    return { bots: [], isCutShort: true, gaps: [`the search for bots ended early (${why})`] };
  }
}
