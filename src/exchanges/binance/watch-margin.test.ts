import { describe, expect, it } from 'vitest';
import type { Call } from '../exchange.ts';
import type { Page } from '../watch.ts';
import { watch } from './watch.ts';

const context = { instrument: () => undefined };
const at = { environment: 'live', fromMs: 0, toMs: 0 } as const;
const feedOf = (name: string) => watch.feeds.find((feed) => feed.name === name)!;
const order = (symbol: string, orderId: number) => ({
  symbol,
  orderId,
  clientOrderId: `c${orderId}`,
  side: 'SELL',
  type: 'LIMIT',
  price: '9',
  origQty: '1',
  executedQty: '0',
  status: 'NEW',
  time: 1_790_000_000_000,
});
const asset = (name: string, locked: string) => ({ asset: name, free: '1', locked, borrowed: '0', interest: '0' });
const pair = (symbol: string, base: string, quote: string) => ({
  symbol,
  baseAsset: asset('X', base),
  quoteAsset: asset('USDT', quote),
});

/** Reads a list to its end, as whoever watches does; gives the calls and the records. */
function follow(name: string, answer: (call: Call) => unknown) {
  const feed = feedOf(name);
  const [asked, records]: [string[], unknown[]] = [[], []];
  for (let call: Call | undefined = feed.call(at); call; ) {
    asked.push(`${call.path} ${call.query.map((param) => param.join('=')).join(' ')}`.trim());
    const page = feed.read(call, 200, JSON.stringify(answer(call)), context) as Page;
    if ('unclear' in page) return { asked, unclear: true };
    records.push(...page.records);
    call = page.more;
  }
  return { asked, records };
}
const isOrders = ({ path }: Call) => path.endsWith('/openOrders');

describe('open orders on margin', () => {
  it('of the cross account are listed only where something is locked', () => {
    const idle = follow('cross margin open orders', () => ({ userAssets: [asset('BTC', '0'), asset('ETH', '0.0')] }));
    expect(idle).toEqual({ asked: ['/sapi/v1/margin/account'], records: [] });
    const { asked, records } = follow('cross margin open orders', (call) =>
      isOrders(call) ? [order('ABCUSDT', 7)] : { userAssets: [asset('ABC', '1'), asset('ETH', '0')] },
    );
    expect(asked).toEqual(['/sapi/v1/margin/account', '/sapi/v1/margin/openOrders']);
    expect(records).toMatchObject([{ order: { orderId: '7' }, symbol: 'ABCUSDT', kind: 'spot', mode: 'cross' }]);
  });

  it('of isolated accounts are listed in each market in which something is locked', () => {
    const pairs = [pair('AUSDT', '1', '0'), pair('BUSDT', '0', '0'), pair('CUSDT', '0', '2')];
    const { asked, records } = follow('isolated margin open orders', (call) =>
      isOrders(call) ? [order(call.query[0]![1], 8)] : { assets: pairs },
    );
    expect(asked).toEqual([
      '/sapi/v1/margin/isolated/account',
      '/sapi/v1/margin/openOrders symbol=AUSDT isIsolated=TRUE',
      '/sapi/v1/margin/openOrders symbol=CUSDT isIsolated=TRUE',
    ]);
    expect(records).toMatchObject(['AUSDT', 'CUSDT'].map((symbol) => ({ symbol, mode: 'isolated' })));
  });

  it('are unknown where an account does not tell what is locked, or a list is no list', () => {
    const { locked: _locked, ...untold } = asset('BTC', '0');
    expect(follow('cross margin open orders', () => ({ userAssets: [untold] }))).toMatchObject({ unclear: true });
    expect(
      follow('isolated margin open orders', (call) =>
        isOrders(call) ? { code: -1 } : { assets: [pair('AUSDT', '1', '0')] },
      ),
    ).toMatchObject({ unclear: true });
  });

  it('of an account without margin there are none', () => {
    for (const name of ['cross margin open orders', 'isolated margin open orders']) {
      const feed = feedOf(name);
      const body = JSON.stringify({ code: -3003, msg: 'Margin account does not exist.' });
      expect(feed.read(feed.call(at), 400, body, context)).toEqual({ records: [] });
    }
  });
});
