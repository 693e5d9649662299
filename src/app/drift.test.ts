import { describe, expect, it } from 'vitest';
import { jsonLog, systemClock } from '../core/index.ts';
import type { Finding } from '../monitor/index.ts';
import { Drift } from './drift.ts';

function scene(addresses: readonly string[] = []) {
  const world = { offsetMs: 0, egress: [] as string[], asked: 0, isBroken: false };
  const logged: string[] = [];
  const found: Finding[] = [];
  const over: string[] = [];
  const drift = new Drift({
    clock: systemClock,
    addressEveryMs: 5,
    log: jsonLog((line) => logged.push(line), systemClock),
    offsets: () => new Map([['main', world.offsetMs]]),
    egress: async () => {
      world.asked++;
      if (world.isBroken) throw new Error('the file of addresses is broken');
      return world.egress;
    },
    addresses,
    found: (finding) => found.push(finding),
    over: (about) => over.push(about),
  });
  return { world, drift, found, over, logged };
}

describe('drift', () => {
  it('of the clock is told above a second, once, and is over below that', () => {
    const { world, drift, found, over } = scene();
    for (const offsetMs of [900, 1_100, 1_200, 900, 500, 600]) {
      world.offsetMs = offsetMs;
      drift.lookAtClocks();
    }
    expect(found.map(({ says }) => says)).toEqual([
      "the clock of this host is 1100 ms ahead of the exchange's of main",
    ]);
    expect(over).toEqual(['clock main']);
    world.offsetMs = -5_000;
    drift.lookAtClocks();
    expect(found.at(-1)?.says).toContain('behind');
  });

  it('of the address is told when requests leave from one that was not seen before', async () => {
    const { world, drift, found } = scene(['198.51.100.1']);
    for (const egress of [[], ['198.51.100.1'], ['203.0.113.7'], ['203.0.113.7']]) {
      world.egress = egress;
      await drift.lookAtAddress();
    }
    expect(found.map(({ kind, severity }) => [kind, severity])).toEqual([['egress-changed', 'warning']]);
    expect(drift.addresses).toEqual(['203.0.113.7']);
    const first = scene();
    first.world.egress = ['203.0.113.7'];
    await first.drift.lookAtAddress();
    expect(first.found).toEqual([]);
  });

  it('that cannot be looked at is said once in the log, and again when it could be in between', async () => {
    const { world, drift, logged } = scene();
    const asked = (more: number) => {
      const from = world.asked;
      return expect.poll(() => world.asked - from, { interval: 5 }).toBeGreaterThan(more);
    };
    const stopping = new AbortController();
    const running = drift.run(stopping.signal);
    for (const lines of [1, 2]) {
      world.isBroken = true;
      await asked(3);
      expect(logged).toHaveLength(lines);
      world.isBroken = false;
      await asked(3);
    }
    stopping.abort();
    await running;
    expect(logged[0]).toContain('the file of addresses is broken');
  });
});
