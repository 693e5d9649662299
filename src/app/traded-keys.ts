import type { Settings } from '../config/index.ts';

/** The keys that bots trade with, at exchanges of which `served` has a part; none that was given to somebody else. */
export function tradedKeys({ keys }: Pick<Settings, 'keys'>, served: object): string[] {
  return Object.entries(keys)
    .filter(([, key]) => key.purpose === 'bots' && key.vendor === undefined && Object.hasOwn(served, key.exchange))
    .map(([name]) => name);
}
