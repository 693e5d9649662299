import type { Cases } from '../../check.ts';
import { audited, NOW_MS, notAsked, refused } from '../audited.contract.ts';
import type { KeyFacts } from '../facts.ts';

export const aliveCases: Cases<KeyFacts> = {
  good: {
    'it answers': audited(),
    'it is recorded as revoked, and dead': audited({ told: refused, revokedMs: NOW_MS - 1_000 }),
  },
  bad: {
    'the exchange does not know it': audited({ told: refused }),
    'its address is refused': audited({
      told: { kind: 'unclear', unclear: { unclear: true, cause: 'ip', message: 'Unmatched IP' } },
    }),
    'it is recorded as revoked, and answers': audited({ revokedMs: NOW_MS - 1_000 }),
  },
  near: {
    'not reached': audited({ told: notAsked }),
    'the exchange is overloaded': audited({
      told: { kind: 'unclear', unclear: { unclear: true, cause: 'rate', message: 'Too many visits' } },
    }),
    'a platform holds it, and only its address is refused': audited({
      vendor: '3commas',
      told: { kind: 'unclear', unclear: { unclear: true, cause: 'ip', message: 'Unmatched IP' } },
    }),
    'a platform holds it, and its owner has said what it can do': audited({
      vendor: '3commas',
      told: { kind: 'unclear', unclear: { unclear: true, cause: 'ip', message: 'Unmatched IP' } },
      attested: { rights: ['read', 'spot'], ips: ['103.26.9.7'], untilMs: NOW_MS + 1_000, by: 'cli me' },
    }),
  },
};
