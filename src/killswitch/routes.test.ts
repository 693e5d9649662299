import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Routes } from './routes.ts';
import { spot } from './scene.contract.ts';

describe('the routes from a coin to the quote coin', () => {
  it('sells directly where there is such a market', () => {
    const routes = new Routes([spot('ETH/BTC'), spot('ETH/USDT'), spot('BTC/USDT')], 'USDT', []);
    expect([routes.marketOf('ETH')?.market, routes.marketOf('BTC')?.market]).toEqual(['ETH/USDT', 'BTC/USDT']);
  });

  it('sells through other coins where there is none, three sales at most', () => {
    const chain = [spot('A/B'), spot('B/C'), spot('C/USDT'), spot('Z/A')];
    const routes = new Routes(chain, 'USDT', []);
    expect(['A', 'B', 'C', 'Z'].map((asset) => routes.marketOf(asset)?.market)).toEqual([
      'A/B',
      'B/C',
      'C/USDT',
      undefined,
    ]);
    expect(routes.whyNot('Z')).toBe('no market sells it for USDT');
    expect(routes.whyNot('USDT')).toBe('no market sells it');
  });

  it('leads through no coin that is kept', () => {
    const routes = new Routes([spot('ODD/BTC'), spot('BTC/USDT'), spot('ETH/USDT')], 'USDT', ['BTC']);
    expect(routes.marketOf('ODD')).toBeUndefined();
  });

  it('knows a coin that is kept by the name that the exchange has for it, too', () => {
    const markets = [{ ...spot('BTC/USD'), aliases: ['XBTUSD', 'XBT/USD', 'BTC/USD'] }, spot('ETH/USD')];
    const isKept = (keep: string) =>
      ['BTC', 'BTC.S', 'ETH'].filter((asset) => new Routes(markets, 'USD', [keep]).isKept(asset));
    expect(['XBT', 'xbt', 'BTC', 'XBT.S', 'XBTUSD'].map(isKept)).toEqual([['BTC'], ['BTC'], ['BTC'], ['BTC.S'], []]);
  });

  it('takes the coin that most markets are quoted in, without a wish or where nothing is quoted in the one wished for', () => {
    const markets = [spot('A/USD'), spot('B/USD'), spot('A/EUR')];
    expect(new Routes(markets, undefined, [])).toMatchObject({ quote: 'USD', missing: undefined });
    expect(new Routes(markets, 'EUR', [])).toMatchObject({ quote: 'EUR', missing: undefined });
    expect(new Routes(markets, 'USDT', [])).toMatchObject({ quote: 'USD', missing: 'USDT' });
  });

  it('leaves out markets that do not trade', () => {
    expect(new Routes([{ ...spot('A/USD'), active: false }, spot('B/USD')], 'USD', []).marketOf('A')).toBeUndefined();
  });

  it('always ends at the quote coin, whatever is listed', () => {
    const coin = fc.constantFrom('A', 'B', 'C', 'D', 'E', 'USDT');
    const list = fc.array(
      fc.tuple(coin, coin).filter(([base, quote]) => base !== quote),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(list, fc.array(coin, { maxLength: 2 }), (pairs, keep) => {
        const routes = new Routes(
          pairs.map(([base, quote]) => spot(`${base}/${quote}`)),
          undefined,
          keep,
        );
        for (const asset of ['A', 'B', 'C', 'D', 'E']) {
          let at = asset;
          for (let sales = 0; at !== routes.quote; sales++) {
            const market = routes.marketOf(at);
            if (!market) {
              expect(at).toBe(asset);
              break;
            }
            expect(sales).toBeLessThan(3);
            at = market.quote;
            if (at !== routes.quote) expect(keep).not.toContain(at);
          }
        }
      }),
    );
  });
});
