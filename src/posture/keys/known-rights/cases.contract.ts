import type { Cases } from '../../check.ts';
import { audited, NOW_MS, notAsked, only } from '../audited.contract.ts';
import type { KeyFacts } from '../facts.ts';

const untold = { rights: { ...only('read', 'spot'), futures: 'unknown' as const } };

export const knownRightsCases: Cases<KeyFacts> = {
  good: {
    'all is told': audited(),
    'its owner says the rest': audited({
      report: untold,
      attested: { rights: ['read', 'spot'], untilMs: NOW_MS + 1_000_000, by: 'cli me' },
    }),
  },
  bad: {
    'what its owner said has ended': audited({
      report: untold,
      attested: { rights: ['read', 'spot'], untilMs: NOW_MS - 1_000, by: 'cli me' },
    }),
  },
  near: {
    'nobody ever said it': audited({ report: untold }),
    'a right that no box is for': audited({ report: { rights: { ...only('read', 'spot'), admin: 'unknown' } } }),
    'not reached': audited({ told: notAsked }),
  },
};
