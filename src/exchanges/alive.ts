import type { Ability } from './exchange.ts';
import { type KeyReport, type Right, rights } from './inspection.ts';

/** The report of a key that an exchange takes without saying what it may do: whatever is not told here is `unknown`. */
export function aliveReport(told: Readonly<Partial<Record<Right, Ability>>>): KeyReport {
  return {
    rights: Object.fromEntries(rights.map((right) => [right, told[right] ?? 'unknown'])) as Record<Right, Ability>,
    ipRestricted: 'unknown',
    subAccount: 'unknown',
    words: [],
  };
}
