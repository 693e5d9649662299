import { describe, expect, it } from 'vitest';
import { Grace } from './grace.ts';
import type { Plan } from './plan.ts';
import type { RotationWorld } from './world.ts';

const DAY_MS = 86_400_000;
const startMs = Date.parse('2026-11-22T12:00:00Z');
const iso = (ms: number): string => new Date(ms).toISOString();
const plan = { id: 'one' } as Plan;
const world = { graceMs: 60_000, place: { where: 'a place' } } as RotationWorld;

function scene() {
  const times = { wallMs: startMs, passedMs: 5_000 };
  const grace = new Grace({ nowMs: () => times.wallMs, monotonicMs: () => times.passedMs });
  const pass = (ms: number): void => {
    times.wallMs += ms;
    times.passedMs += ms;
  };
  return { times, grace, pass, until: (since: number) => grace.of({ ...plan, provenAt: iso(since) }, world)?.untilMs };
}

describe('the grace of a key', () => {
  it('is over when its time has passed', () => {
    const { pass, until } = scene();
    expect(until(startMs)).toBe(startMs + 60_000);
    pass(59_999);
    expect(until(startMs)).toBe(startMs + 60_000);
    pass(1);
    expect(until(startMs)).toBeUndefined();
  });

  it('counts what passed before this process', () => {
    expect(scene().until(startMs - 45_000)).toBe(startMs + 15_000);
    expect(scene().until(startMs - 60_000)).toBeUndefined();
  });

  it('is not shortened by a clock that is set ahead, nor made longer by one that is set back', () => {
    for (const jumpMs of [365 * DAY_MS, -365 * DAY_MS]) {
      const { times, pass, until } = scene();
      until(startMs);
      pass(20_000);
      times.wallMs += jumpMs;
      expect(until(startMs)).toBe(times.wallMs + 40_000);
      pass(40_000);
      expect(until(startMs)).toBeUndefined();
    }
  });

  it('begins now where it is said to begin later', () => {
    const { pass, until } = scene();
    expect(until(startMs + 365 * DAY_MS)).toBe(startMs + 60_000);
    pass(60_000);
    expect(until(startMs + 365 * DAY_MS)).toBeUndefined();
  });

  it('is counted for each plan, and for each key of it', () => {
    const { grace, pass, until } = scene();
    until(startMs);
    pass(60_000);
    expect(grace.of({ ...plan, backAt: iso(startMs + 60_000) }, world)).toMatchObject({ waits: 'grace' });
    expect(grace.of({ ...plan, id: 'two', provenAt: iso(startMs + 60_000) }, world)).toMatchObject({ waits: 'grace' });
  });
});
