import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Decimal, parseDecimal } from '../../core/index.ts';
import type { Unclear } from '../exchange.ts';
import type { Feed, FeedContext, Page, Seen } from '../watch.ts';
import { facts } from './facts.ts';
import { answerOf, clockMs, instruments } from './samples.contract.ts';
import { watch } from './watch.ts';

const amount = (text: string): Decimal => parseDecimal(text)!;
const at = { environment: 'live', fromMs: clockMs - 60_000, toMs: clockMs } as const;
const context: FeedContext = {
  instrument: (symbol, kind) => instruments.find((one) => one.symbol === symbol && one.kind === kind),
};

function feed(name: string): Feed {
  const found = watch.feeds.find((one) => one.name === name);
  if (!found) throw new Error(`no feed ${name}`);
  return found;
}

function read(name: string, rows: unknown): Page | Unclear {
  return feed(name).read(feed(name).call(at), 200, answerOf(rows), context);
}

function seen(name: string, row: unknown): Seen | undefined {
  const page = read(name, [row]);
  if ('unclear' in page) throw new Error(page.message);
  return page.records[0];
}

/** Requests per second that the documents allow, by path; all are counted by user. */
const limits: Readonly<Record<string, number>> = {
  '/api/v5/trade/orders-pending': 30,
  '/api/v5/trade/orders-algo-pending': 10,
  '/api/v5/trade/orders-history': 20,
  '/api/v5/trade/fills': 30,
  '/api/v5/account/positions': 5,
  '/api/v5/account/balance': 5,
  '/api/v5/account/bills': 5,
  '/api/v5/asset/balances': 6,
  '/api/v5/asset/bills': 6,
  '/api/v5/asset/withdrawal-history': 6,
  '/api/v5/asset/deposit-history': 6,
  '/api/v5/finance/savings/balance': 6,
  '/api/v5/users/subaccount/list': 10,
};

describe('the feeds', () => {
  it('are reads of the facts, each with a name of its own', () => {
    expect(new Set(watch.feeds.map(({ name }) => name)).size).toBe(watch.feeds.length);
    for (const one of watch.feeds) {
      const call = one.call(at);
      expect(call).toMatchObject({ endpoint: { method: 'GET', class: 'read' }, host: 'www.okx.com' });
      expect(call.intents).toEqual([{ action: 'read' }]);
      expect(one.call({ ...at, environment: 'demo' }).environment).toBe('demo');
      expect(one.source).toMatch(/OKX v5 reference/);
    }
  });

  it('ask for at most a fifth of what each list allows, and of what Keyward allows itself', () => {
    const asked = new Map<string, number>();
    for (const { call, everyMs } of watch.feeds) {
      const { path } = call(at);
      asked.set(path, (asked.get(path) ?? 0) + 1_000 / everyMs);
    }
    for (const [path, perSecond] of asked) expect(perSecond, path).toBeLessThanOrEqual(limits[path]! / 5);
    const [bucket] = facts.rate.buckets;
    const all = watch.feeds.reduce((sum, { everyMs, cost }) => sum + (cost * 1_000) / everyMs, 0);
    expect(all).toBeLessThanOrEqual((bucket!.limit / bucket!.windowMs) * 1_000 * 0.2);
  });

  it('show a theft by trade, a cancelled stop, a transfer and a withdrawal within 8 s', () => {
    for (const kind of ['open-orders', 'fills', 'ledger', 'positions', 'transfers', 'withdrawals'] as const) {
      const fastest = watch.feeds.filter((one) => one.kind === kind).map(({ everyMs }) => everyMs);
      expect(fastest.length, kind).toBeGreaterThan(0);
      expect(Math.max(...fastest), kind).toBeLessThanOrEqual(6_000);
    }
    expect(feed('trading balances').everyMs).toBeLessThanOrEqual(4_000);
    expect(feed('funding balances').everyMs).toBeLessThanOrEqual(4_000);
  });

  it('reach every market and both kinds of withdrawal in one call, and name the time in each list as that list takes it', () => {
    for (const one of watch.feeds) expect(one.reach).toBe('account');
    expect(feed('withdrawals').call(at).query).toEqual([
      ['before', String(at.fromMs - 1)],
      ['after', String(at.toMs + 1)],
      ['limit', '100'],
    ]);
    expect(feed('trading transfers').call(at).query).toEqual([
      ['type', '1'],
      ['begin', String(at.fromMs - 1)],
      ['end', String(at.toMs + 1)],
      ['limit', '100'],
    ]);
    expect(feed('open orders').call(at).query).toEqual([['limit', '100']]);
    expect(feed('fills').call({ ...at, fromMs: 0 }).query[0]).toEqual(['begin', '0']);
  });
});

