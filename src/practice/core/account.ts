import { add, type Decimal, divideDown, magnitude, max, min, multiplyDown, subtract, zero } from '../../core/index.ts';
import { decimal, type Market } from './markets.ts';
import { type Leg, legs, type Order, placeOf, reducesOnly, symbolAt, type Trade } from './order.ts';

export const wallets = ['spot', 'futures', 'funding'] as const;
export type WalletName = (typeof wallets)[number];

export interface Balance {
  free: Decimal;
  locked: Decimal;
}

/** `quantity` is negative for a short; `cost` is quantity times average entry price, with the same sign. */
export interface Position {
  quantity: Decimal;
  cost: Decimal;
  updatedMs: number;
}

/** What differs between exchanges; a front says it once for its accounts. */
export interface AccountRules {
  /** Share of the notional, by kind of market. */
  readonly fees: { readonly [kind in Market['kind']]: { readonly maker: Decimal; readonly taker: Decimal } };
  /** Spot fees come out of what is received (Binance, Bybit, OKX), or are paid in the quote currency on top (Kraken, Coinbase). */
  readonly feeIn: 'received' | 'quote';
  /** The wallet that pays and margins perpetuals: `spot` for a unified account. */
  readonly linearWallet: 'spot' | 'futures';
  readonly maxOpenOrders: number;
}

export const defaultRules: AccountRules = {
  fees: {
    spot: { maker: decimal('0.001'), taker: decimal('0.001') },
    linear: { maker: decimal('0.0002'), taker: decimal('0.0005') },
  },
  feeIn: 'received',
  linearWallet: 'futures',
  maxOpenOrders: 200,
};

/** A line of the futures ledger. */
export interface Income {
  readonly id: number;
  readonly kind: 'realised-pnl' | 'fee' | 'transfer' | 'insurance';
  readonly asset: string;
  readonly amount: Decimal;
  readonly market?: string;
  readonly tradeId?: number;
  readonly atMs: number;
}

export interface Account {
  /** `binance/main`. */
  readonly name: string;
  readonly exchange: string;
  readonly rules: AccountRules;
  readonly wallets: { readonly [name in WalletName]: Map<string, Balance> };
  /** By place: the symbol, or in hedge mode the symbol and the side. */
  readonly positions: Map<string, Position>;
  readonly leverage: Map<string, number>;
  /** Whatever a front wants to keep: `margin-mode BTC/USDT:USDT` → `CROSSED`. */
  readonly settings: Map<string, string>;
  readonly orders: Map<string, Order>;
  /** Those of `orders` that are open or waiting. */
  readonly open: Set<Order>;
  readonly trades: Trade[];
  readonly income: Income[];
}

export function newAccount(name: string, exchange: string, rules: AccountRules): Account {
  return {
    name,
    exchange,
    rules,
    wallets: { spot: new Map(), futures: new Map(), funding: new Map() },
    positions: new Map(),
    leverage: new Map(),
    settings: new Map(),
    orders: new Map(),
    open: new Set(),
    trades: [],
    income: [],
  };
}

/** The balance of an asset, made when it is not there. */
export function balanceOf(account: Account, wallet: WalletName, asset: string): Balance {
  let balance = account.wallets[wallet].get(asset);
  if (!balance) account.wallets[wallet].set(asset, (balance = { free: zero, locked: zero }));
  return balance;
}

export function positionOf(account: Account, symbol: string, leg?: Leg): Position {
  const place = placeOf(symbol, leg);
  let position = account.positions.get(place);
  if (!position) account.positions.set(place, (position = { quantity: zero, cost: zero, updatedMs: 0 }));
  return position;
}

/** What is held in a market; in hedge mode up to two positions. */
export function heldIn(
  account: Account,
  symbol: string,
): readonly { readonly leg?: Leg; readonly position: Position }[] {
  if (account.positions.size === 0) return [];
  const places = [undefined, ...legs].map((leg) => ({ leg, position: account.positions.get(placeOf(symbol, leg)) }));
  return places.flatMap(({ leg, position }) =>
    position && position.quantity !== zero ? [{ ...(leg === undefined ? {} : { leg }), position }] : [],
  );
}

