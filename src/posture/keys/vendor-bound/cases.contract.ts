import type { Cases } from '../../check.ts';
import { audited, refused } from '../audited.contract.ts';
import type { KeyFacts } from '../facts.ts';

const vendorAddresses = { addresses: ['103.26.9.0/24'], source: 'its documents', read: '2026-05-07' };
const held = { vendor: '3commas', vendorAddresses, purpose: 'audit' as const, uses: [] };

export const vendorBoundCases: Cases<KeyFacts> = {
  good: { 'its addresses alone': audited({ ...held, report: { ips: ['103.26.9.7', '103.26.9.15'] } }) },
  bad: {
    'no list': audited({ ...held, report: { ipRestricted: 'no', ips: [] } }),
    'nobody says whether it has a list': audited({ ...held, report: { ipRestricted: 'unknown', ips: [] } }),
    'an address that it does not publish': audited({ ...held, report: { ips: ['103.26.9.7', '198.51.100.7'] } }),
  },
  near: {
    'nobody else holds it': audited(),
    'nobody else holds it, and it is dead': audited({ told: refused }),
    'the list is not shown': audited({ ...held, report: { ips: [] } }),
    'the list is masked': audited({ ...held, report: { ips: ['103.26.***.7'] } }),
    'a platform that publishes none': audited({ vendor: 'cryptohopper', purpose: 'audit', uses: [] }),
  },
};
