import type { Cases } from '../../check.ts';
import { audited, refused } from '../audited.contract.ts';
import type { KeyFacts } from '../facts.ts';

export const ipListFitsCases: Cases<KeyFacts> = {
  good: {
    'this host alone': audited(),
    'two hosts, this is one': audited({ report: { ips: ['198.51.100.7', '198.51.100.8'] } }),
    'this host is not known, and the key was answered': audited({ egress: [] }),
  },
  bad: {
    'a range': audited({ report: { ips: ['198.51.100.0/24'] } }),
    everything: audited({ report: { ips: ['0.0.0.0/0'] } }),
    'another host': audited({ report: { ips: ['203.0.113.1'] } }),
    'another host, and a range': audited({ report: { ips: ['203.0.113.0/24'] } }),
  },
  near: {
    'the list is masked': audited({ report: { ips: ['198.51.***.7'] } }),
    'the list is not shown': audited({ report: { ips: [] } }),
    'a platform has it, with its range': audited({
      vendor: '3commas',
      vendorAddresses: { addresses: ['203.0.113.0/24'], source: 'x', read: '2026-06-01' },
      report: { ips: ['203.0.113.0/24'] },
    }),
    'no list, which is another finding': audited({ report: { ipRestricted: 'no', ips: [] } }),
    refused: audited({ told: refused }),
  },
};
