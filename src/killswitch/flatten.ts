import { setTimeout as sleep } from 'node:timers/promises';
import { type Decimal, formatDecimal, type Instrument } from '../core/index.ts';
import type { Price, SeenBalance, SeenOrder, SeenPosition } from '../exchanges/index.ts';
import { isDust, placeClosing } from './orders.ts';
import { type Read, readBalances, readOpenOrders, readPositions } from './reads.ts';
import type { KillWishes, Residue, Target, TargetReport } from './target.ts';

/** Between two rounds, in ms: the first at once, then longer and longer. */
const WAITS_MS = [0, 150, 300, 600, 1_000, 2_000];
/** An order may be on its way while the lists are read: they must be empty twice, so far apart, in ms. */
const SETTLE_MS = 400;
const AT_ONCE = 10;

/** What is told while it runs. */
export type Told = (says: string) => void;

/**
 * Makes one account flat: cancels what adds risk, closes the positions while their stops still stand, cancels the rest, sells the holdings,
 * and reads everything again until nothing is left. What an exchange answers to a cancel or an order is never taken for what is there.
 */
export async function flatten(target: Target, wishes: KillWishes, tell: Told): Promise<TargetReport> {
  return new Flattening(target, wishes, tell).run();
}

class Flattening {
  readonly #target: Target;
  readonly #wishes: KillWishes;
  readonly #tell: Told;
  readonly #startedMs: number;
  readonly #cancelled = new Set<string>();
  readonly #closed = new Set<string>();
  readonly #sold = new Set<string>();
  readonly #dust = new Map<string, string>();
  readonly #kept = new Set<string>();
  readonly #residue = new Map<string, Residue>();
  readonly #refused = new Map<string, string>();
  #calls = 0;
  #reached = false;
  #instruments: readonly Instrument[] = [];

