import { type Decimal, formatDecimal, magnitude } from '../core/index.ts';
import type { SeenBalance, SeenOrder, SeenPosition } from '../exchanges/index.ts';
import type { Residue } from './target.ts';

export type List = 'orders' | 'positions' | 'holdings';

/** What is known of one position or holding from look to look. */
export interface Course {
  amount: Decimal;
  /** Orders in a row that the exchange took and that did nothing. */
  idle: number;
  /** An order was taken since the last look. */
  isTried: boolean;
  /** A sale of it was tried at any time. */
  wasTried?: true;
  /** Set while nobody knows whether the last order was taken: when it may be tried again all the same. */
  unsureUntilMs?: number;
  /** The amount that the exchange calls too small. */
  dust?: Decimal;
  /** Why the last order for it was refused. */
  why?: string;
  /** Positions: the whole of it as it was first seen, with its market. Holdings: what was sold so far. */
  readonly name: string;
  first: Decimal;
  sold: Decimal;
}

/** What stood at the start, what stands now: by the lists alone, for an answer to an order or a cancel is not what is there. */
export class Tally {
  /** By name, in how many looks it was. */
  readonly #orders = new Map<string, number>();
  #openOrders: ReadonlySet<string> = new Set();
  readonly #positions = new Map<string, Course>();
  readonly #holdings = new Map<string, Course>();
  readonly #left: { readonly [list in List]: Map<string, Residue> } = {
    orders: new Map(),
    positions: new Map(),
    holdings: new Map(),
  };

  /** Takes in a look at the open orders. `isWhole`: what is not in it is gone. Gives the names of those that were in so many looks before. */
  seeOrders(open: readonly SeenOrder[], isWhole: boolean, often: number): ReadonlySet<string> {
    const names = open.map(nameOf);
    const again = new Set(names.filter((name) => (this.#orders.get(name) ?? 0) >= often));
    for (const name of names) this.#orders.set(name, (this.#orders.get(name) ?? 0) + 1);
    this.#openOrders = new Set(isWhole ? names : [...this.#openOrders, ...names]);
    this.#restart('orders', isWhole);
    for (const name of names) this.leave('orders', name, { what: 'order', name, why: 'it is still open' });
    return again;
  }

  seePositions(held: readonly SeenPosition[], isWhole: boolean): void {
    const now = new Map(held.map((one) => [positionName(one), one] as const));
    this.#see(this.#positions, new Map([...now].map(([name, one]) => [name, magnitude(one.quantity)])), isWhole);
    this.#restart('positions', isWhole);
    for (const [name, { quantity }] of now) {
      const amount = formatDecimal(quantity);
      const why = this.#positions.get(name)?.why ?? 'it is still open';
      this.leave('positions', name, { what: 'position', name, amount, why });
    }
  }

  seeHoldings(held: readonly SeenBalance[], isWhole: boolean): void {
    const totals = new Map(held.map((one) => [holdingName(one), one.total] as const));
    this.#see(this.#holdings, totals, isWhole);
    this.#restart('holdings', isWhole);
  }

  /** A list that could not be read, or was not read whole: what was known of it stands. */
  leave(list: List, name: string, residue: Residue): void {
    this.#left[list].set(name, residue);
  }

  position(one: SeenPosition): Course {
    return this.#positions.get(positionName(one))!;
  }

  holding(one: SeenBalance): Course {
    return this.#holdings.get(holdingName(one))!;
  }

  get cancelled(): number {
    return this.#orders.size - this.#openOrders.size;
  }

  get closed(): string[] {
    return [...this.#positions.values()].flatMap(({ name, first, amount }) =>
      amount < first ? [`${formatDecimal((first - amount) as Decimal)} ${name}`] : [],
    );
  }

  get sold(): string[] {
    const sums = new Map<string, bigint>();
    for (const { name, sold } of this.#holdings.values()) {
      const asset = name.slice(name.indexOf(' ') + 1);
      if (sold > 0n) sums.set(asset, (sums.get(asset) ?? 0n) + sold);
    }
    return [...sums].map(([asset, amount]) => `${formatDecimal(amount as Decimal)} ${asset}`);
  }

  residue(list?: List): Residue[] {
    const lists = list === undefined ? Object.values(this.#left) : [this.#left[list]];
    return lists.flatMap((left) => [...left.values()]);
  }

  #restart(list: List, isWhole: boolean): void {
    if (isWhole) this.#left[list].clear();
    else for (const [name, { what }] of this.#left[list]) if (what === 'unread') this.#left[list].delete(name);
  }

  #see(courses: Map<string, Course>, now: ReadonlyMap<string, Decimal>, isWhole: boolean): void {
    for (const [name, amount] of now) {
      const course = courses.get(name);
      if (course) follow(course, amount);
      else courses.set(name, { name, amount, first: amount, idle: 0, isTried: false, sold: 0n as Decimal });
    }
    if (isWhole) for (const [name, course] of courses) if (!now.has(name)) follow(course, 0n as Decimal);
  }
}

/** One look further: whether what was sent since the last look has done anything. */
function follow(course: Course, amount: Decimal): void {
  const hasMoved = amount < course.amount;
  if (course.isTried || course.unsureUntilMs !== undefined) {
    if (hasMoved) course.sold = (course.sold + course.amount - amount) as Decimal;
    // Once a market order did nothing, the next ones have a limit.
    if (hasMoved) course.idle = Math.min(course.idle, 1);
    else if (course.isTried) course.idle++;
  }
  if (hasMoved) delete course.unsureUntilMs;
  if (amount > course.first) course.first = amount;
  course.isTried = false;
  course.amount = amount;
}

export function nameOf({ order, market, symbol }: SeenOrder): string {
  return `${market ?? symbol} ${order.orderId ?? order.clientOrderId ?? ''}`;
}

/** In hedge mode both legs of a market stand beside each other. */
export function positionName({ market, symbol, leg, mode }: SeenPosition): string {
  return [market ?? symbol, ...(leg === undefined ? [] : [leg]), ...(mode === 'isolated' ? [mode] : [])].join(' ');
}

export function holdingName({ wallet, asset }: SeenBalance): string {
  return `${wallet} ${asset}`;
}
