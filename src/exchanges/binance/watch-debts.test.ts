import { describe, expect, it } from 'vitest';
import { parseDecimal } from '../../core/index.ts';
import type { Page } from '../watch.ts';
import { watch } from './watch.ts';

const amount = (text: string) => parseDecimal(text)!;

function recordsOf(name: string, body: unknown): Page['records'] {
  const feed = watch.feeds.find((one) => one.name === name)!;
  const call = feed.call({ environment: 'live', fromMs: 0, toMs: 0 });
  return (feed.read(call, 200, JSON.stringify(body), { instrument: () => undefined }) as Page).records;
}

const side = (asset: string, borrowed: string, interest: string) => ({
  asset,
  free: '2',
  locked: '0',
  borrowed,
  interest,
  netAsset: '0',
});

describe('what is owed on margin', () => {
  it('stands beside what there is, with its interest', () => {
    expect(
      recordsOf('cross margin balances', { userAssets: [side('BTC', '1.5', '0.01'), side('BNB', '0', '0')] }),
    ).toEqual([
      { what: 'balance', wallet: 'margin', asset: 'BTC', total: amount('2'), free: amount('2'), owed: amount('1.51') },
      { what: 'balance', wallet: 'margin', asset: 'BNB', total: amount('2'), free: amount('2') },
    ]);
  });

  it('is told of each side of an isolated market', () => {
    const assets = [
      { symbol: 'BTCUSDT', baseAsset: side('BTC', '3', '0'), quoteAsset: { asset: 'USDT', free: '5', locked: '0' } },
    ];
    expect(recordsOf('isolated margin balances', { assets })).toMatchObject([
      { asset: 'BTC', owed: amount('3') },
      { asset: 'USDT', total: amount('5') },
    ]);
  });
});
