import { type Decimal, subtract, zero } from '../core/index.ts';
import type { Usage } from '../policy/index.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** What one scope (a bot, an exchange key, or all) has used. Counted, never recomputed, so that a decision costs microseconds. */
export class Counter {
  #orders: number[] = [];
  #cancels: number[] = [];
  #openOrders = 0;
  readonly #openNotional = new Map<string, Decimal>();
  #day = 0;
  readonly #dailyNotional = new Map<string, Decimal>();

  usage(nowMs: number): Usage {
    this.#turn(nowMs);
    this.#orders = recent(this.#orders, nowMs);
    this.#cancels = recent(this.#cancels, nowMs);
    return {
      ordersLastMinute: this.#orders.length,
      cancelsLastMinute: this.#cancels.length,
      openOrders: this.#openOrders,
      openNotional: this.#openNotional,
      dailyNotional: this.#dailyNotional,
    };
  }

  addRates(orders: number, cancels: number, atMs: number): void {
    for (let i = 0; i < orders; i++) this.#orders.push(atMs);
    for (let i = 0; i < cancels; i++) this.#cancels.push(atMs);
  }

  addOpen(orders: number, currency: string | undefined, notional: Decimal): void {
    this.#openOrders = Math.max(0, this.#openOrders + orders);
    if (currency !== undefined) addTo(this.#openNotional, currency, notional);
  }

  /** Counts towards the day of `atMs`; a change to a day that is over is dropped. */
  addDaily(currency: string | undefined, notional: Decimal, atMs: number, nowMs: number): void {
    this.#turn(nowMs);
    if (currency !== undefined && dayOf(atMs) === this.#day) addTo(this.#dailyNotional, currency, notional);
  }

  /** A day begins anew at midnight UTC; a clock that jumps back does not bring yesterday's budget back. */
  #turn(nowMs: number): void {
    if (dayOf(nowMs) <= this.#day) return;
    this.#day = dayOf(nowMs);
    this.#dailyNotional.clear();
  }
}

export function dayOf(timeMs: number): number {
  return Math.floor(timeMs / DAY_MS);
}

/** Times of the last minute; one that lies in the future (the clock jumped back) still counts. */
function recent(times: number[], nowMs: number): number[] {
  let first = 0;
  while (first < times.length && times[first]! <= nowMs - MINUTE_MS) first++;
  return first === 0 ? times : times.slice(first);
}

function addTo(map: Map<string, Decimal>, currency: string, amount: Decimal): void {
  const total = ((map.get(currency) ?? zero) + amount) as Decimal;
  if (total <= 0n) map.delete(currency);
  else map.set(currency, total);
}

/** What is left of `amount` when `filled` of `whole` is done; the filled part is rounded up, so that nothing is given back too much. */
export function unfilledPart(amount: Decimal, filled: Decimal, whole: Decimal): Decimal {
  if (whole <= 0n || filled >= whole) return zero;
  const done = (amount * filled + whole - 1n) / whole;
  return subtract(amount, done as Decimal);
}
