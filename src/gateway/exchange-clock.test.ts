import { describe, expect, it } from 'vitest';
import { ExchangeClock } from './exchange-clock.ts';
import { HandClock } from './scene.contract.ts';

const noon = Date.UTC(2026, 0, 15, 12);

function scene(hostMs = noon) {
  const host = new HandClock(hostMs);
  const clock = new ExchangeClock(host);
  /** Measures once, with a way of `roundTripMs` there and back, when the exchange says that it is `serverMs`. */
  const measure = (serverMs: number, roundTripMs = 0): void => {
    const sentMs = host.monotonicMs();
    host.pass(roundTripMs);
    clock.measure(serverMs, sentMs, host.monotonicMs());
  };
  return { host, clock, measure };
}

describe("an exchange's clock", () => {
  it('is not known before it was measured', () => {
    const { clock } = scene();
    expect([clock.nowMs(), clock.offsetMs()]).toEqual([undefined, undefined]);
  });

  it.each([-3_600_000, 0, 3_600_000])("tells the exchange's time on a host that is %i ms off", (offMs) => {
    const { host, clock, measure } = scene(noon + offMs);
    measure(noon);
    host.pass(5_000);
    expect(clock.nowMs()).toBe(noon + 5_000);
    expect(clock.offsetMs()).toBe(offMs);
  });

  it('is not moved by a jump of the host', () => {
    const { host, clock, measure } = scene();
    measure(noon);
    host.jump(-3_600_000);
    expect(clock.nowMs()).toBe(noon);
    host.jump(7_200_000);
    expect(clock.nowMs()).toBe(noon);
  });

  it('takes the middle of the way there and back', () => {
    const { clock, measure } = scene();
    measure(noon + 50, 100);
    expect(clock.nowMs()).toBe(noon + 100);
  });

  it('keeps the more exact of two measurements that fit', () => {
    const { host, clock, measure } = scene();
    measure(noon, 10);
    const exact = clock.nowMs()!;
    measure(exact + 150, 200);
    expect(clock.nowMs()).toBe(exact + 200);
    expect(host.nowMs()).toBe(noon + 210);
  });

  it('follows an exchange whose clock has moved', () => {
    const { clock, measure } = scene();
    measure(noon, 10);
    measure(noon + 60_000, 200);
    expect(clock.nowMs()).toBe(noon + 60_100);
  });

  it('takes any measurement when the last is over ten minutes old', () => {
    const { host, clock, measure } = scene();
    measure(noon, 2);
    host.pass(600_001);
    measure(clock.nowMs()! + 40, 100);
    expect(clock.nowMs()).not.toBe(noon + 1 + 600_001 + 100);
  });
});
