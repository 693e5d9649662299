import { afterEach, describe, expect, it } from 'vitest';
import { formatDecimal, one } from '../../../src/core/index.ts';
import { closings } from '../../../src/exchanges/index.ts';
import type { TargetReport } from '../../../src/killswitch/index.ts';
import { d, KillScene } from './kill-scene.ts';

let scene: KillScene;
afterEach(() => scene.close());

/** An account with orders in several markets and books, positions both ways, and holdings. */
function fill(exchange: string, { orders = 12 } = {}): void {
  const { core } = scene.practice;
  const account = scene.account(exchange);
  const markets = core.markets();
  const spot = markets.filter(({ kind, quote }) => kind === 'spot' && quote === quoteOf(exchange));
  const linear = ['binance', 'bybit', 'okx'].includes(exchange) ? markets.filter(({ kind }) => kind === 'linear') : [];
  const place = (request: Parameters<typeof core.place>[1]): void => {
    const placed = core.place(account, request);
    if ('reason' in placed) throw new Error(`${request.market}: ${placed.reason}`);
  };
  const tick = (market: string, price: bigint) => {
    const step = core.market(market)!.tick;
    return ((price / step) * step) as ReturnType<typeof d>;
  };
  for (const [index, { symbol, base }] of linear.entries()) {
    const size = base === 'BTC' ? d('0.02') : d('0.3');
    place({ market: symbol, side: index % 2 === 0 ? 'buy' : 'sell', type: 'market', quantity: size });
    const price = core.price(symbol);
    const isLong = index % 2 === 0;
    place({
      market: symbol,
      side: isLong ? 'sell' : 'buy',
      type: 'stop',
      quantity: size,
      trigger: tick(symbol, (price * (isLong ? 8n : 12n)) / 10n),
      reduceOnly: true,
      // OKX keeps such orders in a book of their own.
      ...(exchange === 'okx' ? { tags: { algo: 'conditional', leg: 'sl', tdMode: 'cross', tag: '', tgtCcy: '' } } : {}),
    });
  }
  const all = [...spot, ...linear].filter(({ base }) => base !== 'PUMP');
  for (let index = 0; index < orders; index++) {
    const { symbol, step, minQuantity } = all[index % all.length]!;
    const price = tick(symbol, (core.price(symbol) * BigInt(90 - (index % 5))) / 100n);
    const quantity = (((d('30') * one) / price / step + 1n) * step) as ReturnType<typeof d>;
    place({
      market: symbol,
      side: 'buy',
      type: 'limit',
      price,
      quantity: quantity < minQuantity ? minQuantity : quantity,
    });
  }
}

function quoteOf(exchange: string): string {
  return exchange === 'kraken' || exchange === 'coinbase' ? 'USD' : 'USDT';
}

function holdings(exchange: string): Record<string, string> {
  const account = scene.account(exchange);
  const { linearWallet } = account.rules;
  const wallets = [...new Set(['spot' as const, linearWallet])];
  return Object.fromEntries(
    wallets.flatMap((wallet) =>
      [...account.wallets[wallet]].flatMap(([asset, { free, locked }]) =>
        free + locked > 0n ? [[`${wallet} ${asset}`, formatDecimal((free + locked) as ReturnType<typeof d>)]] : [],
      ),
    ),
  );
}

function expectFlat(exchange: string, report: TargetReport | undefined): void {
  const account = scene.account(exchange);
  expect(report, scene.said.join('\n')).toMatchObject({ state: 'flat', residue: [] });
  expect(account.open.size).toBe(0);
  expect([...account.positions.values()].filter(({ quantity }) => quantity !== 0n)).toEqual([]);
}

describe.each(Object.keys(closings))('the kill switch at %s', (exchange) => {
  it('cancels, closes and sells everything, and says what is left', { timeout: 60_000 }, async () => {
    scene = await KillScene.open([exchange]);
    fill(exchange);
    const before = holdings(exchange);
    const quote = quoteOf(exchange);
    const { reports } = await scene.kill({ quote });
    expectFlat(exchange, reports[0]);
    const after = holdings(exchange);
    const left = Object.keys(after).filter((name) => name.startsWith('spot ') && name !== `spot ${quote}`);
    // What no market sells for the quote coin is named, and so is what is too small.
    for (const name of left) {
      const asset = name.slice(5);
      expect([...reports[0]!.kept, ...reports[0]!.dust].join('\n'), `${name} of ${Object.keys(before)}`).toContain(
        ` ${asset}:`,
      );
    }
    expect(left).not.toContain('spot BTC');
    expect(left).not.toContain('spot ETH');
  });
});
