import type { Clock, Decimal } from '../../core/index.ts';
import { magnitude, zero } from '../../core/index.ts';
import {
  type Account,
  type AccountRules,
  availableIn,
  defaultRules,
  heldIn,
  isHedged,
  leverageOf,
  type MarginView,
  marginOf,
  newAccount,
  remainingOf,
  type WalletName,
} from './account.ts';
import { advance, isReached } from './advance.ts';
import { amend } from './amend.ts';
import { checkFunds, enter, finish, planOf } from './execute.ts';
import { decimal, defaultMarkets, type Market } from './markets.ts';
import {
  type DepositRequest,
  deposit,
  fund,
  type TransferRequest,
  transfer,
  type WithdrawRequest,
  withdraw,
} from './moves.ts';
import {
  type AmendRequest,
  isAgainst,
  newOrder,
  type Order,
  type OrderRef,
  type PlaceRequest,
  placeOf,
  type Rejection,
  type RejectReason,
  reject,
} from './order.ts';
import { lock, lockNeed } from './settle.ts';
import { checkFilters, checkForm, isTriggered } from './validate.ts';
import type { Candle, PublicTrade } from './walk.ts';
import {
  type Deposit,
  holdings,
  ladderOf,
  newWorld,
  priceOf,
  type Transfer,
  type Withdrawal,
  type World,
} from './world.ts';

/** Amounts by wallet and asset, as plain digits: `{ spot: { USDT: '10000' } }`. */
export type Funds = { readonly [wallet in WalletName]?: Readonly<Record<string, string>> };

export const defaultFunds: Funds = {
  spot: { USDT: '10000', USD: '10000', EUR: '10000', BTC: '0.5', ETH: '5', SOL: '50' },
  futures: { USDT: '5000' },
};

export interface DepthLevel {
  readonly price: Decimal;
  readonly quantity: Decimal;
}

export interface Depth {
  readonly bids: readonly DepthLevel[];
  readonly asks: readonly DepthLevel[];
}

/** What the market itself does wrong on purpose. */
export interface Mischief {
  /** Asked before an order is placed: why it is refused; `unfilled` takes it and ends it with nothing done. */
  place?(account: Account, request: PlaceRequest): RejectReason | 'unfilled' | undefined;
  /** Asked before an order is cancelled by its owner: true leaves it as it is. */
  keeps?(order: Order): boolean;
}

/**
 * The matching core: accounts, books, positions. It knows nothing of HTTP or of any exchange.
 * Every method first plays the market up to the clock's time; refusals come back as values.
 */
export class PracticeCore {
  readonly world: World;
  readonly #clock: Clock;
  #mischief: Mischief = {};

  constructor(options: { seed: string; clock: Clock; markets?: readonly Market[]; world?: World }) {
    this.#clock = options.clock;
    this.world = options.world ?? newWorld(options.seed, options.markets ?? defaultMarkets, options.clock.nowMs());
  }

  /** Makes the market misbehave from now on; without an argument it behaves again. */
  meddle(mischief: Mischief = {}): void {
    this.#mischief = mischief;
  }

  /** Plays the market up to now and says what time that is. */
  now(): number {
    const nowMs = this.#clock.nowMs();
    advance(this.world, nowMs);
    return nowMs;
  }

  markets(): readonly Market[] {
    return [...this.world.markets.values()].map(({ market }) => market);
  }

  market(symbol: string): Market | undefined {
    return this.world.markets.get(symbol)?.market;
  }

  /** The account of this name (`binance/main`), made and funded when it is not there. */
  openAccount(
    name: string,
    exchange: string,
    rules: AccountRules = defaultRules,
    funds: Funds = defaultFunds,
  ): Account {
    let account = this.world.accounts.get(name);
    if (account) return account;
    account = newAccount(name, exchange, rules);
    this.world.accounts.set(name, account);
    for (const [wallet, amounts] of Object.entries(funds)) {
      const to = wallet === 'futures' ? rules.linearWallet : (wallet as WalletName);
      for (const [asset, amount] of Object.entries(amounts)) fund(this.world, account, to, asset, decimal(amount));
    }
    return account;
  }

  account(name: string): Account | undefined {
    this.now();
    return this.world.accounts.get(name);
  }

