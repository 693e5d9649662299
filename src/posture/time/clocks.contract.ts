import { seen, unseen } from '../check.ts';
import type { ClockFacts, ClockSource, Venue } from './facts.ts';

/** What the cases of this family are made of: a host whose clock is kept and right. */
export const bybit: Venue = {
  name: 'bybit',
  isPractice: false,
  windowMs: 5_000,
  ahead: seen('GET /v5/market/time', { aheadMs: 3, errorMs: 20 }),
};

/** Bybit with this offset. */
export function off(aheadMs: number, errorMs = 20, changes: Partial<Venue> = {}): Venue {
  return { ...bybit, ahead: seen('GET /v5/market/time', { aheadMs, errorMs }), ...changes };
}

export const chrony: ClockSource = {
  kind: 'chrony',
  isSynchronised: 'yes',
  isContainer: false,
  evidence: ['chronyc tracking: follows 192.0.2.1, stratum 3'],
};

export function clocks(changes: Partial<ClockFacts> = {}): ClockFacts {
  return {
    venues: seen('the time calls of the exchanges', [bybit]),
    source: seen('chronyc -n -c tracking', chrony),
    drift: seen('clock.json', { msPerDay: 4, errorMsPerDay: 10, since: '2026-06-10T12:00:00.000Z', by: 'ntp' }),
    ...changes,
  };
}

export function venues(...list: readonly Venue[]): ClockFacts {
  return clocks({ venues: seen('the time calls of the exchanges', list) });
}

export function source(changes: Partial<ClockSource>, list: readonly Venue[] = [bybit]): ClockFacts {
  return { ...venues(...list), source: seen('timedatectl show', { ...chrony, ...changes }) };
}

export const silent: Venue = { ...bybit, ahead: unseen('GET /v5/market/time', 'not reached (refused)') };
export const shared: Venue = { ...bybit, isPractice: true, ahead: seen('the settings', 'shared') };