/** As the reference shows it, "Order List" and "Order history". */
const order = {
  accFillSz: '0',
  algoClOrdId: '',
  algoId: '',
  cTime: '1724733617998',
  category: 'normal',
  clOrdId: 'mine1',
  instId: 'BTC-USDT',
  instType: 'SPOT',
  isTpLimit: 'false',
  ordId: '1752588852617379840',
  ordType: 'post_only',
  posSide: 'net',
  px: '13013.5',
  reduceOnly: 'false',
  side: 'buy',
  source: '',
  state: 'live',
  sz: '0.001',
  tdMode: 'cash',
  tgtCcy: '',
  uTime: '1724733617999',
};

describe('orders', () => {
  it('are read as the reference shows them', () => {
    expect(seen('open orders', order)).toEqual({
      what: 'order',
      order: { orderId: '1752588852617379840', clientOrderId: 'mine1' },
      symbol: 'BTC-USDT',
      kind: 'spot',
      market: 'BTC/USDT',
      side: 'buy',
      type: 'limit',
      quantity: amount('0.001'),
      filled: 0n,
      price: amount('13013.5'),
      reduceOnly: false,
      isProtective: false,
      isOpen: true,
      createdMs: 1_724_733_617_998,
      updatedMs: 1_724_733_617_999,
    });
  });

  it.each([
    ['contracts in base units', { instId: 'BTC-USDT-SWAP', sz: '3' }, { kind: 'linear', quantity: amount('0.03') }],
    ['an inverse swap, whose contracts are in quote units', { instId: 'BTC-USD-SWAP' }, { kind: 'inverse' }],
    ['a future', { instId: 'BTC-USDT-261225' }, { kind: 'linear', symbol: 'BTC-USDT-261225' }],
    ['an option', { instId: 'BTC-USD-261225-50000-C', ordType: 'op_fok' }, { kind: 'inverse' }],
    ['a market on the list of nobody', { instId: 'NEW-USDT' }, { kind: 'spot', symbol: 'NEW-USDT' }],
    [
      'the closing of a long position',
      { instId: 'BTC-USDT-SWAP', posSide: 'long', side: 'sell' },
      { reduceOnly: true },
    ],
    [
      'the closing of a short position',
      { instId: 'BTC-USDT-SWAP', posSide: 'short', side: 'buy' },
      { reduceOnly: true },
    ],
    [
      'the opening of a short position',
      { instId: 'BTC-USDT-SWAP', posSide: 'short', side: 'sell' },
      { reduceOnly: false },
    ],
    ['a liquidation', { category: 'full_liquidation', clOrdId: '' }, { bySystem: true }],
    ['a part of an order of its own', { category: 'twap' }, { isOpen: true }],
    ['a take-profit with a limit', { isTpLimit: 'true', side: 'sell' }, { isProtective: true }],
    ['what has ended', { state: 'mmp_canceled' }, { isOpen: false }],
  ])('tell of %s', (_title, change, told) => {
    expect(seen('open orders', { ...order, ...change })).toMatchObject(told);
  });

  it.each([
    ['a market buy by amount', { ordType: 'market', px: '', sz: '500' }, 'quantity'],
    ['contracts of an unknown size', { instId: 'BTC-USD-SWAP' }, 'quantity'],
    ['a word that is none of ours', { ordType: 'mmp' }, 'type'],
    ['a market of nobody', { instId: 'NEW-USDT' }, 'market'],
    ['a part of an order', { category: 'twap' }, 'bySystem'],
    ['no name', { clOrdId: '' }, 'order.clientOrderId'],
  ])('do not tell of %s what is not known', (_title, change, absent) => {
    expect(seen('spot orders', { ...order, state: 'canceled', ...change })).not.toHaveProperty(absent);
  });

  it('name the order that set them off', () => {
    expect(seen('swap orders', { ...order, algoId: '77', algoClOrdId: 'stop1', source: '7' })).toMatchObject({
      parent: { orderId: '77', clientOrderId: 'stop1', conditional: true },
    });
  });
});

