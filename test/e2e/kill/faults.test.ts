import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closings } from '../../../src/exchanges/index.ts';
import type { TargetReport } from '../../../src/killswitch/index.ts';
import type { Fault } from '../../../src/practice/index.ts';
import { d, KillScene } from './kill-scene.ts';
import { fill, heldPositions, holdings, quoteOf, untold, wideMarkets } from './kill-world.ts';

const all = Object.keys(closings);
/** What places or cancels, and what reads, by the paths of all five. */
const acts =
  /order\/create|order\/cancel|AddOrder|Cancel|trade\/order$|cancel-batch|cancel-algos|close-position|batch_cancel|brokerage\/orders$|v3\/order$|v3\/openOrders|fapi\/v1\/(order|allOpenOrders|algoOpenOrders|algoOrder)$/;

/** What waits here waits for a clock; timeouts of single calls are real. */
const SPEED = 4;

let scene: KillScene;
beforeEach(async () => {
  scene = await KillScene.open(all, wideMarkets, SPEED);
});
afterEach(() => scene.close());

/** All five at once, as one use of the switch does it. */
async function killAll(wishes: Parameters<KillScene['kill']>[0] = {}, timeoutMs = 500): Promise<TargetReport[]> {
  const { reports } = await scene.kill({ withinMs: 100_000, quote: 'USDT', ...wishes }, timeoutMs);
  expect(reports.map(({ key }) => key).sort()).toEqual([...all].sort());
  for (const report of reports) expect(untold(scene, report.key, report, 'USDT'), JSON.stringify(report)).toEqual([]);
  return [...reports];
}

function expectFlat(reports: readonly TargetReport[]): void {
  for (const report of reports) {
    const account = scene.account(report.key);
    expect(report, scene.said.join('\n')).toMatchObject({ state: 'flat', residue: [] });
    expect([account.open.size, heldPositions(account)], report.key).toEqual([0, []]);
  }
}

function fillAll(): void {
  for (const exchange of all) fill(scene, exchange, { orders: 30, positions: 4 });
}

const faults: readonly (readonly [name: string, fault: Fault])[] = [
  ['limits, told for how long', { kind: 'rate-limit', retryAfterS: 1, times: 10 }],
  ['limits, not told for how long', { kind: 'rate-limit', isUntold: true, times: 10 }],
  ['errors of its own', { kind: 'server-error', times: 20 }],
  ['orders and cancels that are done and never answered', { kind: 'accept-then-hang', path: acts, times: 4 }],
  [
    'orders and cancels that are done while the connection breaks',
    { kind: 'accept-then-reset', path: acts, times: 20 },
  ],
  ['answers that are none', { kind: 'garbage', times: 20 }],
  ['lists that are empty bodies', { kind: 'garbage', body: '{}', method: 'GET', times: 6 }],
  ['a clock that nobody tells', { kind: 'server-error', path: /\/time$/i }],
];

