import type { Cases } from '../../check.ts';
import { audited, DAY_MS, NOW_MS, notAsked } from '../audited.contract.ts';
import type { KeyFacts } from '../facts.ts';

export const endOfKeyCases: Cases<KeyFacts> = {
  good: {
    'it never ends': audited(),
    'it ends in three months': audited({ report: { expiresMs: NOW_MS + 90 * DAY_MS } }),
    'it ends a day after the days of the reminder': audited({ report: { expiresMs: NOW_MS + 15 * DAY_MS } }),
  },
  bad: {
    'it ends in ten days': audited({ report: { expiresMs: NOW_MS + 10 * DAY_MS } }),
    'it ends today': audited({ report: { expiresMs: NOW_MS + 1_000 } }),
    'it ended yesterday, and still answers': audited({ report: { expiresMs: NOW_MS - DAY_MS } }),
    'a rule of the exchange ends it': audited({
      report: { ipRestricted: 'no', ips: [], createdMs: NOW_MS - 85 * DAY_MS },
      rotation: 365,
    }),
  },
  near: {
    'a rule that may not hold': audited({
      report: { ipRestricted: 'unknown', ips: [], createdMs: NOW_MS - 85 * DAY_MS },
      rotation: 365,
    }),
    'not reached': audited({ told: notAsked }),
  },
};
