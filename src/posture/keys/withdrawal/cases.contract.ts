import type { Cases } from '../../check.ts';
import { audited, notAsked, only, refused } from '../audited.contract.ts';
import type { KeyFacts } from '../facts.ts';

export const withdrawalCases: Cases<KeyFacts> = {
  good: {
    'a key that trades': audited(),
    'a key that only reads': audited({ report: { rights: only('read'), words: [] } }),
    'its owner says that it cannot': audited({
      report: { rights: { ...only('read', 'spot'), withdraw: 'unknown' } },
      attested: { rights: ['read', 'spot'], untilMs: Date.parse('2026-07-01'), by: 'cli me' },
    }),
  },
  bad: {
    'it withdraws': audited({ report: { rights: only('read', 'spot', 'withdraw'), words: ['Wallet:Withdraw'] } }),
    'its owner let it in writing': audited({
      report: { rights: only('read', 'withdraw') },
      overrides: { withdraw: { reason: 'a treasury key', atMs: Date.parse('2026-06-01') } },
    }),
    'a platform has it': audited({ vendor: '3commas', report: { rights: only('spot', 'withdraw') } }),
    'one of several': audited({}, { key: 'other', report: { rights: only('withdraw') } }),
  },
  near: {
    'nobody tells': audited({ report: { rights: { ...only('read', 'spot'), withdraw: 'unknown' } } }),
    refused: audited({ told: refused }),
    'not reached': audited({ told: notAsked }),
  },
};