/** As the reference shows it, "Algo order list". */
const algo = {
  activePx: '',
  algoClOrdId: 'stop1',
  algoId: '1753184812254216192',
  cTime: '1724751378980',
  closeFraction: '',
  instId: 'BTC-USDT-SWAP',
  instType: 'SWAP',
  moveTriggerPx: '',
  ordPx: '',
  ordType: 'conditional',
  posSide: 'net',
  reduceOnly: 'true',
  side: 'sell',
  slOrdPx: '-1',
  slTriggerPx: '50000',
  state: 'live',
  sz: '10',
  tgtCcy: '',
  tpOrdPx: '',
  tpTriggerPx: '',
  triggerPx: '',
  uTime: '1724751378980',
};
const noStop = { slTriggerPx: '', slOrdPx: '' };

describe('conditional orders', () => {
  it.each([
    ['a stop', {}, { type: 'stop', trigger: amount('50000'), quantity: amount('0.1'), isProtective: true }],
    ['a stop with a limit', { slOrdPx: '49000' }, { type: 'stop-limit', price: amount('49000') }],
    ['a take-profit', { ...noStop, tpTriggerPx: '9', tpOrdPx: '-1' }, { type: 'take-profit', trigger: amount('9') }],
    ['a take-profit with a limit', { ...noStop, tpTriggerPx: '9', tpOrdPx: '8' }, { type: 'take-profit-limit' }],
    [
      'a trigger',
      { ...noStop, ordType: 'trigger', triggerPx: '7', ordPx: '6' },
      { type: 'stop-limit', price: amount('6') },
    ],
    [
      'both in one',
      { ordType: 'oco', tpTriggerPx: '9', tpOrdPx: '-1' },
      { trigger: amount('50000'), isProtective: true },
    ],
    ['a trailing stop', { ...noStop, ordType: 'move_order_stop', moveTriggerPx: '5' }, { trigger: amount('5') }],
    [
      'all of a position',
      { closeFraction: '1', sz: '', reduceOnly: 'false' },
      { reduceOnly: true, isProtective: true },
    ],
    ['a stop of what is held', { instId: 'BTC-USDT', reduceOnly: 'false' }, { kind: 'spot', isProtective: true }],
    ['a stop that opens', { reduceOnly: 'false' }, { isProtective: false }],
    ['a large order in parts', { ...noStop, ordType: 'iceberg', instId: 'BTC-USDT' }, { isProtective: false }],
    ['one that waits no more', { state: 'effective' }, { isOpen: false }],
  ])('tell of %s', (_title, change, told) => {
    const found = seen('stops open orders', { ...algo, ...change });
    expect(found).toMatchObject({
      order: { orderId: algo.algoId, clientOrderId: 'stop1', conditional: true },
      ...told,
    });
  });

  it.each(['oco', 'move_order_stop', 'iceberg', 'twap', 'chase'])(
    'of the word %s have none of our types',
    (ordType) => {
      expect(seen('twap open orders', { ...algo, ordType })).not.toHaveProperty('type');
    },
  );

  it('are asked for in every word that the exchange has', () => {
    const words = watch.feeds.flatMap((one) => one.call(at).query.filter(([name]) => name === 'ordType'));
    expect(words.flatMap(([, value]) => value.split(',')).sort()).toEqual([
      'chase',
      'conditional',
      'iceberg',
      'move_order_stop',
      'oco',
      'trigger',
      'twap',
    ]);
  });
});

