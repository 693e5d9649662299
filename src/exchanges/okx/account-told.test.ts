import { describe, expect, it } from 'vitest';
import { type Instrument, one, parseDecimal } from '../../core/index.ts';
import { account } from './account.ts';

const swap: Instrument = {
  market: 'BTC/USDT:USDT',
  symbol: 'BTC-USDT-SWAP',
  kind: 'linear',
  base: 'BTC',
  quote: 'USDT',
  contractSize: parseDecimal('0.01') ?? one,
  active: true,
};

function found(row: object) {
  const body = JSON.stringify({ code: '0', msg: '', data: [row] });
  return account.readFound(200, body, swap, { orderId: '7' });
}

describe('what OKX tells of an order', () => {
  it('holds its size in base units, its price and when it was made', () => {
    const row = { ordId: '7', clOrdId: 'a', instId: swap.symbol, state: 'live', accFillSz: '0', sz: '3', px: '5' };
    expect(found({ ...row, cTime: '1790000000000' })).toMatchObject({
      quantity: parseDecimal('0.03'),
      price: parseDecimal('5'),
      createdMs: 1_790_000_000_000,
    });
    expect(found({ ...row, px: '', cTime: '' })).not.toHaveProperty('price');
    expect(found({ ...row, px: '', cTime: '' })).not.toHaveProperty('createdMs');
  });

  it('holds the order that a conditional one has set off', () => {
    const row = { algoId: '7', algoClOrdId: 'a', instId: swap.symbol, state: 'effective', sz: '3' };
    const child = { open: false, order: { orderId: '7', conditional: true }, child: { orderId: '9' } };
    expect(found({ ...row, ordId: '', ordIdList: ['9'] })).toMatchObject(child);
    expect(found({ ...row, ordId: '9' })).toMatchObject(child);
    expect(found({ ...row, state: 'live', ordId: '', ordIdList: [] })).not.toHaveProperty('child');
  });
});
