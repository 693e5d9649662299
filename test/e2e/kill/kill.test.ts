import { afterEach, describe, expect, it } from 'vitest';
import { closings } from '../../../src/exchanges/index.ts';
import { d, KillScene } from './kill-scene.ts';
import {
  fill,
  heldPositions,
  holdings,
  quoteOf,
  seeUnguarded,
  untold,
  wideMarkets,
  withPositions,
} from './kill-world.ts';

let scene: KillScene;
afterEach(() => scene.close());

describe.each(Object.keys(closings))('the kill switch at %s', (exchange) => {
  it('ends 200 orders, 20 positions and what is held, and says what is left', { timeout: 60_000 }, async () => {
    scene = await KillScene.open([exchange], wideMarkets);
    fill(scene, exchange, { orders: 200, positions: 20 });
    const account = scene.account(exchange);
    const [orders, positions] = [account.open.size, heldPositions(account).length];
    expect([orders, positions]).toEqual([200, withPositions.includes(exchange) ? 20 : 0]);
    const quote = quoteOf(exchange);
    scene.practice.core.deposit(account, { asset: 'LTC', amount: d('0.05'), address: 'owner' });
    const unguarded = seeUnguarded(scene);
    const { reports } = await scene.kill({ quote });
    const [report] = reports;
    expect(report, scene.said.join('\n')).toMatchObject({ state: 'flat', residue: [], cancelled: orders });
    expect([account.open.size, heldPositions(account)]).toEqual([0, []]);
    expect(report!.closed).toHaveLength(positions);
    // A position has its stop until the order that closes it is sent.
    expect(unguarded).toEqual([]);
    expect(untold(scene, exchange, report!, quote)).toEqual([]);
    const listed = ['BTC', 'ETH', 'ADA', ...(['bybit', 'okx'].includes(exchange) ? [] : ['ODD', 'EUR'])];
    expect(report!.sold.map((text) => text.split(' ')[1])).toEqual(expect.arrayContaining(listed));
    expect(report!.dust).toContain('0.05 LTC: too small to be sold');
    // What is left of them is below the smallest order, 5 of the quote coin.
    for (const asset of listed) expect(holdings(account).get(asset) ?? 0n).toBeLessThan(d('5'));
  });
});

describe('the kill switch at an OKX account in another mode', () => {
  it.each(['1', '2', '3', '4'])('sells what is held in account level %s', { timeout: 60_000 }, async (level) => {
    scene = await KillScene.open(['okx']);
    const account = scene.account('okx');
    account.settings.set('account-level', level);
    const { reports } = await scene.kill({ quote: 'USDT' });
    expect(reports[0]).toMatchObject({ state: 'flat', residue: [] });
    expect(holdings(account).get('BTC') ?? 0n).toBe(0n);
  });
});
