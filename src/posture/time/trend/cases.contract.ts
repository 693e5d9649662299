import { type Cases, seen, unseen } from '../../check.ts';
import { clocks, shared, venues } from '../clocks.contract.ts';
import type { ClockDrift, ClockFacts } from '../facts.ts';

const since = '2026-06-10T12:00:00.000Z';
const drift = (msPerDay: number, errorMsPerDay = 10): ClockFacts =>
  clocks({ drift: seen('clock.json', { msPerDay, errorMsPerDay, since, by: 'ntp' } satisfies ClockDrift) });

export const trendCases: Cases<ClockFacts> = {
  good: { 'it holds': clocks(), 'a little slow': drift(-90) },
  bad: { 'half a second a day': drift(500), slow: drift(-300), 'surely, however rough': drift(2_000, 900) },
  near: {
    'two readings that are close together': drift(400, 3_000),
    'one reading alone': clocks({ drift: unseen('clock.json', 'there is no earlier reading') }),
    'practice keys alone': { ...drift(500), venues: venues(shared).venues },
  },
};
