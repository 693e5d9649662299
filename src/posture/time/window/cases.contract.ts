import type { Cases } from '../../check.ts';
import { clocks, off, shared, silent, venues } from '../clocks.contract.ts';
import type { ClockFacts } from '../facts.ts';

export const windowCases: Cases<ClockFacts> = {
  good: { right: clocks(), 'two seconds behind': venues(off(-2_000)), 'at the limit': venues(off(2_500, 0)) },
  bad: {
    'three seconds behind': venues(off(-3_000)),
    'three seconds ahead': venues(off(3_000)),
    'an hour of a wrong zone': venues(off(3_600_000)),
    'one of two exchanges': venues(off(0), off(-2_600, 20, { name: 'binance' })),
    'a narrow window': venues(off(1_200, 20, { windowMs: 2_000 })),
  },
  near: {
    'measured too roughly': venues(off(-3_000, 800)),
    'not reached': venues(silent),
    'the practice exchange has this clock': venues(shared),
    'no key at all': venues(),
    'a wide window': venues(off(3_000, 20, { windowMs: 60_000 })),
  },
};
