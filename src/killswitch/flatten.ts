import { setTimeout as timer } from 'node:timers/promises';
import type { SeenOrder, SeenPosition } from '../exchanges/index.ts';
import { type Closing, closePositions, leaveDebts, sellHoldings } from './exits.ts';
import { type Read, readBalances, readOpenOrders, readPositions, reasonOf } from './reads.ts';
import { Routes } from './routes.ts';
import { allOf, inTurns, Session } from './session.ts';
import { type List, nameOf } from './tally.ts';
import type { KillWishes, Target, TargetReport } from './target.ts';

/** Between two rounds, in ms: longer and longer while nothing gets better. */
const WAITS_MS = [0, 150, 300, 600, 1_000, 2_000, 4_000, 8_000];
/** An order may be on its way while the lists are read: they must be empty twice, so far apart, in ms. */
const SETTLE_MS = 400;
/** The longest that it stays away because the exchange asks to, in ms: what is open costs more than a refusal. */
const MOST_AWAY_MS = 10_000;
/** After so many rounds everything is read, also what seemed to be done. */
const ALL_EVERY = 3;
/** Cancelled so often with others, an order is cancelled by itself too. */
const TOGETHER = 2;

/** What is told while it runs. */
export type Told = (says: string) => void;

/**
 * Makes one account flat: cancels what adds risk, closes the positions while their stops still stand, cancels the rest, sells the holdings,
 * and reads again until nothing is left, or so many rounds are over. What an exchange answers to a cancel or an order is never taken for what is there.
 */
export async function flatten(
  target: Target,
  wishes: KillWishes,
  tell: Told,
  mostRounds = Number.POSITIVE_INFINITY,
): Promise<TargetReport> {
  return new Flattening(target, wishes, tell).run(mostRounds);
}

/** Positions as a look has found them; where it was not whole there may be more. */
interface Held {
  readonly records: readonly SeenPosition[];
  readonly isWhole: boolean;
  /** The key may not read them: looking again changes nothing. */
  readonly isBarred?: boolean;
}

class Flattening {
  readonly #session: Session;
  readonly #all: ReadonlySet<List>;
  readonly #looked = new Set<List>();
  /** Lists that held nothing in the last look; they are read again with all others. Some cost much at every look. */
  readonly #quiet = new Map<List, ReadonlySet<string>>();
  readonly #barred = new Map<List, boolean>();
  /** Stops, by name, of which there was no position when it was looked for one. */
  readonly #idle = new Set<string>();
  #listing: Promise<void> | undefined;

