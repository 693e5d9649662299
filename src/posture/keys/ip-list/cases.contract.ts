import type { Cases } from '../../check.ts';
import { audited, notAsked, only } from '../audited.contract.ts';
import type { KeyFacts } from '../facts.ts';

export const ipListCases: Cases<KeyFacts> = {
  good: {
    'one address': audited(),
    'a reader without a list': audited({ report: { rights: only('read'), ipRestricted: 'no', ips: [] } }),
    'a list that is not shown': audited({
      report: { ipRestricted: 'yes', rights: only('read', 'spot', 'futures') },
      uses: [{ bot: 'grid', needs: ['read', 'futures', 'spot'] }],
    }),
  },
  bad: {
    'it trades from anywhere': audited({ report: { ipRestricted: 'no', ips: [] } }),
    'and withdraws': audited({ report: { ipRestricted: 'no', ips: [], rights: only('read', 'withdraw') } }),
    'its owner let it in writing': audited({
      report: { ipRestricted: 'no', ips: [] },
      overrides: { openIp: { reason: 'a home line', atMs: Date.parse('2026-06-01') } },
    }),
  },
  near: {
    'nobody tells of the list': audited({ report: { ipRestricted: 'unknown', ips: [] } }),
    'not reached': audited({ told: notAsked }),
  },
};
