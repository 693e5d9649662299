import type { Cases } from '../../check.ts';
import { audited, NOW_MS, notAsked, only, report } from '../audited.contract.ts';
import type { KeyFacts } from '../facts.ts';

const before = {
  rights: only('read', 'spot'),
  ipRestricted: 'yes',
  ips: ['198.51.100.7'],
  words: report.words,
  atMs: NOW_MS - 1_000,
};

export const unchangedCases: Cases<KeyFacts> = {
  good: { 'as before': audited({ before }), 'looked at for the first time': audited() },
  bad: {
    'futures came': audited({ before, report: { rights: only('read', 'spot', 'futures') } }),
    'an address came': audited({ before, report: { ips: ['198.51.100.7', '203.0.113.9'] } }),
    'the list is gone': audited({ before, report: { ipRestricted: 'no', ips: [] } }),
    'it can do less': audited({ before, report: { rights: only('read') } }),
    'the account of another': audited({ before: { ...before, account: 'aaaa' }, report: { account: '4711' } }),
  },
  near: {
    'what was not told before is told now': audited({
      before: { ...before, rights: { ...before.rights, spot: 'unknown' } },
    }),
    'not reached': audited({ before, told: notAsked }),
  },
};
