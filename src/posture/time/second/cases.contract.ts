import type { Cases } from '../../check.ts';
import { clocks, off, shared, silent, venues } from '../clocks.contract.ts';
import type { ClockFacts } from '../facts.ts';

export const secondCases: Cases<ClockFacts> = {
  good: {
    right: clocks(),
    'an exchange that tells whole seconds': venues(off(-200, 520)),
    'at the limit': venues(off(-1_000, 0)),
  },
  bad: {
    'a second and a half': venues(off(1_500)),
    'on the practice exchange': venues(off(1_500, 20, { isPractice: true })),
    'far off, however rough': venues(off(-9_000, 3_000)),
  },
  near: {
    'measured too roughly': venues(off(900, 520)),
    'a slow way': venues(off(0, 1_400)),
    'not reached': venues(silent),
    'the practice exchange has this clock': venues(shared),
    'no key at all': venues(),
  },
};
