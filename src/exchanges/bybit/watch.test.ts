import { describe, expect, it } from 'vitest';
import { formatDecimal } from '../../core/index.ts';
import type { Page } from '../watch.ts';
import { contextOf, credential, index } from './asked.contract.ts';
import { watch } from './watch.ts';
import { wire } from './wire.ts';

const at = { environment: 'live', fromMs: 1_790_000_000_500, toMs: 1_790_000_009_400 } as const;
const TIME = 1_790_000_010_000;

function feed(name: string) {
  const found = watch.feeds.find((one) => one.name === name);
  if (!found) throw new Error(`no feed ${name}`);
  return found;
}

const answer = (result: object): string =>
  JSON.stringify({ retCode: 0, retMsg: 'OK', result, retExtInfo: {}, time: TIME });

/** Reads rows as one page of a feed; the list is named as the feed's answers name it. */
function read(name: string, rows: readonly unknown[], more: object = {}) {
  const call = feed(name).call(at);
  const list = { list: rows, rows, balance: rows, subMembers: rows };
  return feed(name).read(call, 200, answer({ ...list, nextPageCursor: '', ...more }), contextOf());
}

function records(name: string, rows: readonly unknown[]): unknown {
  const page = read(name, rows);
  if ('unclear' in page) throw new Error(page.message);
  const plain = (_: string, value: unknown): unknown =>
    typeof value === 'bigint' ? formatDecimal(value as never) : value;
  return JSON.parse(JSON.stringify(page.records, plain));
}

const order = {
  orderId: 'o1',
  orderLinkId: '',
  symbol: 'BTCUSDT',
  side: 'Sell',
  orderType: 'Market',
  orderStatus: 'Untriggered',
  stopOrderType: 'Stop',
  qty: '0.5',
  price: '0',
  cumExecQty: '0',
  triggerPrice: '9',
  triggerDirection: 2,
  reduceOnly: true,
  positionIdx: 0,
  createdTime: '1790000000000',
  updatedTime: '1790000000001',
};
const fill = {
  symbol: 'BTCUSDT',
  orderId: 'o1',
  side: 'Buy',
  execId: 'e1',
  execType: 'Trade',
  execPrice: '50000',
  execQty: '0.1',
  execValue: '5000',
  execFee: '0.5',
  feeCurrency: '',
  execTime: '1790000000000',
};
const line = {
  id: '592324_XRPUSDT_161440249321',
  symbol: 'XRPUSDT',
  type: 'SETTLEMENT',
  currency: 'USDT',
  change: '-0.003676',
  orderId: '1672128000-8-592324-1-2',
  tradeId: '534c0003-4bf7-486f-aa02-78cee36825e4',
  transactionTime: '1672128000000',
};

