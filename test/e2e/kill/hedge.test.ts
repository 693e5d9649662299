import { afterEach, describe, expect, it } from 'vitest';
import type { TargetReport } from '../../../src/killswitch/index.ts';
import type { Fault } from '../../../src/practice/index.ts';
import { d, KillScene } from './kill-scene.ts';
import { fill, heldPositions, seeUnguarded, untold, wideMarkets, withPositions } from './kill-world.ts';

/** What waits here waits for a clock; timeouts of single calls are real. */
const SPEED = 4;

let scene: KillScene;
afterEach(() => scene.close());

function expectFlat(reports: readonly TargetReport[]): void {
  expect(reports.map(({ key }) => key).sort()).toEqual([...withPositions].sort());
  for (const report of reports) {
    const account = scene.account(report.key);
    expect(report, scene.said.join('\n')).toMatchObject({ state: 'flat', residue: [] });
    expect([account.open.size, heldPositions(account)], report.key).toEqual([0, []]);
    expect(untold(scene, report.key, report, 'USDT')).toEqual([]);
    for (const { market, leg } of account.orders.values()) expect(leg !== undefined).toBe(market.kind === 'linear');
  }
}

async function killAll(wishes: Parameters<KillScene['kill']>[0] = {}): Promise<readonly TargetReport[]> {
  return (await scene.kill({ withinMs: 100_000, quote: 'USDT', ...wishes }, 500)).reports;
}

describe('the kill switch at an account with a long and a short in one market', () => {
  it('ends 200 orders, and both sides of ten markets, each stop after its own side', { timeout: 60_000 }, async () => {
    scene = await KillScene.open(withPositions, wideMarkets, SPEED);
    for (const exchange of withPositions) {
      fill(scene, exchange, { orders: 200, positions: 20, hedged: true });
      const account = scene.account(exchange);
      expect([account.open.size, heldPositions(account).length], exchange).toEqual([200, 20]);
    }
    const unguarded = seeUnguarded(scene);
    const reports = await killAll();
    expectFlat(reports);
    for (const { cancelled, closed } of reports) {
      expect(cancelled).toBe(200);
      expect(closed).toHaveLength(20);
      expect(new Set(closed.map((text) => text.split(' ')[1])).size).toBe(10);
    }
    expect(unguarded).toEqual([]);
  });

  const acts =
    /order\/create|order\/cancel|trade\/order$|cancel-batch|cancel-algos|close-position|fapi\/v1\/(order|allOpenOrders|algoOpenOrders)$/;
  const faults: readonly (readonly [name: string, fault: Fault])[] = [
    ['limits', { kind: 'rate-limit', isUntold: true, times: 6 }],
    ['orders that are done and never answered', { kind: 'accept-then-hang', path: acts, times: 2 }],
    ['connections that break after the order', { kind: 'accept-then-reset', path: acts, times: 12 }],
  ];

  it.each(faults)('makes both sides flat in spite of %s', { timeout: 60_000 }, async (_name, fault) => {
    scene = await KillScene.open(withPositions, undefined, SPEED);
    for (const exchange of withPositions) {
      fill(scene, exchange, { orders: 12, positions: 4, hedged: true });
      scene.practice.faults.set({ ...fault, exchange });
    }
    expectFlat(await killAll());
  });

  it('makes both sides flat where orders at the market are refused, and closes what comes meanwhile', {
    timeout: 60_000,
  }, async () => {
    scene = await KillScene.open(withPositions, undefined, SPEED);
    for (const exchange of withPositions) fill(scene, exchange, { orders: 12, positions: 2, hedged: true });
    const { core } = scene.practice;
    const late = new Map<string, number>();
    scene.onTold = (key, says) => {
      const times = (late.get(key) ?? 0) + 1;
      late.set(key, times);
      if (times > 4 || says === 'flat') return;
      core.meddle();
      const market = times % 2 === 0 ? 'ETH/USDT:USDT' : 'BTC/USDT:USDT';
      for (const [side, leg] of [
        ['buy', 'long'],
        ['sell', 'short'],
      ] as const)
        core.place(scene.account(key), { market, side, leg, type: 'market', quantity: d('0.04') });
      core.meddle({ place: (_account, { type }) => (type === 'market' ? 'price-band' : undefined) });
    };
    expectFlat(await killAll());
    for (const times of late.values()) expect(times).toBeGreaterThan(3);
  });

  it('names the side that it cannot close', { timeout: 60_000 }, async () => {
    scene = await KillScene.open(withPositions, undefined, SPEED);
    for (const exchange of withPositions) fill(scene, exchange, { orders: 12, positions: 2, hedged: true });
    const words: Readonly<Record<string, string>> = { binance: 'SHORT', bybit: '2', okx: 'short' };
    scene.practice.core.meddle({ place: (_account, { leg }) => (leg === 'short' ? 'bad-parameter' : undefined) });
    for (const { key, state, residue, closed } of await killAll({ withinMs: 8_000 })) {
      expect([state, closed.length], key).toEqual(['residue', 1]);
      // Its stop is all that it has.
      expect(residue).toMatchObject([
        { what: 'order', why: 'it may protect a position that is not closed' },
        { what: 'position', name: `BTC/USDT:USDT ${words[key]}` },
      ]);
      expect(residue[1]!.why).toContain('the exchange refuses the order');
      expect(heldPositions(scene.account(key))).toEqual([expect.stringMatching(/^-\S+ BTC\/USDT:USDT short$/)]);
    }
  });
});