  constructor(target: Target, wishes: KillWishes, tell: Told) {
    this.#target = {
      ...target,
      ask: async (call) => {
        this.#calls++;
        const reply = await target.ask(call);
        if (reply) this.#reached = true;
        return reply;
      },
    };
    this.#wishes = wishes;
    this.#tell = tell;
    this.#startedMs = target.clock.monotonicMs();
  }

  async run(): Promise<TargetReport> {
    const { clock } = this.#target;
    // Cancels need no list of instruments; closing does, and it is read beside them.
    const listed = this.#target.instruments().then((instruments) => (this.#instruments = instruments));
    let isClean = false;
    for (let round = 0; ; round++) {
      await sleep(WAITS_MS[Math.min(round, WAITS_MS.length - 1)]!, undefined, { ref: true });
      this.#residue.clear();
      const isLeft = await this.#round(round === 0, listed);
      if (!isLeft) {
        if (isClean) return this.#report('flat');
        isClean = true;
        await sleep(SETTLE_MS);
        continue;
      }
      isClean = false;
      if (clock.monotonicMs() - this.#startedMs > this.#wishes.withinMs)
        return this.#report(this.#reached ? 'residue' : 'unreached');
    }
  }

  /** One look at everything, and one go at what is there. True when something was. */
  async #round(isFirst: boolean, listed: Promise<unknown>): Promise<boolean> {
    const wantsFlat = this.#wishes.depth === 'flat';
    const [orders, positions] = await Promise.all([
      this.#read('open orders', readOpenOrders(this.#target, this.#instruments)),
      wantsFlat ? this.#read('positions', readPositions(this.#target, this.#instruments)) : undefined,
    ]);
    const open = orders ?? [];
    const held = positions ?? [];
    // A stop of a position stands until the position is closed.
    const guards = held.length > 0 ? open.filter((order) => isGuard(order, held)) : [];
    const rest = open.filter((order) => !guards.includes(order));
    if (rest.length > 0 || isFirst) await this.#cancel(rest);
    let isLeft = orders === undefined || open.length > 0;
    if (!wantsFlat) return isLeft;
    await listed.catch(() => undefined);
    if (positions === undefined || held.length > 0) isLeft = true;
    if (held.length > 0) await this.#close(held);
    if (guards.length > 0) await this.#cancel(guards);
    // Open orders lock what is to be sold.
    const hasSold = await this.#sell();
    return hasSold || isLeft;
  }

  async #read<T>(name: string, reading: Promise<Read<T>>): Promise<readonly T[] | undefined> {
    const read = await reading;
    if ('records' in read) {
      for (const gap of read.gaps) this.#kept.add(`not seen: ${gap}`);
      return read.records;
    }
    this.#residue.set(`unread ${name}`, { what: 'unread', name, why: read.unread });
    return undefined;
  }

  async #cancel(open: readonly SeenOrder[]): Promise<void> {
    const { closing, environment } = this.#target;
    if (open.length > 0) this.#tell(`cancels ${open.length} orders`);
    await inTurns(closing.cancelAll(open, environment), async (call) => void (await this.#target.ask(call)));
    for (const order of open) {
      const name = nameOf(order);
      // Left by the calls for all: once more, by itself.
      if (this.#cancelled.has(name)) await this.#target.ask(closing.cancel(order, environment));
      this.#cancelled.add(name);
      this.#residue.set(`order ${name}`, { what: 'order', name, why: 'it is still open' });
    }
  }

  async #close(positions: readonly SeenPosition[]): Promise<void> {
    const { instrument } = this.#target;
    const known = positions.flatMap((position) => {
      const found = instrument(position.symbol, position.kind);
      const amount = formatDecimal(position.quantity);
      const name = position.market ?? position.symbol;
      const why = found
        ? (this.#refused.get(name) ?? 'it is still open')
        : 'Keyward does not know how this market is closed';
      this.#residue.set(`position ${name} ${position.leg ?? ''}`, { what: 'position', name, amount, why });
      return found ? [{ position, instrument: found, name }] : [];
    });
    if (known.length === 0) return;
    this.#tell(`closes ${known.length} positions`);
    const prices = await this.#target.prices(known.map((one) => one.instrument));
    await inTurns(known, async ({ position, instrument: market, name }) => {
      const { leg, mode, quantity } = position;
      const magnitude = (quantity < 0n ? -quantity : quantity) as Decimal;
      const price = prices.get(market.market);
      const wish = {
        instrument: market,
        side: quantity < 0n ? ('buy' as const) : ('sell' as const),
        quantity: magnitude,
        reduceOnly: true,
        ...(leg === undefined ? {} : { leg }),
        ...(mode === undefined ? {} : { mode }),
      };
      const placed = await placeClosing(this.#target, wish, price);
      if (placed.kind === 'refused' || placed.kind === 'dust') await this.#closeWhole(wish, name, placed);
      else if (placed.kind === 'sent') this.#closed.add(`${formatDecimal(quantity)} ${name}`);
    });
  }

  /** Where a reduce-only order is refused, the exchange's own call for the whole position, if it has one. */
  async #closeWhole(
    wish: Parameters<typeof placeClosing>[1],
    name: string,
    placed: { readonly kind: string; readonly code?: string },
  ): Promise<void> {
    const { closing, environment, newClientOrderId } = this.#target;
    this.#refused.set(name, `the exchange refuses to close it (${placed.code ?? placed.kind})`);
    if (!closing.closePosition) return;
    const reply = await this.#target.ask(
      closing.closePosition({ ...wish, clientOrderId: newClientOrderId() }, environment),
    );
    if (reply) this.#closed.add(name);
  }

  /** Sells what is held for the quote coin; true when something was sold, or could not be. */
  async #sell(): Promise<boolean> {
    const balances = await this.#read('balances', readBalances(this.#target));
    if (!balances) return true;
    const sellable = balances.filter((balance) => this.#isToSell(balance));
    const paths = sellable.flatMap((balance) => this.#pathOf(balance));
    const prices =
      paths.length === 0 ? new Map<string, Price>() : await this.#target.prices(paths.map((one) => one.instrument));
    const real = paths.filter(({ balance, instrument }) => {
      const price = prices.get(instrument.market);
      if (!isDust(instrument, balance.total, price)) return true;
      this.#dust.set(holdingName(balance), `${formatDecimal(balance.total)} ${balance.asset}: too small to be sold`);
      return false;
    });
    if (real.length === 0) return false;
    this.#tell(`sells ${real.map(({ balance }) => balance.asset).join(', ')}`);
    let isLeft = false;
    await inTurns(real, async ({ balance, instrument }) => {
      const quantity = balance.free ?? balance.total;
      const { asset, total } = balance;
      const amount = formatDecimal(total);
      if (isDust(instrument, quantity, prices.get(instrument.market))) {
        isLeft = true;
        this.#residue.set(`holding ${asset}`, { what: 'holding', name: asset, amount, why: 'it is locked' });
        return;
      }
      const wish = { instrument, side: 'sell' as const, quantity, reduceOnly: false };
      const placed = await placeClosing(this.#target, wish, prices.get(instrument.market));
      if (placed.kind === 'dust') {
        this.#dust.set(holdingName(balance), `${amount} ${asset}: too small to be sold`);
        return;
      }
      isLeft = true;
      if (placed.kind === 'sent') this.#sold.add(`${formatDecimal(quantity)} ${asset}`);
      const why = placed.kind === 'refused' ? `the exchange refuses the order (${placed.code})` : 'it is not sold yet';
      this.#residue.set(`holding ${asset}`, { what: 'holding', name: asset, amount, why });
    });
    return isLeft;
  }

  #isToSell(balance: SeenBalance): boolean {
    const { asset, wallet, total } = balance;
    if (asset === this.#quote()) return false;
    if (this.#dust.has(holdingName(balance))) return false;
    const says = `${formatDecimal(total)} ${asset}`;
    if (this.#wishes.keep.includes(asset)) {
      this.#kept.add(`${says}: kept as the settings say`);
      return false;
    }
    if (!this.#target.closing.sells.includes(wallet)) {
      this.#kept.add(`${says}: in the ${wallet} wallet, from which orders do not sell`);
      return false;
    }
    return true;
  }

  /** The market in which an asset is sold: for the quote coin, else for one that is itself sold for it in the next round. */
  #pathOf(balance: SeenBalance): readonly { readonly balance: SeenBalance; readonly instrument: Instrument }[] {
    const { asset } = balance;
    const markets = this.#instruments.filter(({ kind, base, active }) => kind === 'spot' && active && base === asset);
    const quote = this.#quote();
    const direct = markets.find((one) => one.quote === quote);
    const through = markets.find((one) =>
      this.#instruments.some(
        (next) => next.kind === 'spot' && next.active && next.base === one.quote && next.quote === quote,
      ),
    );
    const instrument = direct ?? through;
    if (instrument) return [{ balance, instrument }];
    this.#kept.add(
      `${formatDecimal(balance.total)} ${asset}: ${markets.length === 0 ? 'no market sells it' : `no market sells it for ${quote}`}`,
    );
    return [];
  }

  #quote(): string {
    if (this.#wishes.quote !== undefined) return this.#wishes.quote;
    const counts = new Map<string, number>();
    for (const { kind, quote } of this.#instruments)
      if (kind === 'spot') counts.set(quote, (counts.get(quote) ?? 0) + 1);
    return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 'USDT';
  }

  #report(state: TargetReport['state']): TargetReport {
    const { key, exchange, clock } = this.#target;
    return {
      key,
      exchange,
      state,
      cancelled: this.#cancelled.size,
      closed: [...this.#closed],
      sold: [...this.#sold],
      dust: [...this.#dust.values()],
      kept: [...this.#kept],
      residue: state === 'flat' ? [] : [...this.#residue.values()],
      calls: this.#calls,
      durationMs: Math.round(clock.monotonicMs() - this.#startedMs),
    };
  }
}

/** A stop that only reduces a position that is there. */
function isGuard(order: SeenOrder, held: readonly SeenPosition[]): boolean {
  if (order.kind === 'spot' || !order.isProtective || !order.reduceOnly) return false;
  return held.some(({ symbol, kind }) => symbol === order.symbol && kind === order.kind);
}

function nameOf({ order, market, symbol }: SeenOrder): string {
  return `${market ?? symbol} ${order.orderId ?? order.clientOrderId ?? ''}`;
}

function holdingName({ wallet, asset }: SeenBalance): string {
  return `${wallet} ${asset}`;
}

/** A few at a time, so that one account does not use up all connections. */
async function inTurns<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
}