describe('the kill switch at five exchanges at once', () => {
  it.each(faults)('makes them flat in spite of %s', { timeout: 60_000 }, async (_name, fault) => {
    fillAll();
    for (const exchange of all) scene.practice.faults.set({ ...fault, exchange });
    expectFlat(await killAll());
  });

  it('does not call flat what a ban keeps from it', { timeout: 60_000 }, async () => {
    fillAll();
    for (const exchange of all)
      scene.practice.faults.set({ kind: 'rate-limit', banned: true, exchange, retryAfterS: 600 });
    const reports = await killAll({ withinMs: 4_000 });
    for (const { state, residue } of reports) {
      expect(state).toBe('unreached');
      expect(residue.length).toBeGreaterThan(0);
    }
    // A ban grows with what is sent in spite of it.
    for (const report of reports) expect(report.calls).toBeLessThan(80);
  });

  it('goes on with the others while one is down', { timeout: 60_000 }, async () => {
    fillAll();
    scene.practice.faults.set({ kind: 'accept-then-hang', exchange: 'okx', path: /^(?!.*(order|close)).*$/ });
    const reports = await killAll({ withinMs: 20_000 });
    const down = reports.find(({ key }) => key === 'okx')!;
    expect(down.state).not.toBe('flat');
    const others = reports.filter(({ key }) => key !== 'okx');
    expectFlat(others);
    for (const { durationMs } of others) expect(durationMs).toBeLessThan(14_000);
  });

  it('sells inside the price band where an order at the market is refused', { timeout: 60_000 }, async () => {
    fillAll();
    scene.practice.core.meddle({ place: (_account, { type }) => (type === 'market' ? 'price-band' : undefined) });
    expectFlat(await killAll());
  });

  it('goes over to limits where orders at the market are taken and then cancelled unfilled', {
    timeout: 60_000,
  }, async () => {
    fillAll();
    let unfilled = 0;
    scene.practice.core.meddle({
      place: (_account, { type }) => (type === 'market' && ++unfilled > 0 ? 'unfilled' : undefined),
    });
    expectFlat(await killAll());
    expect(unfilled).toBeLessThan(60);
  });

  it('cancels one by one what the calls for many leave', { timeout: 60_000 }, async () => {
    fillAll();
    const kept = new Map<string, number>();
    scene.practice.core.meddle({
      keeps: ({ id }) => {
        const times = (kept.get(id) ?? 0) + 1;
        kept.set(id, times);
        return Number(id) % 3 === 0 && times <= 3;
      },
    });
    expectFlat(await killAll());
  });

  it('sees an order, a position and a coin that come while it is at work', { timeout: 60_000 }, async () => {
    fillAll();
    const { core } = scene.practice;
    const late = new Map<string, number>();
    scene.onTold = (key, says) => {
      const times = (late.get(key) ?? 0) + 1;
      late.set(key, times);
      if (times > 6 || says === 'flat') return;
      const account = scene.account(key);
      const quote = quoteOf(key);
      core.place(account, { market: `ETH/${quote}`, side: 'buy', type: 'market', quantity: d('0.1') });
      core.place(account, {
        market: `BTC/${quote}`,
        side: 'buy',
        type: 'limit',
        price: d('30000'),
        quantity: d('0.001'),
      });
      if (quote === 'USDT')
        core.place(account, { market: 'BTC/USDT:USDT', side: 'buy', type: 'market', quantity: d('0.01') });
    };
    expectFlat(await killAll());
    for (const times of late.values()) expect(times).toBeGreaterThan(3);
  });

  it('keeps what the settings name, and sells for the coin that they name', { timeout: 60_000 }, async () => {
    fillAll();
    const before = new Map(all.map((exchange) => [exchange, holdings(scene.account(exchange)).get('BTC')]));
    const reports = await killAll({ keep: ['BTC'], quote: 'CHF' });
    expectFlat(reports);
    for (const report of reports) {
      expect(holdings(scene.account(report.key)).get('BTC')).toBe(before.get(report.key));
      expect(report.kept.filter((text) => text.endsWith('BTC: kept as the settings say'))).toHaveLength(1);
      expect(report.kept).toContain('no market is quoted in CHF: what was sold was sold for USDT');
    }
  });

  it('names the market that refuses every order, and leaves nothing else but the stop of its position', {
    timeout: 60_000,
  }, async () => {
    fillAll();
    scene.practice.core.meddle({
      place: (_account, { market }) => (market.startsWith('ETH/') ? 'bad-parameter' : undefined),
    });
    const reports = await killAll({ withinMs: 12_000 });
    for (const { state, residue, key } of reports) {
      expect(state).toBe('residue');
      expect(residue.map(({ name, what }) => [what, name]).sort(), key).toEqual(
        quoteOf(key) === 'USDT' && key !== 'kraken' && key !== 'coinbase'
          ? [
              ['holding', 'ETH'],
              ['order', expect.stringContaining('ETH/USDT:USDT')],
              ['position', 'ETH/USDT:USDT'],
            ]
          : [['holding', 'ETH']],
      );
      for (const { why, what } of residue)
        expect(why).toContain(
          what === 'order' ? 'it may protect a position that is not closed' : 'the exchange refuses the order',
        );
    }
  });

  it('lists as dust what the exchange alone calls too small, and does not ask for ever', {
    timeout: 60_000,
  }, async () => {
    fillAll();
    const asked: string[] = [];
    // OKX has no smallest worth, and its smallest size is 0.1.
    const amountOf = (exchange: string): string => (exchange === 'okx' ? '0.4' : '1');
    for (const exchange of all) {
      const account = scene.account(exchange);
      scene.practice.core.deposit(account, { asset: 'LTC', amount: d(amountOf(exchange)), address: 'owner' });
    }
    scene.practice.core.meddle({
      place: ({ exchange }, { market }) => {
        if (!market.startsWith('LTC/')) return undefined;
        asked.push(exchange);
        return 'min-notional';
      },
    });
    const reports = await killAll();
    expectFlat(reports);
    for (const { dust, key } of reports) expect(dust, key).toContain(`${amountOf(key)} LTC: too small to be sold`);
    expect(asked.length).toBeGreaterThan(2);
    expect(new Set(asked).size, asked.join()).toBe(asked.length);
  });

  it('touches nothing but orders when it only cancels', { timeout: 60_000 }, async () => {
    fillAll();
    const before = all.map((exchange) => heldPositions(scene.account(exchange)));
    const reports = await killOrders({ depth: 'cancel' });
    for (const { state } of reports) expect(state).toBe('flat');
    expect(all.map((exchange) => heldPositions(scene.account(exchange)))).toEqual(before);
    expect(all.map((exchange) => scene.account(exchange).open.size)).toEqual([0, 0, 0, 0, 0]);
    expect(reports.flatMap(({ sold, closed }) => [...sold, ...closed])).toEqual([]);
  });

  async function killOrders(wishes: Parameters<KillScene['kill']>[0]): Promise<TargetReport[]> {
    return [...(await scene.kill(wishes)).reports];
  }
});