/** As the reference shows it, "Transaction details (last 3 days)". */
const fill = {
  billId: '680800019754098688',
  clOrdId: '',
  fee: '-0.00000192834',
  feeCcy: 'BTC',
  fillPx: '51858',
  fillSz: '0.00192834',
  instId: 'BTC-USDT',
  instType: 'SPOT',
  ordId: '680800019749904384',
  posSide: 'net',
  side: 'buy',
  tradeId: '744876980',
  ts: '1708587373362',
};

describe('fills and positions', () => {
  it('are read as the reference shows them, with what was paid above zero', () => {
    expect(seen('fills', fill)).toEqual({
      what: 'fill',
      id: 'BTC-USDT:744876980',
      order: { orderId: '680800019749904384' },
      symbol: 'BTC-USDT',
      kind: 'spot',
      market: 'BTC/USDT',
      side: 'buy',
      quantity: amount('0.00192834'),
      price: amount('51858'),
      fee: amount('0.00000192834'),
      feeAsset: 'BTC',
      atMs: 1_708_587_373_362,
    });
    expect(seen('fills', { ...fill, fee: '0.5', tradeId: '' })).toMatchObject({ fee: amount('-0.5'), id: fill.billId });
    expect(seen('fills', { ...fill, instId: 'BTC-USDT-SWAP', fillSz: '3' })).toMatchObject({
      quantity: amount('0.03'),
    });
  });

  const swap = {
    instId: 'BTC-USDT-SWAP',
    instType: 'SWAP',
    mgnMode: 'cross',
    posSide: 'net',
    pos: '-3',
    avgPx: '9',
    markPx: '8',
  };
  it.each([
    ['a short', {}, { quantity: amount('-0.03'), mode: 'cross', entry: amount('9'), mark: amount('8') }],
    ['a leg that is short', { posSide: 'short', pos: '3' }, { quantity: amount('-0.03'), leg: 'short' }],
    ['a leg that is long', { posSide: 'long', pos: '3' }, { quantity: amount('0.03'), leg: 'long' }],
    ['contracts of an unknown size', { instId: 'BTC-USD-SWAP' }, { quantity: amount('-3'), kind: 'inverse' }],
    ['one on margin', { instId: 'BTC-USDT', pos: '2', posCcy: 'BTC' }, { quantity: amount('2'), kind: 'spot' }],
    ['a short on margin', { instId: 'BTC-USDT', pos: '2', posCcy: 'USDT' }, { quantity: amount('-2') }],
  ])('tell of %s', (_title, change, told) => {
    expect(seen('positions', { ...swap, ...change })).toMatchObject(told);
  });

  it('are none of size zero, and name no market on margin and no leg in net mode', () => {
    expect(read('positions', [{ ...swap, pos: '0' }])).toEqual({ records: [] });
    expect(seen('positions', swap)).not.toHaveProperty('leg');
    expect(seen('positions', { ...swap, instId: 'BTC-USDT', posCcy: 'BTC' })).not.toHaveProperty('market');
  });
});

/** As the reference shows them, "Get bills details" and "Asset bills details". */
const bill = {
  balChg: '0.0219338232210000',
  billId: '623950854533513219',
  ccy: 'USDT',
  from: '',
  instId: 'BTC-USDT',
  ordId: '623950854525124608',
  to: '',
  tradeId: '586760148',
  ts: '1695033476167',
  type: '2',
};
const fundingBill = {
  billId: '12344',
  ccy: 'BTC',
  clientId: '',
  balChg: '-2',
  bal: '12',
  type: '1',
  ts: '1597026383085',
};

