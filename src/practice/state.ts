import { type Clock, type Decimal, formatDecimal, zero } from '../core/index.ts';
import { type Account, type AccountRules, defaultRules, type Income, newAccount } from './core/account.ts';
import { decimal, defaultMarkets, type Market } from './core/markets.ts';
import type { Order, Trade } from './core/order.ts';
import { PracticeCore } from './core/practice-core.ts';
import { type Deposit, newWorld, type Transfer, type Withdrawal, type World } from './core/world.ts';
import { KeyRing, type PracticeKey } from './keys.ts';

/** Everything worth keeping, plain JSON. Decimals are written as `{ "$d": "1.5" }`, markets as `{ "$m": "BTC/USDT" }`. */
export interface PracticeState {
  readonly version: 1;
  readonly seed: string;
  readonly step: number;
  readonly nextId: number;
  readonly keys: readonly unknown[];
  readonly accounts: readonly unknown[];
  readonly house: unknown;
  readonly books: unknown;
}

interface Books {
  readonly fees: [string, Decimal][];
  readonly outside: [string, Decimal][];
  readonly withdrawals: Withdrawal[];
  readonly transfers: Transfer[];
  /** Absent in states from before there were any. */
  readonly deposits?: Deposit[];
}

interface FlatAccount {
  readonly name: string;
  readonly exchange: string;
  readonly wallets: { [name: string]: [string, { free: Decimal; locked: Decimal }][] };
  readonly positions: [string, { quantity: Decimal; cost: Decimal; updatedMs: number }][];
  readonly leverage: [string, number][];
  readonly settings: [string, string][];
  readonly orders: Order[];
  readonly trades: Trade[];
  readonly income: Income[];
}

export function saveState(core: PracticeCore, keys: KeyRing): PracticeState {
  const { world } = core;
  const books: Books = {
    fees: [...world.fees],
    outside: [...world.outside],
    withdrawals: world.withdrawals,
    transfers: world.transfers,
    deposits: world.deposits,
  };
  return {
    version: 1,
    seed: world.seed,
    step: world.step,
    nextId: world.nextId,
    keys: keys.all().map((key) => ({ ...key, memory: [...key.memory] })),
    accounts: [...world.accounts.values()].map((account) => pack(flatten(account))),
    house: pack(flatten(world.house)),
    books: pack(books),
  };
}

/** Rebuilds the core and the keys; the market goes on from where it was left. */
export function loadState(
  state: PracticeState,
  clock: Clock,
  fronts: readonly { exchange: string; rules: AccountRules }[],
  markets: readonly Market[] = defaultMarkets,
): { core: PracticeCore; keys: KeyRing } {
  const world = newWorld(state.seed, markets, clock.nowMs());
  world.step = state.step;
  world.nextId = state.nextId;
  const unpacked = unpack(state.books, world) as Books;
  for (const [asset, amount] of unpacked.fees) world.fees.set(asset, amount);
  for (const [asset, amount] of unpacked.outside) world.outside.set(asset, amount);
  world.withdrawals.push(...unpacked.withdrawals);
  world.transfers.push(...unpacked.transfers);
  world.deposits.push(...(unpacked.deposits ?? []));
  restore(world, world.house, unpack(state.house, world) as FlatAccount);
  for (const packed of state.accounts) {
    const flat = unpack(packed, world) as FlatAccount;
    const rules = fronts.find((front) => front.exchange === flat.exchange)?.rules ?? defaultRules;
    const account = newAccount(flat.name, flat.exchange, rules);
    world.accounts.set(flat.name, account);
    restore(world, account, flat);
  }
  const core = new PracticeCore({ seed: state.seed, clock, world });
  const keys = new KeyRing(core);
  for (const saved of state.keys as (Omit<PracticeKey, 'memory'> & { memory: [string, string][] })[]) {
    keys.put({ ...saved, memory: new Map(saved.memory) });
  }
  return { core, keys };
}

function flatten(account: Account): FlatAccount {
  return {
    name: account.name,
    exchange: account.exchange,
    wallets: Object.fromEntries(Object.entries(account.wallets).map(([name, wallet]) => [name, [...wallet]])),
    positions: [...account.positions],
    leverage: [...account.leverage],
    settings: [...account.settings],
    orders: [...account.orders.values()],
    trades: account.trades,
    income: account.income,
  };
}

function restore(world: World, account: Account, flat: FlatAccount): void {
  for (const [name, wallet] of Object.entries(account.wallets)) {
    wallet.clear();
    for (const [asset, balance] of flat.wallets[name] ?? []) wallet.set(asset, balance);
  }
  for (const [symbol, position] of flat.positions) account.positions.set(symbol, position);
  for (const [symbol, leverage] of flat.leverage) account.leverage.set(symbol, leverage);
  for (const [name, value] of flat.settings) account.settings.set(name, value);
  account.trades.push(...flat.trades);
  account.income.push(...flat.income);
  for (const order of flat.orders) {
    account.orders.set(order.id, order);
    if (order.status !== 'open' && order.status !== 'waiting') continue;
    const { book } = world.markets.get(order.market.symbol)!;
    account.open.add(order);
    if (order.status === 'waiting') book.wait(order);
    else book.rest(order);
  }
}

function pack(value: unknown): unknown {
  if (typeof value === 'bigint') return { $d: formatDecimal(value as Decimal) };
  if (Array.isArray(value)) return value.map(pack);
  if (typeof value !== 'object' || value === null) return value;
  if ('ladder' in value && 'symbol' in value) return { $m: value.symbol };
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, pack(member)]));
}

function unpack(value: unknown, world: World): unknown {
  if (Array.isArray(value)) return value.map((member) => unpack(member, world));
  if (typeof value !== 'object' || value === null) return value;
  if ('$d' in value) return value.$d === '0' ? zero : decimal(String(value.$d));
  if ('$m' in value) return world.markets.get(String(value.$m))!.market;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, unpack(member, world)]));
}