  place(account: Account, request: PlaceRequest): Order | Rejection {
    const nowMs = this.now();
    const { world } = this;
    const state = world.markets.get(request.market);
    if (!state) return reject('unknown-market');
    const { market } = state;
    const mark = priceOf(world, market.symbol).mark;
    const exempt = request.reduceOnly === true || request.closePosition === true || isAgainst(request);
    const refused =
      checkForm(market, request) ??
      checkFilters(market, { ...request, exempt }, mark) ??
      checkLeg(account, market, request);
    if (refused) return refused;
    if (request.trigger !== undefined && isReached(request, request.trigger, mark)) return reject('triggers-at-once');
    if (account.open.size >= account.rules.maxOpenOrders) return reject('too-many-orders');
    const id = String(world.nextId++);
    const clientOrderId = request.clientOrderId ?? `practice-${id}`;
    if (this.#openByClientId(account, clientOrderId)) return reject('client-id-taken');
    const order = newOrder(request, { id, account: account.name, market, clientOrderId, nowMs });
    if (request.validateOnly) return this.#validate(account, order) ?? order;
    const odd = this.#mischief.place?.(account, request);
    if (odd === 'unfilled') {
      finish(world, order, 'expired', nowMs);
      account.orders.set(id, order);
      return order;
    }
    if (odd) return reject(odd);
    const problem = isTriggered(order.type) ? this.#wait(account, order) : enter(world, order);
    if (problem) return problem;
    account.orders.set(id, order);
    return order;
  }

  #validate(account: Account, order: Order): Rejection | undefined {
    if (isTriggered(order.type)) return undefined;
    const state = this.world.markets.get(order.market.symbol)!;
    const plan = planOf(this.world, state, account, order);
    if (!plan) return reject('reduce-only-refused');
    if (order.postOnly && plan.matches.length > 0) return reject('post-only-takes');
    return checkFunds(this.world, account, order, plan);
  }