describe('ledgers', () => {
  it('are read as the reference shows them', () => {
    expect(seen('trading ledger', bill)).toEqual({
      what: 'flow',
      id: '623950854533513219',
      wallet: 'trading',
      asset: 'USDT',
      amount: amount('0.021933823221'),
      cause: 'trade',
      word: 'Trade',
      symbol: 'BTC-USDT',
      orderId: '623950854525124608',
      tradeId: 'BTC-USDT:586760148',
      atMs: 1_695_033_476_167,
    });
    expect(seen('funding ledger', { ...fundingBill, balChg: '2' })).toEqual({
      what: 'flow',
      id: '12344',
      wallet: 'funding',
      asset: 'BTC',
      amount: amount('2'),
      cause: 'deposit',
      word: 'Deposit',
      atMs: 1_597_026_383_085,
    });
  });

  it.each([
    ['trading ledger', '1', 'transfer'],
    ['trading ledger', '5', 'liquidation'],
    ['trading ledger', '8', 'funding'],
    ['trading ledger', '12', 'transfer'],
    ['trading ledger', '27', 'trade'],
    ['trading ledger', '999', 'other'],
    ['funding ledger', '2', 'withdrawal'],
    ['funding ledger', '13', 'withdrawal'],
    ['funding ledger', '131', 'transfer'],
    ['funding ledger', '75', 'product'],
    ['funding ledger', 'toString', 'other'],
  ])('of %s give a line of type %s the cause %s', (name, type, cause) => {
    expect(seen(name, { ...bill, type })).toMatchObject({ cause });
  });

  it.each([
    [
      'to the funding account or a sub-account',
      { from: '18', to: '6' },
      { from: 'trading', to: 'funding', isOwn: 'unknown' },
    ],
    [
      'to another trading account',
      { from: '18', to: '18' },
      { from: 'trading', to: 'trading account of another', isOwn: 'no' },
    ],
  ])('tell of a transfer %s', (_title, ends, told) => {
    const move = seen('trading transfers', { ...bill, type: '1', balChg: '-7', ...ends });
    expect(move).toMatchObject({ what: 'move', kind: 'transfer', amount: amount('7'), state: 'done', ...told });
  });

  it('tell of no transfer of nothing', () => {
    for (const name of ['trading transfers', 'trading bot transfers', 'funding transfers']) {
      expect(read(name, [{ ...bill, type: '20', balChg: '0' }])).toEqual({ records: [] });
    }
  });

  it('tell of what trading bots are given, of gifts and of sub-accounts, and of no transfer twice', () => {
    const given = seen('trading bot transfers', { ...bill, type: '12', balChg: '-7' });
    expect(given).toMatchObject({ from: 'trading', to: 'trading bots', isOwn: 'yes' });
    const gift = seen('funding transfers', { ...fundingBill, type: '313' });
    expect(gift).toMatchObject({ amount: amount('2'), from: 'funding', to: 'another user', isOwn: 'no' });
    const back = seen('funding transfers', { ...fundingBill, type: '21', balChg: '2' });
    expect(back).toMatchObject({ from: 'sub-account', to: 'funding' });
    expect(read('funding transfers', [{ ...fundingBill, type: '131' }])).toEqual({ records: [] });
  });
});

/** As the reference shows them, "Get withdrawal history" and "Get deposit history". */
const withdrawal = {
  chain: 'ETH-Ethereum',
  fee: '0.007',
  feeCcy: 'ETH',
  ccy: 'ETH',
  amt: '0.029809',
  from: '156****359',
  to: '0xa30d1fab********7CF18C7B6C579',
  state: '2',
  ts: '1655251200000',
  wdId: '15447421',
};
const deposit = {
  amt: '1',
  ccy: 'USDT',
  chain: 'USDT-TRC20',
  depId: '88****33',
  from: '',
  state: '2',
  to: 'TN4hGjVXMzy*********9b4N1aGizqs',
  ts: '1674038705000',
};

