import { add, type Decimal, zero } from '../../core/index.ts';
import { type Account, defaultRules, newAccount } from './account.ts';
import { Book } from './book.ts';
import { decimal, type Market } from './markets.ts';
import { symbolAt } from './order.ts';
import { type Ladder, STEP_MS, Walk } from './walk.ts';

export interface MarketState {
  readonly market: Market;
  readonly walk: Walk;
  readonly book: Book;
  ladder?: { readonly step: number; readonly levels: Ladder };
}

export interface Withdrawal {
  readonly id: string;
  readonly account: string;
  readonly keyId?: string;
  readonly asset: string;
  readonly amount: Decimal;
  readonly fee: Decimal;
  readonly address: string;
  readonly network?: string;
  readonly clientId?: string;
  readonly wallet: string;
  readonly atMs: number;
}

/** Funds that came from outside. */
export interface Deposit {
  readonly id: string;
  readonly account: string;
  readonly asset: string;
  readonly amount: Decimal;
  readonly wallet: string;
  readonly address: string;
  readonly network?: string;
  readonly atMs: number;
}

export interface Transfer {
  readonly id: string;
  readonly account: string;
  readonly keyId?: string;
  readonly asset: string;
  readonly amount: Decimal;
  /** `spot`, or `binance/other/spot` for another account. */
  readonly from: string;
  readonly to: string;
  readonly atMs: number;
}

/** Everything that the practice exchange remembers. `step` is the last step of the market that was played. */
export interface World {
  readonly seed: string;
  readonly markets: Map<string, MarketState>;
  readonly accounts: Map<string, Account>;
  /** The market maker, from whom every account gets its first funds. */
  readonly house: Account;
  /** What fees and withdrawals took out of the accounts, by asset; deposits came from `outside`. */
  readonly fees: Map<string, Decimal>;
  readonly outside: Map<string, Decimal>;
  readonly withdrawals: Withdrawal[];
  readonly deposits: Deposit[];
  readonly transfers: Transfer[];
  step: number;
  nextId: number;
}

const houseFunds = decimal('1000000000000');

export function newWorld(seed: string, markets: readonly Market[], nowMs: number): World {
  const house = newAccount('house', 'house', defaultRules);
  for (const asset of new Set(markets.flatMap((market) => [market.base, market.quote]))) {
    for (const wallet of ['spot', 'futures'] as const)
      house.wallets[wallet].set(asset, { free: houseFunds, locked: zero });
  }
  return {
    seed,
    markets: new Map(
      markets.map((market) => [market.symbol, { market, walk: new Walk(seed, market), book: new Book() }]),
    ),
    accounts: new Map(),
    house,
    fees: new Map(),
    outside: new Map(),
    withdrawals: [],
    deposits: [],
    transfers: [],
    step: Math.floor(nowMs / STEP_MS),
    nextId: 1_000_001,
  };
}

/** The start of the present step, ms since the epoch. */
export function stepMs(world: World): number {
  return world.step * STEP_MS;
}

/** What the market maker still offers in the present step. */
export function ladderOf(world: World, state: MarketState): Ladder {
  if (state.ladder?.step !== world.step) state.ladder = { step: world.step, levels: state.walk.ladder(stepMs(world)) };
  return state.ladder.levels;
}

/** The price of the walk in the present step: last, index and mark price in one. */
export function priceOf(world: World, symbol: string): { market: Market; mark: Decimal } {
  const state = world.markets.get(symbol)!;
  return { market: state.market, mark: state.walk.price(stepMs(world)) };
}

export function collect(into: Map<string, Decimal>, asset: string, amount: Decimal): void {
  into.set(asset, add(into.get(asset) ?? zero, amount));
}

/**
 * Per asset: all wallets, fees and withdrawals, less what open positions cost. No trade, transfer or fee changes it;
 * tests hold the core to that.
 */
export function holdings(world: World): Map<string, Decimal> {
  const total = new Map<string, Decimal>();
  for (const account of [world.house, ...world.accounts.values()]) {
    for (const wallet of Object.values(account.wallets)) {
      for (const [asset, { free, locked }] of wallet) collect(total, asset, add(free, locked));
    }
    for (const [place, position] of account.positions) {
      collect(total, world.markets.get(symbolAt(place))!.market.quote, -position.cost as Decimal);
    }
  }
  for (const [asset, amount] of [...world.fees, ...world.outside]) collect(total, asset, amount);
  return total;
}
