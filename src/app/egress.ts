import type { Settings } from '../config/index.ts';
import type { Clock } from '../core/index.ts';
import { inspections } from '../exchanges/index.ts';
import type { Gateway } from '../gateway/index.ts';
import { lastAddresses } from './address-file.ts';

/**
 * The public addresses from which requests leave: as an exchange tells it to one of its keys (some say it only to a key that they refuse), else
 * as `doctor ip` saw them in the last day. Empty where nobody says so.
 */
export async function egressOf(parts: {
  readonly settings: Settings;
  readonly state: { readonly home: string };
  readonly clock: Clock;
  readonly gateway: Pick<Gateway, 'key'>;
}): Promise<readonly string[]> {
  const { settings, state, clock, gateway } = parts;
  const asked = new Set<string>();
  const told = new Set<string>();
  for (const [name, { exchange, environment }] of Object.entries(settings.keys)) {
    const inspection = inspections[exchange];
    const key = gateway.key(name);
    if (!key || !inspection?.publicIp || inspection.nonce || environment === 'practice' || asked.has(exchange))
      continue;
    asked.add(exchange);
    const answer = await key.publicIp(inspection);
    if (answer !== undefined) told.add(answer);
  }
  return told.size > 0 ? [...told] : lastAddresses(state.home, clock);
}
