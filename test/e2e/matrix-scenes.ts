import type { Practice } from '../../src/practice/index.ts';

/** The steps that every client takes, in this order. The last two are those that Keyward must refuse. */
export const steps = [
  'start',
  'balance',
  'ticker',
  'place',
  'fetch',
  'open orders',
  'amend',
  'cancel',
  'market order',
  'trades',
  'too large',
  'withdraw',
] as const;
export type Step = (typeof steps)[number];
export const refusedSteps: readonly Step[] = ['too large', 'withdraw'];

/** What is traded on an exchange, and how its clients ask for it. */
export interface SceneFacts {
  /** As ccxt writes it. */
  readonly symbol: string;
  /** As the exchange writes it. */
  readonly marketId: string;
  /** The arguments of ccxt's `withdraw`. */
  readonly withdrawal: readonly unknown[];
  /** ccxt refuses to look up an order of Bybit by default. */
  readonly fetchParams: object;
  /** True where ccxt's `editOrder` makes another order; else the id that it returns is not always one. */
  readonly amendReplaces: boolean;
  /** ccxt's settings beside key and address. Kraken's own pace, one request a second, is left out to be done in time. */
  readonly client: object;
  /** Parameters that carry the proof of who asks; they differ by nature. */
  readonly signed: readonly string[];
  /** Where a client order id stands, if the bot gave none and Keyward adds one. */
  readonly orderIds: readonly string[];
}

const tron = ['USDT', 10, 'an-address', null, { network: 'TRC20' }] as const;

export const sceneFacts: Readonly<Record<string, SceneFacts>> = {
  binance: {
    symbol: 'BTC/USDT',
    marketId: 'BTCUSDT',
    withdrawal: tron,
    fetchParams: {},
    amendReplaces: true,
    client: {},
    signed: ['timestamp', 'recvWindow', 'signature'],
    orderIds: ['newClientOrderId'],
  },
  bybit: {
    symbol: 'BTC/USDT',
    marketId: 'BTCUSDT',
    withdrawal: tron,
    fetchParams: { acknowledged: true },
    amendReplaces: false,
    client: {},
    signed: [],
    orderIds: ['orderLinkId'],
  },
  okx: {
    symbol: 'BTC/USDT',
    marketId: 'BTC-USDT',
    withdrawal: ['USDT', 10, 'an-address', null, { network: 'TRC20', fee: '1' }],
    fetchParams: {},
    amendReplaces: false,
    client: {},
    signed: [],
    orderIds: ['clOrdId'],
  },
  kraken: {
    symbol: 'BTC/USD',
    marketId: 'XXBTZUSD',
    withdrawal: ['BTC', 0.1, 'an-address', null, { key: 'saved' }],
    fetchParams: {},
    amendReplaces: false,
    client: { enableRateLimit: false },
    signed: ['nonce'],
    orderIds: ['cl_ord_id'],
  },
  coinbase: {
    symbol: 'BTC/USD',
    marketId: 'BTC-USD',
    withdrawal: ['BTC', 0.1, 'an-address'],
    fetchParams: {},
    amendReplaces: false,
    client: {},
    signed: [],
    orderIds: ['client_order_id'],
  },
};

export interface Scene extends SceneFacts {
  readonly amount: number;
  /** Of a notional above the limit of the bot, and below what the account holds. */
  readonly largeAmount: number;
  /** Within the price band of the policy, and not traded at once. */
  readonly price: number;
  readonly lowerPrice: number;
  readonly startedMs: number;
}

export function sceneOf(exchange: string, practice: Practice): Scene {
  const facts = sceneFacts[exchange];
  if (!facts) throw new Error(`no scene for ${exchange}`);
  const price = Number(practice.core.price(facts.symbol) / 10n ** 18n);
  return {
    ...facts,
    amount: 0.001,
    largeAmount: 0.05,
    price: Math.floor(price * 0.96),
    lowerPrice: Math.floor(price * 0.95),
    startedMs: Date.now(),
  };
}