const HEDGE = 'hedge-mode';

/** Whether a market holds a long and a short beside each other for this account; said of the market, or of the whole account. */
export function isHedged(account: Account, symbol: string): boolean {
  return (account.settings.get(`${HEDGE} ${symbol}`) ?? account.settings.get(HEDGE)) === 'true';
}

/** Without a symbol for the whole account. What stands in the way is for the caller to see to. */
export function setHedged(account: Account, hedged: boolean, symbol?: string): void {
  account.settings.set(symbol === undefined ? HEDGE : `${HEDGE} ${symbol}`, String(hedged));
}

export function leverageOf(account: Account, market: Market): number {
  return account.leverage.get(market.symbol) ?? market.maxLeverage;
}

/** What is still to be filled. */
export function remainingOf(order: Order): Decimal {
  return subtract(order.quantity, order.filled);
}

export interface MarginView {
  /** Free balance of the wallet, without what positions gain or lose. */
  readonly wallet: Decimal;
  readonly unrealised: Decimal;
  readonly positionMargin: Decimal;
  readonly orderMargin: Decimal;
  readonly maintenance: Decimal;
  /** What may be used for new risk or be moved away; never below zero. */
  readonly available: Decimal;
}

const maintenanceShare = decimal('0.005');

/** The margin of all perpetuals quoted in `asset`; `markOf` gives the mark price of a market. */
export function marginOf(
  account: Account,
  asset: string,
  markOf: (symbol: string) => { market: Market; mark: Decimal },
): MarginView {
  const wallet = account.wallets[account.rules.linearWallet].get(asset)?.free ?? zero;
  let unrealised = zero;
  let positionMargin = zero;
  let maintenance = zero;
  for (const [place, position] of account.positions) {
    if (position.quantity === zero) continue;
    const { market, mark } = markOf(symbolAt(place));
    if (market.quote !== asset) continue;
    const notional = multiplyDown(magnitude(position.quantity), mark);
    unrealised = add(unrealised, unrealisedOf(position, mark));
    positionMargin = add(positionMargin, perLeverage(notional, leverageOf(account, market)));
    maintenance = add(maintenance, multiplyDown(notional, maintenanceShare));
  }
  let orderMargin = zero;
  for (const order of account.open) orderMargin = add(orderMargin, orderMarginOf(account, order, asset));
  const available = max(zero, subtract(add(wallet, unrealised), add(positionMargin, orderMargin)));
  return { wallet, unrealised, positionMargin, orderMargin, maintenance, available };
}

function orderMarginOf(account: Account, order: Order, asset: string): Decimal {
  const { market } = order;
  if (market.kind !== 'linear' || market.quote !== asset || order.status !== 'open' || order.price === undefined)
    return zero;
  if (reducesOnly(order)) return zero;
  const excess = addedRisk(account, order, remainingOf(order));
  return perLeverage(multiplyDown(excess, order.price), leverageOf(account, market));
}

/** How much of an order of this size would make the position larger, after closing what it can. */
export function addedRisk(
  account: Account,
  { market, side, leg }: Pick<Order, 'market' | 'side' | 'leg'>,
  quantity: Decimal,
): Decimal {
  const held = account.positions.get(placeOf(market.symbol, leg))?.quantity ?? zero;
  const closes = side === 'buy' ? held < 0n : held > 0n;
  return closes ? max(zero, subtract(quantity, magnitude(held))) : quantity;
}

export function perLeverage(notional: Decimal, leverage: number): Decimal {
  return divideDown(notional, decimal(String(leverage))) ?? notional;
}

export function unrealisedOf(position: Position, mark: Decimal): Decimal {
  return subtract(multiplyDown(position.quantity, mark), position.cost);
}

/** What of an asset may be spent, moved or locked in a wallet. */
export function availableIn(
  account: Account,
  wallet: WalletName,
  asset: string,
  markOf: (symbol: string) => { market: Market; mark: Decimal },
): Decimal {
  const free = account.wallets[wallet].get(asset)?.free ?? zero;
  if (wallet !== account.rules.linearWallet) return free;
  return max(zero, min(free, marginOf(account, asset, markOf).available));
}
