import { describe, expect, it } from 'vitest';
import type { RateFacts } from '../exchanges/index.ts';
import { RateGuard } from './rate-guard.ts';
import { HandClock } from './scene.contract.ts';

const facts: RateFacts = {
  buckets: [
    { group: 'spot', limit: 10, windowMs: 60_000 },
    { group: 'usdm', limit: 5, windowMs: 60_000 },
  ],
  cancelReserve: 0.2,
};

function scene() {
  const clock = new HandClock();
  const guard = new RateGuard(facts, clock);
  /** How many of `count` requests may go. */
  const passed = (count: number, isCancel = false, group = 'spot'): number =>
    Array.from({ length: count }, () => guard.take(group, isCancel)).filter((waitMs) => waitMs === undefined).length;
  return { clock, guard, passed };
}

describe('the rate guard', () => {
  it('lets a limit through but for the reserve, which is for cancels', () => {
    const { passed } = scene();
    expect(passed(20)).toBe(8);
    expect(passed(20, true)).toBe(2);
    expect(passed(1, true)).toBe(0);
  });

  it('says how long to wait, and starts anew after that', () => {
    const { clock, guard, passed } = scene();
    passed(8);
    clock.pass(20_000);
    expect(guard.take('spot', false)).toBe(40_000);
    clock.pass(40_000);
    expect(passed(20)).toBe(8);
  });

  it('counts every group of hosts on its own', () => {
    const { passed } = scene();
    passed(8);
    expect(passed(9, false, 'usdm')).toBe(4);
    expect(passed(1_000, false, 'without a limit')).toBe(1_000);
  });

  it('takes over what the exchange has counted, when that is more', () => {
    const { guard, passed } = scene();
    guard.observe([{ bucket: 'spot', used: 7, windowMs: 60_000 }]);
    expect(passed(5)).toBe(1);
    guard.observe([{ bucket: 'spot', used: 1, windowMs: 60_000 }]);
    expect(passed(5)).toBe(0);
  });

  it('obeys a limit that only the exchange tells, and the lower of two', () => {
    const { guard, passed } = scene();
    guard.observe([{ bucket: 'spot', used: 0, limit: 5, windowMs: 1_000 }]);
    expect(passed(9)).toBe(4);
    const other = scene();
    other.guard.observe([{ bucket: 'spot', used: 0, limit: 100, windowMs: 60_000 }]);
    expect(other.passed(20)).toBe(8);
    const lower = scene();
    lower.guard.observe([{ bucket: 'spot', used: 0, limit: 5, windowMs: 60_000 }]);
    expect(lower.passed(20)).toBe(4);
  });

  it('stays away for as long as the exchange said, but for cancels within the limit', () => {
    const { clock, guard, passed } = scene();
    guard.observe([{ bucket: 'spot', retryAfterMs: 30_000 }]);
    expect([guard.take('spot', false), guard.awayMs('spot')]).toEqual([30_000, 30_000]);
    expect(passed(20, true)).toBe(10);
    clock.pass(30_000);
    expect([guard.take('spot', false), guard.awayMs('spot')]).toEqual([30_000, 0]);
  });

  it('lets no cancel pass after a limit that the exchange itself has counted', () => {
    const { guard } = scene();
    guard.observe([
      { bucket: 'spot', retryAfterMs: 30_000 },
      { bucket: 'spot', used: 11, windowMs: 60_000 },
    ]);
    expect(guard.take('spot', true)).toBe(60_000);
  });

  it('stays away from a ban with cancels too, and in that group only', () => {
    const { clock, guard, passed } = scene();
    guard.observe([{ bucket: 'spot', retryAfterMs: 30_000, isBan: true }]);
    expect([guard.take('spot', false), guard.take('spot', true), guard.awayMs('spot')]).toEqual([
      30_000, 30_000, 30_000,
    ]);
    expect(passed(1, false, 'usdm')).toBe(1);
    guard.observe([{ bucket: 'spot', retryAfterMs: 1_000, isBan: true }]);
    clock.pass(29_999);
    expect(guard.take('spot', true)).toBe(1);
    clock.pass(1);
    expect(guard.take('spot', true)).toBeUndefined();
  });

  it('is not moved by a jump of the wall clock', () => {
    const { clock, guard } = scene();
    guard.observe([{ bucket: 'spot', retryAfterMs: 30_000 }]);
    clock.jump(3_600_000);
    expect(guard.take('spot', false)).toBe(30_000);
  });

  it('uses nothing up with a request that it refuses', () => {
    const { guard, passed } = scene();
    expect(passed(8)).toBe(8);
    expect(passed(50)).toBe(0);
    expect(guard.take('spot', true)).toBeUndefined();
  });
});
