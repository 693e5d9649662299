import { describe, expect, it } from 'vitest';
import { type Instrument, parseDecimal } from '../../core/index.ts';
import { market } from './market.ts';

const amount = (text: string) => parseDecimal(text)!;
const [spotCall, usdmCall] = market.instruments('live');

function sizesOf(call: typeof spotCall, filters: unknown): Partial<Instrument> | undefined {
  const item = {
    symbol: 'BTCUSDT',
    status: 'TRADING',
    baseAsset: 'BTC',
    quoteAsset: 'USDT',
    contractType: 'PERPETUAL',
    marginAsset: 'USDT',
    filters,
  };
  const found = market.readInstruments(call!, JSON.stringify({ symbols: [item] }));
  return 'unclear' in found ? undefined : found[0];
}

describe('the sizes of a market', () => {
  it('fit the filters of market orders as well, of which a zero is none', () => {
    const filters = [
      { filterType: 'PRICE_FILTER', minPrice: '0.01', maxPrice: '1000000', tickSize: '0.01000000' },
      { filterType: 'LOT_SIZE', minQty: '0.00001000', maxQty: '9000.00000000', stepSize: '0.00001000' },
      { filterType: 'MARKET_LOT_SIZE', minQty: '0.00000000', maxQty: '82.50000000', stepSize: '0.00000000' },
      { filterType: 'NOTIONAL', minNotional: '5.00000000', applyMinToMarket: true },
    ];
    expect(sizesOf(spotCall, filters)).toMatchObject({
      step: amount('0.00001'),
      minQuantity: amount('0.00001'),
      maxQuantity: amount('82.5'),
      minNotional: amount('5'),
      tick: amount('0.01'),
    });
  });

  it('are read from the names of USD-M futures', () => {
    const filters = [
      { filterType: 'PRICE_FILTER', tickSize: '0.10' },
      { filterType: 'LOT_SIZE', minQty: '0.001', maxQty: '1000', stepSize: '0.001' },
      { filterType: 'MARKET_LOT_SIZE', minQty: '0.002', maxQty: '120', stepSize: '0.002' },
      { filterType: 'MIN_NOTIONAL', notional: '50' },
    ];
    expect(sizesOf(usdmCall, filters)).toMatchObject({
      kind: 'linear',
      step: amount('0.002'),
      minQuantity: amount('0.002'),
      maxQuantity: amount('120'),
      minNotional: amount('50'),
      tick: amount('0.1'),
    });
  });

  it('are left out where the exchange does not tell them', () => {
    for (const filters of [undefined, [], [null], [{ filterType: 'LOT_SIZE', stepSize: 'x' }]]) {
      const found = sizesOf(spotCall, filters);
      expect(found).toMatchObject({ market: 'BTC/USDT' });
      for (const name of ['step', 'minQuantity', 'maxQuantity', 'minNotional', 'tick'])
        expect(found).not.toHaveProperty(name);
    }
  });
});
