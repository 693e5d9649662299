import type { Instrument } from '../../core/index.ts';
import type { Call } from '../exchange.ts';
import type { Feed, FeedContext, Page } from '../watch.ts';
import { bitcoin, ether } from './scene.contract.ts';
import { watch } from './watch.ts';

/** What the tests of the feeds share: instruments, and answers as the documents show them. */
export const context: FeedContext = {
  instrument: (symbol: string, kind: Instrument['kind']) =>
    kind === 'spot'
      ? [bitcoin, ether].find((each) => each.symbol === symbol || each.aliases?.includes(symbol))
      : undefined,
};

export function feedOf(name: string): Feed {
  const feed = watch.feeds.find((each) => each.name === name);
  if (!feed) throw new Error(`no feed ${name}`);
  return feed;
}

export const at = { environment: 'live', fromMs: 1_688_000_000_500, toMs: 1_688_003_600_500 } as const;

export function readAs(name: string, result: unknown, call?: Call) {
  const feed = feedOf(name);
  return feed.read(call ?? feed.call(at), 200, JSON.stringify({ error: [], result }), context);
}

/** The records of an answer that is a page. */
export function pageOf(name: string, result: unknown, call?: Call): Page {
  const page = readAs(name, result, call);
  if ('unclear' in page) throw new Error(page.message);
  return page;
}

const order = {
  refid: 'None',
  userref: 36493663,
  status: 'canceled',
  reason: 'User requested',
  opentm: 1688148493.7708,
  closetm: 1688148610.0477,
  starttm: 0,
  expiretm: 0,
  descr: {
    pair: 'XBTUSD',
    type: 'sell',
    ordertype: 'stop-loss-limit',
    price: '23667.0',
    price2: '23000.0',
    leverage: 'none',
    order: 'sell 0.00100000 XBTUSD @ stop loss 23667.0 -> limit 23000.0',
    close: '',
  },
  vol: '0.00100000',
  vol_exec: '0.00000000',
  cost: '0.00000',
  fee: '0.00000',
  price: '0.00000',
  stopprice: '0.00000',
  limitprice: '0.00000',
  misc: '',
  oflags: 'fciq',
  trigger: 'index',
};

const line = {
  refid: 'TJKLXF-PGMUI-4NTLXU',
  time: 1688464484.1787,
  type: 'trade',
  subtype: '',
  aclass: 'currency',
  asset: 'ZGBP',
  amount: '-24.5000',
  fee: '0.0490',
  balance: '459567.9171',
};

export const samples: Readonly<Record<string, { readonly [name: string]: unknown } | readonly unknown[]>> = {
  balances: {
    ZUSD: { balance: '25435.21', hold_trade: '8249.76' },
    XXBT: { balance: '1.2435', hold_trade: '0.8423' },
    'XBT.F': { balance: '0.5', hold_trade: '0.0' },
    'XBT.B': { balance: '0.25', hold_trade: '0' },
    'XBT.S': { balance: '0.5', hold_trade: '0' },
    ZEUR: { balance: '10.0', credit: '100', credit_used: '30', hold_trade: '5' },
  },
  withdrawals: {
    withdrawals: [
      {
        method: 'Bitcoin',
        aclass: 'currency',
        asset: 'XXBT',
        refid: 'FTQcuak-V6Za8qrWnhzTx67yYHz8Tg',
        txid: '29323ce235cee8dae22503caba7',
        info: 'bc1qm32pq3ewt0j37s2g',
        amount: '0.72485000',
        fee: '0.00020000',
        time: 1688014586,
        status: 'Pending',
        key: 'btc-wallet-1',
      },
      {
        method: 'Bitcoin',
        network: 'Bitcoin (legacy)',
        aclass: 'currency',
        asset: 'XXBT',
        refid: 'FTQcuak-V6Za8qrPnhsTx47yYLz8Tg',
        txid: '',
        info: '',
        amount: '0.72485000',
        fee: '0.00020000',
        time: 1688015423,
        status: 'Failure',
        'status-prop': 'canceled',
        key: 'btc-wallet-2',
      },
    ],
    next_cursor: null,
  },
  deposits: {
    deposit: [
      {
        method: 'Ether (Hex)',
        aclass: 'currency',
        asset: 'XETH',
        refid: 'Q2CANKL-LBFVEE-U4Y2WQ',
        txid: '0x57fd704dab1a73c20e24c8696099b695d596924b401b261513cfdab23',
        info: '0x615f9ba7a9575b0ab4d571b2b36b1b324bd83290',
        amount: '7.9999257900',
        fee: '0.0000000000',
        time: 1529223212,
        status: 'Success',
      },
    ],
    next_cursor: null,
  },
  'open orders': { open: { 'OQCLML-BW3P3-BUCMWZ': { ...order, status: 'open', closetm: undefined } } },
  'closed orders': { closed: { 'O6YDQ5-LOMWU-37YKEE': order }, count: 1 },
  fills: {
    trades: {
      'THVRQM-33VKH-UCI7BS': {
        ordertxid: 'OQCLML-BW3P3-BUCMWZ',
        postxid: 'TKH2SE-M7IF5-CFI7LT',
        pair: 'XXBTZUSD',
        time: 1688667796.8802,
        type: 'buy',
        ordertype: 'limit',
        price: '30010.00000',
        cost: '600.20000',
        fee: '0.00000',
        vol: '0.02000000',
        margin: '0.00000',
        misc: '',
        trade_id: 40274859,
        maker: true,
      },
    },
  },
  ledger: {
    ledger: {
      'L4UESK-KG3EQ-UFO4T5': line,
      'LSPOT1-AAAAA-AAAAAA': { ...line, type: 'transfer', subtype: 'spottofutures', amount: '-500', fee: '0' },
    },
    count: 2,
  },
  'margin positions': {
    'TF5GVO-T7ZZ2-6NBKBI': {
      ordertxid: 'O0SFFP-ABH4R-LOLNFG',
      posstatus: 'open',
      pair: 'XXBTZUSD',
      time: 1618748097.12341,
      type: 'buy',
      ordertype: 'limit',
      cost: '801243.52842',
      fee: '208.44527',
      vol: '8.82412861',
      vol_closed: '0.20200000',
      margin: '17234.123968',
      value: '231463.1',
      net: '+134186.9728',
      terms: '0.0100% per 4 hours',
      rollovertm: '1623672637',
      misc: '',
      oflags: '',
    },
  },
  equity: { eb: '983691.5512', tb: '322296.9914', m: '0.0000', uv: '0.0000', n: '-12.5', e: '983679.0512', mf: '1.0' },
};
