import { type Cases, seen, unseen } from '../../check.ts';
import { killFacts, NOW_MS } from '../facts.contract.ts';
import type { DeadManFacts, KillFacts } from '../facts.ts';

const offers = { least: 60, most: 3_600, takesStops: 'yes' } as const;
const set = (ageMs: number) => seen('dead-man.json', NOW_MS - ageMs);
const with_ = (deadMan: DeadManFacts, isReal = true) => killFacts({}, { deadMan, isReal });

export const deadManSetCases: Cases<KillFacts> = {
  good: {
    'asked for, and set a moment ago': killFacts(),
    'one exactly as old as it may be': with_({ offers, wanted: 60, set: set(120_000) }),
  },
  bad: {
    'the exchange has one, and nobody asks for it': with_({ offers, set: set(0) }),
    'on the practice exchange that is lighter': with_({ offers, set: set(0) }, false),
    'asked for, and never set': with_({ offers, wanted: 60, set: seen('dead-man.json', undefined) }),
    'set for the last time long ago': with_({ offers, wanted: 60, set: set(121_000) }),
  },
  near: {
    'the exchange has none': with_({ set: set(0) }),
    'it has none, and the watchdog is asked for': with_({ wanted: 60, set: set(0) }),
    'asked for, and nothing runs that sets it': with_({
      offers,
      wanted: 60,
      set: unseen('keyward up', 'no keyward up runs here'),
    }),
    'no bot trades': killFacts({ accounts: seen('the settings', []) }),
  },
};
