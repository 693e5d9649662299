import { type Decimal, subtract, zero } from '../core/index.ts';
import type { Usage } from '../policy/index.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const DAYS_KEPT = 8;

/** Notional by quote currency. */
type Amounts = Map<string, Decimal>;

/** What one scope (a bot, an exchange key, or all) has used. Counted, never recomputed, so that a decision costs microseconds. */
export class Counter {
  #orders: number[] = [];
  #cancels: number[] = [];
  #openOrders = 0;
  readonly #openNotional: Amounts = new Map();
  /** By UTC day; each keeps what it holds, whichever way the clock jumps. */
  readonly #daily = new Map<number, Amounts>();

  /** `nowMs` is wall time and says the day, `monotonicMs` the minute of the rates. */
  usage(nowMs: number, monotonicMs: number): Usage {
    this.#orders = recent(this.#orders, monotonicMs);
    this.#cancels = recent(this.#cancels, monotonicMs);
    return {
      ordersLastMinute: this.#orders.length,
      cancelsLastMinute: this.#cancels.length,
      openOrders: this.#openOrders,
      openNotional: this.#openNotional,
      dailyNotional: this.#dailyOf(dayOf(nowMs)),
    };
  }

  /** Counts messages at a monotonic time. */
  addRates(orders: number, cancels: number, monotonicMs: number): void {
    for (let i = 0; i < orders; i++) this.#orders.push(monotonicMs);
    for (let i = 0; i < cancels; i++) this.#cancels.push(monotonicMs);
  }

  addOpen(orders: number, currency: string | undefined, notional: Decimal): void {
    this.#openOrders += orders;
    if (currency !== undefined) addTo(this.#openNotional, currency, notional);
  }

  /** Counts towards one UTC day. */
  addDaily(currency: string | undefined, notional: Decimal, day: number): void {
    if (currency === undefined || notional === zero) return;
    let amounts = this.#daily.get(day);
    if (!amounts) {
      if (notional < 0n) return;
      this.#daily.set(day, (amounts = new Map()));
      if (this.#daily.size > DAYS_KEPT) this.#daily.delete(farthest([...this.#daily.keys()], day));
    }
    addTo(amounts, currency, notional);
  }

  /** What was counted on a day. The day after counts as well: it is there only when the clock was ahead, and jumped back. */
  #dailyOf(day: number): ReadonlyMap<string, Decimal> {
    const [today, ahead] = [this.#daily.get(day), this.#daily.get(day + 1)];
    if (!ahead || !today) return ahead ?? today ?? new Map();
    const both = new Map(today);
    for (const [currency, amount] of ahead) addTo(both, currency, amount);
    return both;
  }
}

export function dayOf(timeMs: number): number {
  return Math.floor(timeMs / DAY_MS);
}

function farthest(days: readonly number[], from: number): number {
  return days.reduce((a, b) => (Math.abs(b - from) > Math.abs(a - from) ? b : a));
}

function recent(times: number[], nowMs: number): number[] {
  let first = 0;
  while (first < times.length && times[first]! <= nowMs - MINUTE_MS) first++;
  return first === 0 ? times : times.slice(first);
}

function addTo(map: Amounts, currency: string, amount: Decimal): void {
  const total = ((map.get(currency) ?? zero) + amount) as Decimal;
  if (total <= 0n) map.delete(currency);
  else map.set(currency, total);
}

/** What an order or a part of it counts with: `worth` for `quantity` base units. */
export interface Terms {
  readonly worth: Decimal;
  readonly quantity: Decimal;
}

/** The dearer of two terms, by the base unit. */
export function dearer(a: Terms, b: Terms): Terms {
  return b.worth * a.quantity > a.worth * b.quantity ? b : a;
}

/** What `quantity` base units count with at these terms, rounded up. */
export function worthUp({ worth, quantity: whole }: Terms, quantity: Decimal): Decimal {
  return ((worth * quantity + whole - 1n) / whole) as Decimal;
}

/** The same, rounded down. */
export function worthDown({ worth, quantity: whole }: Terms, quantity: Decimal): Decimal {
  return ((worth * quantity) / whole) as Decimal;
}

/** `a - b`, never below zero. */
export function atLeastZero(a: Decimal, b: Decimal): Decimal {
  return a > b ? subtract(a, b) : zero;
}