describe('the feeds', () => {
  it('have names of their own, and calls that the facts know as reads', () => {
    expect(new Set(watch.feeds.map(({ name }) => name)).size).toBe(watch.feeds.length);
    for (const one of watch.feeds) {
      const call = one.call(at);
      expect(index.find('v5', 'GET', call.path)?.class).toBe('read');
      expect(call.intents).toEqual([{ action: 'read' }]);
      expect(wire.build(call, credential, { timeMs: TIME }).headers['x-bapi-sign']).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  it('take at most a fifth of what an address may ask, and of what a user may ask of each endpoint', () => {
    const perMs = watch.feeds.reduce((sum, { cost, everyMs }) => sum + cost / everyMs, 0);
    expect(perMs * 5_000).toBeLessThan(600 / 5);
    // Requests in a minute, by the documents' Rate Limit.
    const limits: Readonly<Record<string, number>> = {
      '/v5/order/realtime': 50 * 60,
      '/v5/order/history': 50 * 60,
      '/v5/execution/list': 50 * 60,
      '/v5/position/list': 50 * 60,
      '/v5/account/transaction-log': 25 * 60,
      '/v5/account/wallet-balance': 50 * 60,
      '/v5/asset/fundinghistory': 30 * 60,
      '/v5/asset/transfer/query-account-coins-balance': 5 * 60,
      '/v5/asset/transfer/query-inter-transfer-list': 60,
      '/v5/asset/transfer/query-universal-transfer-list': 5 * 60,
      '/v5/asset/deposit/query-record': 100,
      '/v5/asset/deposit/query-internal-record': 300 * 60,
      '/v5/asset/withdraw/query-record': 300,
      '/v5/user/submembers': 5 * 60,
    };
    const paths = new Set(watch.feeds.map((one) => one.call(at).path));
    expect([...paths].sort()).toEqual(Object.keys(limits).sort());
    for (const path of paths) {
      const own = watch.feeds.filter((one) => one.call(at).path === path);
      const perMinute = own.reduce((sum, { everyMs }) => sum + 60_000 / everyMs, 0);
      expect(perMinute, path).toBeLessThanOrEqual(limits[path]! / 5);
      const hurried = own.reduce((sum, { everyMs, hurryMs }) => sum + 60_000 / Math.min(hurryMs ?? 1_000, everyMs), 0);
      expect(hurried, path).toBeLessThanOrEqual(limits[path]! / 2);
    }
  });

  it('show a theft within eight seconds, whatever market it uses', () => {
    for (const kind of ['open-orders', 'ledger', 'balances', 'positions', 'transfers', 'withdrawals'] as const) {
      const own = watch.feeds.filter((one) => one.kind === kind);
      expect(own.length).toBeGreaterThan(0);
      for (const one of own) expect([one.everyMs < 8_000, one.reach]).toEqual([true, 'account']);
    }
  });

  it('ask for both ends of a span, rounded outwards where only seconds count', () => {
    const query = (name: string) => Object.fromEntries(feed(name).call(at).query);
    expect(query('spot fills')).toMatchObject({ startTime: '1790000000500', endTime: '1790000009400', limit: '100' });
    expect(query('own transfers')).toMatchObject({ startTime: '1790000000000', endTime: '1790000010000' });
    expect(query('funding ledger')).toMatchObject({ createTimeFrom: '1790000000', createTimeTo: '1790000010' });
    expect(query('withdrawals')).toMatchObject({ withdrawType: '2' });
    expect(query('linear USDC open orders')).toMatchObject({ category: 'linear', settleCoin: 'USDC', openOnly: '0' });
  });

  it('ask a demo account, which has no funding account, whether it answers at all', () => {
    const call = feed('withdrawals').call({ ...at, environment: 'demo' });
    expect([call.host, call.path]).toEqual(['api-demo.bybit.com', '/v5/account/info']);
    expect(feed('withdrawals').read(call, 200, answer({}), contextOf())).toEqual({ records: [] });
    const refused = '{"retCode":10003,"retMsg":"","result":{},"time":1}';
    expect(feed('withdrawals').read(call, 200, refused, contextOf())).toMatchObject({ unclear: true, cause: 'key' });
    expect(feed('spot fills').call({ ...at, environment: 'demo' }).path).toBe('/v5/execution/list');
  });
});

describe('an order', () => {
  it.each([
    [{}, 'stop', true],
    [{ orderType: 'Limit', price: '8' }, 'stop-limit', true],
    [{ triggerDirection: 1 }, 'take-profit', true],
    [{ reduceOnly: false }, 'stop', false],
    [{ reduceOnly: false, positionIdx: 1 }, 'stop', true],
    [{ reduceOnly: false, positionIdx: 2 }, 'stop', false],
    [{ stopOrderType: 'PartialTakeProfit', orderType: 'Limit', price: '8' }, 'take-profit-limit', true],
    [{ stopOrderType: 'StopLoss', reduceOnly: false }, 'stop', true],
    [{ stopOrderType: 'TrailingStop' }, undefined, true],
    [{ stopOrderType: 'UNKNOWN', triggerPrice: '0.00', orderStatus: 'New' }, 'market', false],
    [{ orderType: 'Block trade Roll Back' }, undefined, true],
  ])('of contracts is told by its stop type and direction: %o', (more, type, isProtective) => {
    const [seen] = records('linear USDT open orders', [{ ...order, ...more }]) as [{ type?: string }];
    expect(seen).toMatchObject({ market: 'BTC/USDT:USDT', kind: 'linear', isProtective, isOpen: true });
    expect(seen.type).toBe(type);
  });

  it.each([
    [{ stopOrderType: 'tpslOrder', basePrice: '8' }, 'take-profit'],
    [{ stopOrderType: 'tpslOrder', basePrice: '10' }, 'stop'],
    [{ stopOrderType: 'Stop', basePrice: '10' }, 'stop'],
    [{ stopOrderType: 'OcoOrder', basePrice: '10' }, undefined],
    [{ stopOrderType: 'tpslOrder' }, undefined],
  ])('of spot is told by the price at which it was made: %o', (more, type) => {
    const [seen] = records('spot open orders', [{ ...order, triggerDirection: 0, ...more }]) as [{ type?: string }];
    expect(seen).toMatchObject({ market: 'BTC/USDT', isProtective: true, quantity: '0.5' });
    expect(seen.type).toBe(type);
  });

  it('by amount has no quantity, nor has an inverse one, of which the filled is told in the coin', () => {
    const bought = { ...order, side: 'Buy', stopOrderType: '', triggerPrice: '0', orderStatus: 'Filled' };
    const quantity = (more: object) =>
      (records('spot orders', [{ ...bought, ...more }]) as [{ quantity?: string }])[0].quantity;
    expect(quantity({ marketUnit: 'quoteCoin' })).toBeUndefined();
    expect(quantity({ marketUnit: '' })).toBeUndefined();
    expect(quantity({ marketUnit: 'baseCoin' })).toBe('0.5');
    expect(quantity({ side: 'Sell', marketUnit: '' })).toBe('0.5');
    const inverse = { ...order, symbol: 'BTCUSD', qty: '100', cumExecQty: '50', cumExecValue: '0.001' };
    const [seen] = records('inverse open orders', [inverse]) as [object];
    expect(seen).toMatchObject({ symbol: 'BTCUSD', kind: 'inverse', filled: '0.001' });
    expect(seen).not.toHaveProperty('quantity');
    expect(seen).not.toHaveProperty('market');
  });

  it('tells when the exchange made it, and which order set it off', () => {
    const [forced, attached] = records('linear orders', [
      { ...order, createType: 'CreateByLiq', orderStatus: 'Filled' },
      { ...order, createType: 'CreateByStopLoss', parentOrderLinkId: 'mother', orderStatus: 'Cancelled' },
    ]) as [object, object];
    expect(forced).toMatchObject({ bySystem: true, isOpen: false, createdMs: 1_790_000_000_000 });
    expect(attached).toMatchObject({ parent: { clientOrderId: 'mother' }, isOpen: false });
    expect(attached).not.toHaveProperty('bySystem');
  });

  it('of an option is told as linear, without a market', () => {
    const [seen] = records('option open orders', [{ ...order, symbol: 'BTCUSDT' }]) as [object];
    expect(seen).toMatchObject({ kind: 'linear', symbol: 'BTCUSDT' });
    expect(seen).not.toHaveProperty('market');
  });
});

describe('a fill', () => {
  it('is paid for in the coin that is told, or in which the contract settles', () => {
    expect(records('linear fills', [fill])).toEqual([
      {
        what: 'fill',
        id: 'e1',
        order: { orderId: 'o1' },
        symbol: 'BTCUSDT',
        kind: 'linear',
        market: 'BTC/USDT:USDT',
        quoteAmount: '5000',
        fee: '0.5',
        feeAsset: 'USDT',
        side: 'buy',
        quantity: '0.1',
        price: '50000',
        atMs: 1_790_000_000_000,
      },
    ]);
    expect(records('spot fills', [{ ...fill, feeCurrency: 'BTC' }])).toMatchObject([{ feeAsset: 'BTC', kind: 'spot' }]);
  });

  it('is none where only funding was paid, and in the coin where the contract is inverse', () => {
    expect(records('linear fills', [{ ...fill, execType: 'Funding' }])).toEqual([]);
    const inverse = { ...fill, symbol: 'BTCUSD', execQty: '100', execValue: '0.002' };
    expect(records('inverse fills', [inverse])).toMatchObject([{ quantity: '0.002', symbol: 'BTCUSD' }]);
  });
});

describe('a position', () => {
  const position = { symbol: 'BTCUSDT', side: 'Buy', size: '0.5', avgPrice: '50000', markPrice: '1', positionIdx: 0 };

  it('is signed, and names its leg in hedge mode alone', () => {
    const rows = [position, { ...position, side: 'Sell', positionIdx: 2 }, { ...position, side: '', size: '0' }];
    const seen = records('linear USDT positions', rows) as { leg?: string }[];
    expect(seen).toMatchObject([
      { quantity: '0.5', entry: '50000', mark: '1' },
      { quantity: '-0.5', leg: '2' },
    ]);
    expect(seen[0]).not.toHaveProperty('leg');
  });

  it('in inverse contracts is counted in the coin', () => {
    const inverse = { ...position, symbol: 'BTCUSD', side: 'Sell', size: '300', positionValue: '0.01092319' };
    expect(records('inverse positions', [inverse])).toMatchObject([{ quantity: '-0.01092319', kind: 'inverse' }]);
  });
});

describe('a line of a ledger', () => {
  it("is told as the documents' sample: funding in one, a trade with its fee in the other", () => {
    const trade = {
      ...line,
      type: 'TRADE',
      change: '-0.0190872',
      tradeId: '5184f079',
      transactionTime: '1672121182224',
    };
    const seen = records('unified ledger', [line, trade, { ...line, type: 'AIRDROP' }]) as { id: string }[];
    expect(seen).toMatchObject([
      {
        amount: '-0.003676',
        cause: 'funding',
        word: 'SETTLEMENT',
        wallet: 'unified',
        asset: 'USDT',
        symbol: 'XRPUSDT',
      },
      { amount: '-0.0190872', cause: 'trade', tradeId: '5184f079' },
      { cause: 'interest', word: 'AIRDROP' },
    ]);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(3);
  });

  it('of the funding account has its sign from its direction, and its time in seconds', () => {
    const row = {
      currency: 'BTC',
      ioDirection: 'O',
      txnAmt: '0.00003561',
      afterAmt: '7.5547230662687035',
      createTime: '1772669763',
      showBusiTypeEn: 'Withdraw',
      descriptionEn: 'On-chain',
    };
    expect(records('funding ledger', [row, { ...row, ioDirection: 'I', showBusiTypeEn: 'Earn' }])).toMatchObject([
      { amount: '-0.00003561', cause: 'withdrawal', word: 'Withdraw: On-chain', atMs: 1_772_669_763_000 },
      { amount: '0.00003561', cause: 'other' },
    ]);
  });
});

describe('a move', () => {
  const move = { coin: 'USDT', amount: '10' };

  it('out is told with its state, and with the number of a user for an address', () => {
    const row = { ...move, withdrawId: 'w1', createTime: '1742738305000', withdrawFee: '1', chain: 'TRX' };
    const states = ['SecurityCheck', 'success', 'Reject', 'a new word', 'constructor'];
    const rows = states.map((status) => ({ ...row, status, toAddress: 'T1', withdrawType: 0 }));
    const seen = records('withdrawals', rows) as { state: string }[];
    expect(seen.map(({ state }) => state)).toEqual(['pending', 'done', 'failed', 'pending', 'pending']);
    expect(seen[0]).toMatchObject({ kind: 'withdrawal', address: 'T1', network: 'TRX', isOwn: 'no', fee: '1' });
    const internal = records('withdrawals', [{ ...row, toAddress: '118027304', withdrawType: 1 }]) as [object];
    expect(internal[0]).toMatchObject({ address: '118027304' });
    expect(internal[0]).not.toHaveProperty('network');
  });

  it('in has the time of its credit, or of the answer while there is none', () => {
    const row = { ...move, id: 'd1', status: 3, successAt: '1742728163000', depositFee: '' };
    expect(records('deposits', [row, { ...row, status: 2, successAt: '' }])).toMatchObject([
      { state: 'done', atMs: 1_742_728_163_000 },
      { state: 'pending', atMs: TIME },
    ]);
    const internal = { ...move, id: 'i1', status: 2, createdTime: '1705393280', fromMemberId: '118' };
    expect(records('internal deposits', [internal])).toMatchObject([{ from: '118', atMs: 1_705_393_280_000 }]);
  });
});

describe('a page', () => {
  const full = Array(50).fill(order);

  it('that is full is followed by its cursor as the exchange gave it, decoded once', () => {
    const page = read('spot open orders', full, { nextPageCursor: 'page%3A1%2C2' }) as Page;
    expect(page.more?.query).toEqual([...feed('spot open orders').call(at).query, ['cursor', 'page:1,2']]);
    expect(read('spot open orders', full.slice(1), { nextPageCursor: 'page%3A1' })).not.toHaveProperty('more');
    expect(read('spot open orders', full)).not.toHaveProperty('more');
  });

  it('of sub-accounts is followed until the cursor is zero', () => {
    const members = Array.from({ length: 100 }, (_, at) => ({ uid: String(at), username: '' }));
    const page = read('sub-accounts', members, { nextCursor: '129' }) as Page;
    expect(page.more?.query).toEqual([
      ['pageSize', '100'],
      ['nextCursor', '129'],
    ]);
    expect(read('sub-accounts', members, { nextCursor: '0' })).not.toHaveProperty('more');
  });

  it('that comes again is unclear, and so is one of another category or with a row that cannot be read', () => {
    const one = feed('spot open orders');
    const call = one.call(at);
    const again = { ...call, query: [...call.query, ['cursor', 'same'] as const] };
    const body = answer({ list: full, nextPageCursor: 'same' });
    expect(one.read(again, 200, body, contextOf())).toMatchObject({
      unclear: true,
      message: expect.stringContaining('again'),
    });
    expect(read('spot open orders', [order], { category: 'linear' })).toMatchObject({ unclear: true });
    for (const row of [null, 'x', [], {}, { ...order, side: '' }, { ...order, orderId: '' }]) {
      expect(read('spot open orders', [order, row])).toMatchObject({ unclear: true, cause: 'unreadable' });
    }
  });
});