  #wait(account: Account, order: Order): Rejection | undefined {
    const need = lockNeed(account, order, priceOf(this.world, order.market.symbol).mark);
    if (need.amount > this.available(account, 'spot', need.asset) && need.amount > 0n)
      return reject('insufficient-balance');
    if (need.amount > 0n) lock(account, order, need);
    this.world.markets.get(order.market.symbol)!.book.wait(order);
    account.open.add(order);
    return undefined;
  }

  /** Changes an order in place; it keeps its rank when only its quantity falls. */
  amend(account: Account, ref: OrderRef, change: AmendRequest): Order | Rejection {
    const nowMs = this.now();
    const order = this.order(account, ref);
    if (!order || !account.open.has(order)) return reject('unknown-order');
    if (change.clientOrderId !== undefined && change.clientOrderId !== order.clientOrderId) {
      if (this.#openByClientId(account, change.clientOrderId)) return reject('client-id-taken');
    }
    return amend(this.world, account, order, change, nowMs) ?? order;
  }

  cancel(account: Account, ref: OrderRef): Order | Rejection {
    const nowMs = this.now();
    const order = this.order(account, ref);
    if (!order || !account.open.has(order) || this.#mischief.keeps?.(order)) return reject('unknown-order');
    finish(this.world, order, 'cancelled', nowMs);
    return order;
  }

  /** Cancels the open and waiting orders that the filter names; answers with them. */
  cancelAll(account: Account, filter: (order: Order) => boolean = () => true): Order[] {
    const nowMs = this.now();
    const orders = this.openOrders(account).filter((order) => filter(order) && !this.#mischief.keeps?.(order));
    for (const order of orders) finish(this.world, order, 'cancelled', nowMs);
    return orders;
  }

  /** By id, or by client order id: the open one, else the latest. */
  order(account: Account, ref: OrderRef): Order | undefined {
    this.now();
    if (ref.orderId !== undefined) return account.orders.get(ref.orderId);
    if (ref.clientOrderId === undefined) return undefined;
    const open = this.#openByClientId(account, ref.clientOrderId);
    return open ?? [...account.orders.values()].findLast((order) => order.clientOrderId === ref.clientOrderId);
  }

  /** Open and waiting orders, oldest first. */
  openOrders(account: Account): Order[] {
    this.now();
    return [...account.open].sort((a, b) => Number(a.id) - Number(b.id));
  }

  #openByClientId(account: Account, clientOrderId: string): Order | undefined {
    for (const order of account.open) if (order.clientOrderId === clientOrderId) return order;
    return undefined;
  }

  available(account: Account, wallet: WalletName, asset: string): Decimal {
    return availableIn(account, wallet, asset, (symbol) => priceOf(this.world, symbol));
  }

  /** Margin of the perpetuals quoted in this asset. */
  margin(account: Account, asset: string): MarginView {
    this.now();
    return marginOf(account, asset, (symbol) => priceOf(this.world, symbol));
  }

  leverage(account: Account, market: Market): number {
    return leverageOf(account, market);
  }

  setLeverage(account: Account, market: Market, leverage: number): Rejection | undefined {
    this.now();
    if (!Number.isInteger(leverage) || leverage < 1 || leverage > market.maxLeverage) return reject('leverage-range');
    const before = account.leverage.get(market.symbol);
    account.leverage.set(market.symbol, leverage);
    const held = heldIn(account, market.symbol).length > 0;
    if (!held || this.margin(account, market.quote).available > 0n) return undefined;
    if (before === undefined) account.leverage.delete(market.symbol);
    else account.leverage.set(market.symbol, before);
    return reject('insufficient-margin');
  }

  transfer(account: Account, request: TransferRequest): Transfer | Rejection {
    return transfer(this.world, account, request, this.now());
  }

  withdraw(account: Account, request: WithdrawRequest): Withdrawal | Rejection {
    return withdraw(this.world, account, request, this.now());
  }

  deposit(account: Account, request: DepositRequest): Deposit | Rejection {
    return deposit(this.world, account, request, this.now());
  }

  /** The price of the walk now: last, index and mark price in one. */
  price(symbol: string): Decimal {
    this.now();
    return priceOf(this.world, symbol).mark;
  }

  /** The price at any time; what was, is and will be are equally known here. */
  priceAt(symbol: string, atMs: number): Decimal {
    return this.world.markets.get(symbol)!.walk.price(atMs);
  }

  /** The book as anyone sees it: the market maker's quotes and all resting orders, best first. */
  depth(symbol: string, levels: number): Depth {
    this.now();
    const state = this.world.markets.get(symbol)!;
    const ladder = ladderOf(this.world, state);
    const merge = (quotes: readonly DepthLevel[], orders: readonly Order[], sign: bigint) => {
      const sizes = new Map<bigint, bigint>();
      for (const { price, quantity } of quotes)
        if (quantity > 0n) sizes.set(price, (sizes.get(price) ?? 0n) + quantity);
      for (const order of orders) sizes.set(order.price!, (sizes.get(order.price!) ?? 0n) + remainingOf(order));
      return [...sizes]
        .sort(([a], [b]) => (a === b ? 0 : a < b ? -Number(sign) : Number(sign)))
        .slice(0, levels)
        .map(([price, quantity]) => ({ price: price as Decimal, quantity: quantity as Decimal }));
    };
    return { bids: merge(ladder.bids, state.book.bids, -1n), asks: merge(ladder.asks, state.book.asks, 1n) };
  }

  candles(symbol: string, intervalMs: number, fromMs: number, count: number): Candle[] {
    const nowMs = this.now();
    return this.world.markets.get(symbol)!.walk.candles(intervalMs, fromMs, count, nowMs);
  }

  publicTrades(symbol: string, count: number): PublicTrade[] {
    const nowMs = this.now();
    return this.world.markets.get(symbol)!.walk.trades(nowMs, count);
  }

  /** Per asset everything there is, wherever it is; no trade, transfer, fee or withdrawal changes it. */
  holdings(): Map<string, Decimal> {
    return holdings(this.world);
  }
}

/** In hedge mode every order names its side, and one that does not say that it only reduces is refused where it closes more than there is. */
function checkLeg(account: Account, market: Market, request: PlaceRequest): Rejection | undefined {
  const { leg, quantity = zero } = request;
  const wantsLeg = market.kind === 'linear' && isHedged(account, market.symbol);
  if (wantsLeg !== (leg !== undefined)) return reject('position-side');
  if (!isAgainst(request) || request.reduceOnly || isTriggered(request.type)) {
    const opens = leg !== undefined && !isAgainst(request) && (request.reduceOnly || request.closePosition);
    return opens ? reject('reduce-only-refused') : undefined;
  }
  const held = account.positions.get(placeOf(market.symbol, leg))?.quantity ?? zero;
  return held !== zero && quantity > magnitude(held) ? reject('closes-too-much') : undefined;
}
