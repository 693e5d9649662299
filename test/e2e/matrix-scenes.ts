import type { Practice } from '../../src/practice/index.ts';

/** What a client trades: spot, or linear perpetuals. */
export type Traded = 'spot' | 'linear';

const opening = ['place', 'fetch', 'open orders', 'amend', 'cancel', 'market order'] as const;

/** The steps that every client takes, in this order. */
export const steps = {
  spot: ['start', 'balance', 'ticker', ...opening, 'trades', 'too large', 'withdraw'],
  linear: [
    'start',
    'balance',
    'ticker',
    'leverage',
    ...opening,
    'positions',
    'trades',
    'too large',
    'too much leverage',
    'withdraw',
  ],
} as const;
export type Step = (typeof steps)[Traded][number];

/** The steps that Keyward must refuse, and the code in what it answers: another reason would be another test. */
export const refusedSteps: Readonly<Partial<Record<Step, string>>> = {
  'too large': 'order-notional',
  'too much leverage': 'leverage',
  withdraw: 'class-refused',
};

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
  /** ccxt asks for the margin mode of a leverage on OKX. */
  readonly leverageParams?: object;
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

/** Where the facts differ for perpetuals. */
const linearFacts: Readonly<Record<string, Partial<SceneFacts & Sizes>>> = {
  binance: { amendReplaces: false },
  bybit: {},
  okx: { marketId: 'BTC-USDT-SWAP', leverageParams: { marginMode: 'cross' }, amount: 0.1, largeAmount: 5 },
};

/** As the exchange counts: base units, or contracts of 0.01 base units on OKX's swaps. */
interface Sizes {
  readonly amount: number;
  /** Of a notional above the limit of the bot, and below what the account holds. */
  readonly largeAmount: number;
}

export interface Scene extends SceneFacts, Sizes {
  readonly traded: Traded;
  /** Within the price band of the policy, and not traded at once. */
  readonly price: number;
  readonly lowerPrice: number;
  /** Within the policy, and above it. */
  readonly leverage: number;
  readonly largeLeverage: number;
  readonly startedMs: number;
}

export function sceneOf(exchange: string, traded: Traded, practice: Practice): Scene {
  const spot = sceneFacts[exchange];
  const linear = linearFacts[exchange];
  if (!spot || (traded === 'linear' && !linear)) throw new Error(`no scene for ${exchange}, ${traded}`);
  const price = Number(practice.core.price(spot.symbol) / 10n ** 18n);
  const scene = {
    amount: 0.001,
    largeAmount: 0.05,
    ...spot,
    price: Math.floor(price * 0.96),
    lowerPrice: Math.floor(price * 0.95),
    leverage: 2,
    largeLeverage: 5,
    traded,
    startedMs: Date.now(),
  };
  return traded === 'spot' ? scene : { ...scene, symbol: `${spot.symbol}:USDT`, ...linear };
}