describe('withdrawals and deposits', () => {
  it('are read as the reference shows them', () => {
    expect(seen('withdrawals', withdrawal)).toEqual({
      what: 'move',
      kind: 'withdrawal',
      id: '15447421',
      asset: 'ETH',
      amount: amount('0.029809'),
      fee: amount('0.007'),
      from: 'funding',
      address: '0xa30d1fab********7CF18C7B6C579',
      network: 'ETH-Ethereum',
      isOwn: 'no',
      state: 'done',
      atMs: 1_655_251_200_000,
    });
    expect(seen('deposits', deposit)).toMatchObject({
      id: '88****33',
      asset: 'USDT',
      amount: amount('1'),
      state: 'done',
    });
    expect(seen('withdrawals', { ...withdrawal, feeCcy: 'OKB' })).not.toHaveProperty('fee');
  });

  it.each([
    ['withdrawals', '-2', 'failed'],
    ['withdrawals', '-3', 'pending'],
    ['withdrawals', '17', 'pending'],
    ['deposits', '0', 'pending'],
    ['deposits', '1', 'done'],
    ['deposits', '12', 'failed'],
  ])('of %s in state %s are %s', (name, state, told) => {
    expect(seen(name, { ...(name === 'deposits' ? deposit : withdrawal), state })).toMatchObject({ state: told });
  });
});

describe('balances', () => {
  const details = [{ ccy: 'USDT', cashBal: '4850.435693622894', availBal: '4834.3', eq: '4992.89' }];
  const account = { totalEq: '55837.43556134779012345678', details };

  it('are told of every wallet, without what positions gain', () => {
    const total = amount('4850.435693622894');
    expect(seen('trading balances', account)).toEqual({
      what: 'balance',
      wallet: 'trading',
      asset: 'USDT',
      total,
      free: amount('4834.3'),
    });
    const funding = seen('funding balances', { ccy: 'ETH', bal: '3', availBal: '2', frozenBal: '1' });
    expect(funding).toMatchObject({ wallet: 'funding', total: amount('3'), free: amount('2') });
    expect(seen('savings balances', { ccy: 'USDT', amt: '11' })).toMatchObject({ wallet: 'earn', total: amount('11') });
    expect(seen('trading equity', account)).toMatchObject({
      amount: amount('55837.435561347790123456'),
      currency: 'USD',
    });
  });

  it('are unclear without their one row, and where a single one of them is', () => {
    expect(read('trading balances', [])).toMatchObject({ unclear: true });
    expect(read('trading equity', [{ totalEq: '' }])).toMatchObject({ unclear: true });
    expect(read('trading balances', [{ ...account, details: [...details, { ccy: 'BTC' }] }])).toMatchObject({
      unclear: true,
    });
    expect(read('trading balances', [{ ...account, details: [] }])).toEqual({ records: [] });
  });

  it('name a coin as the instruments do, so that it is found to be sold', () => {
    const { base } = instruments.find(({ symbol }) => symbol === 'AE-USDT')!;
    const row = { ...fundingBill, ccy: 'AE', bal: '3', amt: '3' };
    for (const name of ['funding balances', 'savings balances', 'funding ledger']) {
      expect(seen(name, row)).toMatchObject({ asset: base });
    }
    expect(seen('fills', { ...fill, feeCcy: 'AE' })).toMatchObject({ feeAsset: base });
  });

  it('of sub-accounts are not read, but their names are', () => {
    expect(seen('sub-accounts', { subAcct: 'desk', label: 'grid' })).toEqual({
      what: 'sub-account',
      id: 'desk',
      label: 'grid',
    });
  });
});