  constructor(target: Target, wishes: KillWishes, tell: Told) {
    this.#session = new Session(target, wishes, tell);
    this.#all = new Set(
      wishes.depth === 'flat' ? (['orders', 'positions', 'holdings'] as const) : (['orders'] as const),
    );
  }

  async run(mostRounds: number): Promise<TargetReport> {
    const { tally } = this.#session;
    let due = this.#all;
    let [isClean, stuck, before] = [false, 0, Number.POSITIVE_INFINITY];
    for (let round = 0; ; round++) {
      const dirty = await this.#round(due, round === 0).catch((error: unknown) => this.#failed(error));
      // Nothing is left, or nothing that anybody here can end.
      const isDone = dirty.size === 0 || this.#session.isHopeless;
      if (isDone && isClean && due === this.#all) return this.#session.report(dirty.size === 0 ? 'flat' : 'residue');
      if (dirty.size === 0 && round + 1 >= mostRounds) return this.#session.report('flat');
      if (this.#session.isOver || round + 1 >= mostRounds)
        return this.#session.report(this.#session.isReached ? 'residue' : 'unreached');
      isClean = isDone;
      const left = tally.residue().length;
      stuck = left < before ? 1 : stuck + 1;
      before = left;
      // What seems to be done is read again when all of it does: on some exchanges every look costs.
      due = isClean || (round + 1) % ALL_EVERY === 0 ? this.#all : new Set<List>(['orders', ...dirty]);
      await this.#pause(isClean ? SETTLE_MS : WAITS_MS[Math.min(stuck, WAITS_MS.length - 1)]!);
    }
  }

  /** A fault is told, and gone at again like anything that fails. */
  #failed(error: unknown): Set<List> {
    const name = 'everything';
    for (const list of this.#all)
      this.#session.tally.leave(list, 'fault', { what: 'unread', name, why: reasonOf(error) });
    return new Set(this.#all);
  }

  async #pause(ms: number): Promise<void> {
    const { target, leftMs } = this.#session;
    const awayMs = Math.min(target.awayMs?.() ?? 0, MOST_AWAY_MS);
    const waitMs = Math.min(Math.max(ms, awayMs), Math.max(leftMs, 1));
    await (target.sleep ? target.sleep(waitMs) : timer(waitMs));
  }

  /** One look at what is due, and one go at what is there; gives the lists in which something was, or that could not be read. */
  async #round(due: ReadonlySet<List>, isFirst: boolean): Promise<Set<List>> {
    const dirty = new Set<List>();
    const session = this.#session;
    const isAll = due === this.#all;
    const areAllRead = due.has('positions') && this.#leftOut('positions', isAll).size === 0;
    session.begin();
    const listed = this.#all.has('positions') ? this.#listed() : Promise.resolve();
    // The size of a contract must be known before positions are counted; cancels wait for nothing.
    const positions: Promise<Held> = due.has('positions')
      ? listed.then(() => this.#positions(dirty, isAll))
      : Promise.resolve({ records: [], isWhole: true });
    positions.catch(() => undefined);
    const { open, again, isWhole } = await this.#orders(dirty, listed, isAll);
    const maybe = open.filter((order) => this.#all.has('positions') && isProtecting(order));
    const rest = open.filter((order) => !maybe.includes(order));
    const cancelling = rest.length > 0 || isFirst || !isWhole ? this.#cancel(rest, again, maybe) : undefined;
    await allOf([positions, cancelling]);
    const held = await positions;
    // A stop of a position stands until the position is closed; also while nobody knows whether there is one.
    const isUnknown = (order: SeenOrder): boolean => !held.isWhole || !(areAllRead || this.#idle.has(nameOf(order)));
    const isHeld = (order: SeenOrder): boolean => held.records.some((one) => isOf(order, one));
    const guards = maybe.filter((order) => isHeld(order) || isUnknown(order));
    const idle = maybe.filter((order) => !guards.includes(order));
    if (!areAllRead && !guards.every(isHeld)) this.#readAgain('positions', dirty);
    for (const order of idle) this.#idle.add(nameOf(order));
    if (idle.length > 0) await this.#cancel(idle, again, guards);
    const close = async (): Promise<void> => {
      const closing = await closePositions(session, held.records);
      const freed = this.#freed(guards, held, closing);
      const spare = guards.filter((order) => !freed.includes(order));
      if (freed.length > 0) await this.#cancel(freed, again, spare);
    };
    // Open orders lock what is to be sold; positions do not.
    const sell = async (): Promise<void> => {
      if (due.has('holdings') && (await this.#holdings(listed))) dirty.add('holdings');
    };
    await allOf([close(), sell()]);
    return dirty;
  }

  /** Stops that nothing needs any more; of a position whose closing was not taken, they are all that it has. */
  #freed(guards: readonly SeenOrder[], { records, isBarred }: Held, closing: Closing): readonly SeenOrder[] {
    return guards.filter((order) => {
      const theirs = records.filter((one) => isOf(order, one));
      if (theirs.length > 0 && theirs.every((one) => closing.sent.has(one))) return true;
      const name = nameOf(order);
      this.#session.tally.leave('orders', name, {
        what: 'order',
        name,
        why: 'it may protect a position that is not closed',
      });
      if (isBarred || theirs.some((one) => closing.hopeless.has(one))) this.#session.hopeless++;
      return false;
    });
  }

  async #orders(
    dirty: Set<List>,
    listed: Promise<void>,
    isAll: boolean,
  ): Promise<{ open: readonly SeenOrder[]; again: ReadonlySet<string>; isWhole: boolean }> {
    const { target, tally, wishes } = this.#session;
    const isByMarket = target.watch.feeds.some(({ kind, reach }) => kind === 'open-orders' && reach !== 'account');
    if (isByMarket) await (wishes.depth === 'flat' ? listed : this.#listed());
    const read = await readOpenOrders(target, this.#session, this.#session.instruments, this.#leftOut('orders', isAll));
    const isWhole = read.unread === undefined;
    if (this.#isCut('orders', read)) {
      dirty.add('orders');
      return { open: [], again: new Set(), isWhole: true };
    }
    const again = tally.seeOrders(read.records, isWhole, TOGETHER);
    const isBarred = this.#note('orders', 'open orders', read, isAll);
    if (!isWhole || isBarred || read.records.length > 0) dirty.add('orders');
    return { open: read.records, again, isWhole };
  }

  async #positions(dirty: Set<List>, isAll: boolean): Promise<Held> {
    const { target, tally, instruments } = this.#session;
    const read = await readPositions(target, this.#session, instruments, this.#leftOut('positions', isAll));
    const isWhole = read.unread === undefined;
    if (this.#isCut('positions', read)) {
      dirty.add('positions');
      return { records: [], isWhole: false };
    }
    tally.seePositions(read.records, isWhole);
    const isBarred = this.#note('positions', 'positions', read, isAll);
    if (!isWhole || isBarred || read.records.length > 0) dirty.add('positions');
    return { records: read.records, isWhole: isWhole && !isBarred, isBarred };
  }

  async #holdings(listed: Promise<void>): Promise<boolean> {
    const { target, tally } = this.#session;
    const [read] = await Promise.all([readBalances(target, this.#session), listed]);
    const isWhole = read.unread === undefined;
    if (this.#isCut('holdings', read)) return true;
    const held = read.records.filter(({ total }) => total > 0n);
    tally.seeHoldings(held, isWhole);
    const isBarred = this.#note('holdings', 'balances', read, true);
    await leaveDebts(this.#session, read.records);
    const isLeft = await sellHoldings(this.#session, held);
    return isLeft || !isWhole || isBarred;
  }

  /** In the next round, and all of it. */
  #readAgain(list: List, dirty: Set<List>): void {
    dirty.add(list);
    this.#quiet.delete(list);
  }

  #leftOut(list: List, isAll: boolean): ReadonlySet<string> {
    return isAll ? new Set() : (this.#quiet.get(list) ?? new Set());
  }

  /** Gives whether the key may not read what has to be read. */
  #note<T>(list: List, name: string, { unread, barred, quiet }: Read<T>, isAll: boolean): boolean {
    const session = this.#session;
    if (isAll) this.#barred.set(list, session.bars(list, barred));
    this.#quiet.set(list, new Set([...(isAll ? [] : (this.#quiet.get(list) ?? [])), ...quiet]));
    if (unread !== undefined) session.tally.leave(list, 'unread', { what: 'unread', name, why: unread });
    return this.#barred.get(list) === true;
  }

  /** A look that ended because the time was up takes nothing away from what the one before has told. */
  #isCut(list: List, { unread }: Read<unknown>): boolean {
    const isCut = unread !== undefined && this.#session.isOver && this.#looked.has(list);
    this.#looked.add(list);
    return isCut;
  }

  async #cancel(open: readonly SeenOrder[], again: ReadonlySet<string>, spare: readonly SeenOrder[]): Promise<void> {
    const { target, tally, tell } = this.#session;
    const { closing, environment } = target;
    if (open.length > 0) tell(`cancels ${open.length} ${open.length === 1 ? 'order' : 'orders'}`);
    const ask = async (call: Parameters<Target['ask']>[0]): Promise<void> =>
      void (await target.ask(call).catch(() => undefined));
    const alone = (order: SeenOrder): readonly Parameters<Target['ask']>[0][] => {
      try {
        return [closing.cancel(order, environment)];
      } catch (error) {
        const name = nameOf(order);
        tally.leave('orders', name, { what: 'order', name, why: reasonOf(error) });
        return [];
      }
    };
    let together: ReturnType<typeof closing.cancelAll>;
    try {
      together = closing.cancelAll(open, environment, spare);
    } catch {
      // One order that no call can be made for keeps none of the others open.
      together = open.flatMap(alone);
    }
    await inTurns(together, ask);
    await inTurns(open.filter((order) => again.has(nameOf(order))).flatMap(alone), ask);
  }

  /** Reads the exchange's markets where they are not all known yet; what fails is tried again in the next round. */
  #listed(): Promise<void> {
    const session = this.#session;
    if (session.isListed) return Promise.resolve();
    this.#listing ??= session.target
      .instruments()
      .then(
        (instruments) => {
          session.instruments = instruments;
          session.routes = new Routes(instruments, session.wishes.quote, session.wishes.keep);
        },
        () => undefined,
      )
      .finally(() => (this.#listing = undefined));
    return this.#listing;
  }
}

/** A stop that only reduces a position; on spot there are positions on margin. */
function isProtecting({ isProtective, reduceOnly }: SeenOrder): boolean {
  return isProtective && reduceOnly;
}

/** A stop that sells is of a long, one that buys of a short. One list may spell a market otherwise than another. */
function isOf({ symbol, kind, market, side }: SeenOrder, position: SeenPosition): boolean {
  const isSame = position.symbol === symbol || (market !== undefined && position.market === market);
  return isSame && position.kind === kind && position.quantity > 0n === (side === 'sell');
}