describe('pages', () => {
  const rows = (count: number) =>
    Array.from({ length: count }, (_, n) => ({ ...bill, billId: String(900 - n), ts: String(clockMs - n) }));
  const next = (name: string, list: unknown) => {
    const page = read(name, list);
    return 'unclear' in page ? page : (page.more?.query.find(([param]) => param === 'after')?.[1] ?? page.isCut);
  };

  it('end where they are not full, go on behind their last row, and keep the time asked for', () => {
    expect(next('trading ledger', rows(99))).toBeUndefined();
    expect(next('trading ledger', rows(100))).toBe('801');
    const page = read('trading ledger', rows(100)) as Page;
    expect(page.more?.query).toEqual([...feed('trading ledger').call(at).query, ['after', '801']]);
  });

  it('by time begin with the last time again, and are cut where that is where they began', () => {
    expect(next('funding ledger', rows(100))).toBe(String(clockMs - 98));
    const same = Array.from({ length: 100 }, () => ({ ...bill, ts: String(clockMs) }));
    expect(next('funding ledger', same)).toBe(true);
    expect(
      next(
        'trading ledger',
        same.map((row) => ({ ...row, billId: '5' })),
      ),
    ).toBe('5');
  });
});

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
const isMoney = (value: unknown): boolean => value === undefined || typeof value === 'bigint';
const isTime = (value: unknown): boolean => value === undefined || (Number.isSafeInteger(value) && Number(value) > 0);

function isSound(record: Seen): boolean {
  if (record.what === 'order') {
    const { symbol, side, quantity, filled, price, trigger, createdMs, isOpen } = record;
    const money = [quantity, filled, price, trigger].every(isMoney);
    return isText(symbol) && isText(side) && money && isTime(createdMs) && typeof isOpen === 'boolean';
  }
  if (record.what === 'fill')
    return [record.id, record.symbol].every(isText) && isMoney(record.fee) && isTime(record.atMs);
  if (record.what === 'flow')
    return [record.id, record.asset, record.word].every(isText) && typeof record.amount === 'bigint';
  if (record.what === 'move')
    return [record.id, record.asset].every(isText) && record.amount > 0n && isTime(record.atMs);
  if (record.what === 'balance')
    return isText(record.asset) && typeof record.total === 'bigint' && isMoney(record.free);
  if (record.what === 'position') return isText(record.symbol) && typeof record.quantity === 'bigint';
  return record.what === 'equity' ? typeof record.amount === 'bigint' : isText(record.id);
}

describe('hostile answers', () => {
  const whole = {
    ...order,
    ...algo,
    ...fill,
    ...bill,
    ...withdrawal,
    ...deposit,
    cashBal: '1',
    availBal: '1',
    bal: '1',
    pos: '1',
    totalEq: '1',
    subAcct: 'a',
  };
  const odd = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom('', '-1', '1e400', '__proto__', 'NaN', '0x1', '99999999999999999999'),
  );

  it.each(watch.feeds.map((one) => [one.name] as const))('never throw and never make a record up: %s', (name) => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(whole)), odd), fc.jsonValue(), (change, rest) => {
        const details = [{ ...whole, ...change }];
        for (const data of [[{ ...whole, ...change, details }], rest, [rest], { 0: whole }]) {
          const page = read(name, data);
          if (!('unclear' in page)) expect(page.records.every(isSound)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 100, max: 599 }), (body, status) => {
        expect(feed(name).read(feed(name).call(at), status, body, context)).toMatchObject({ unclear: true });
      }),
      { numRuns: 30 },
    );
  });

  it('are unclear with a row that is none, an error code, or another status', () => {
    const one = feed('fills');
    expect(read('fills', [fill, null])).toMatchObject({ unclear: true });
    expect(read('fills', [fill, { ...fill, fillSz: 'many' }])).toMatchObject({ unclear: true });
    expect(one.read(one.call(at), 200, '{"code":"50011","data":[],"msg":""}', context)).toMatchObject({
      cause: 'rate',
    });
    expect(one.read(one.call(at), 200, '{"code":"50120","data":[],"msg":""}', context)).toMatchObject({
      cause: 'permission',
    });
    expect(one.read(one.call(at), 500, answerOf([fill]), context)).toMatchObject({ unclear: true });
  });
});
