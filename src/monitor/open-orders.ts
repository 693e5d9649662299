import type { Instrument, OrderRef } from '../core/index.ts';
import type { OrderStatus, SeenOrder, Unclear } from '../exchanges/index.ts';
import { type Finding, finding } from './finding.ts';
import type { Judge } from './judge.ts';
import type { OwnOrder } from './own-order.ts';
import type { OwnOrders } from './own-orders.ts';
import { type SavedOpen, saveOpen, seenOf } from './saved-open.ts';
import { describe, marketOf, nameOf } from './sentences.ts';

/** How often it is asked what became of an order that is gone from the list before nothing is known of it. */
const MOST_ASKED = 5;
/** One that the exchange does not know is asked for so often: what was just made may not be everywhere yet. */
const ABSENT_ASKED = 2;
/** A cancel may be so long on its way, in ms, while the list still shows the order. */
const ON_ITS_WAY_MS = 60_000;
/** The exchange ends orders at their time, by its own clock. */
const EXPIRY_SLACK_MS = 2_000;
/** A stop that was taken so long ago, in ms, and that no list has shown yet, is asked for; so many at one look. */
const SHOWN_AFTER_MS = 8_000;
const MOST_UNSHOWN = 10;
/** Whether a position has ended as well is waited for so long, in ms. */
const POSITION_MS = 12_000;

export interface OpenOrdersParts {
  readonly key: string;
  readonly judge: Judge;
  readonly own: OwnOrders;
  /** What the exchange says of one order. */
  query(order: SeenOrder): Promise<OrderStatus | 'absent' | Unclear | undefined>;
  /** When a cancel of ours that reaches it was written down, since then. By this host's clock, as `hostMs`. */
  cancelledAtMs(order: SeenOrder, sinceMs: number): number | undefined;
  hostMs(): number;
  /** The exchange's clock. */
  nowMs(): number | undefined;
  /** Whether every list of positions was read, whole, since then by this host's clock; asks for them again where not. */
  arePositionsRead(sinceMs: number): boolean;
  tell(finding: Finding): void;
  /** What was open at the end of the last run, and when that was, by this host's clock. */
  readonly saved?: SavedOpenOrders | undefined;
}

export interface SavedOpenOrders {
  readonly atMs: number;
  readonly lists: Readonly<Record<string, readonly SavedOpen[]>>;
}

interface Open {
  readonly seen: SeenOrder;
  readonly own: OwnOrder | undefined;
  /** When the list that showed it was taken in, by this host's clock. */
  readonly seenMs: number;
}

interface Missing {
  readonly seen: SeenOrder;
  readonly own: OwnOrder;
  readonly seenMs: number;
  readonly sinceMs: number;
  asked: number;
}

/** The open orders as they were seen last: one of ours that is gone, without a cancel of ours, is asked for by name. */
export class OpenOrders {
  readonly #parts: OpenOrdersParts;
  readonly #open = new Map<string, ReadonlyMap<string, Open>>();
  readonly #missing = new Map<string, Missing>();
  /** Stops that a list has shown, or that were asked for. */
  readonly #shown = new WeakSet<OwnOrder>();
  /** Lists as the last run left them, until they are read in this one. */
  readonly #before: Map<string, readonly SavedOpen[]>;
  readonly #sinceMs: number;

  constructor(parts: OpenOrdersParts) {
    this.#parts = parts;
    this.#before = new Map(Object.entries(parts.saved?.lists ?? {}));
    this.#sinceMs = Math.min(parts.saved?.atMs ?? Number.POSITIVE_INFINITY, parts.hostMs()) - ON_ITS_WAY_MS;
  }

  /** Takes in one whole list; `name` tells it from the other lists. */
  async take(name: string, records: readonly SeenOrder[]): Promise<void> {
    const { hostMs } = this.#parts;
    const seenMs = hostMs();
    const now = new Map<string, Open>();
    for (const seen of records) {
      const open = this.#openOf(seen, seenMs);
      now.set(orderName(seen), open);
      if (open.own) this.#shown.add(open.own);
      this.#missing.delete(orderName(seen));
    }
    const before = this.#open.get(name) ?? this.#recalled(name);
    this.#before.delete(name);
    this.#open.set(name, now);
    for (const [id, was] of before)
      if (!now.has(id) && was.own && !this.#isOurs(was.seen, was.seenMs)) this.#miss(id, was.seen, was.own, was.seenMs);
    this.#missUnshown(seenMs);
    for (const [id, missing] of [...this.#missing]) await this.#resolve(id, missing);
  }

  /** When the oldest of them was made. */
  oldestMs(): number | undefined {
    const made = [...this.#open.values()].flatMap((list) =>
      [...list.values()].flatMap(({ seen }) => (seen.createdMs === undefined ? [] : [seen.createdMs])),
    );
    return made.length === 0 ? undefined : Math.min(...made);
  }

  /** Those of ours, and those that are asked for. */
  save(): SavedOpenOrders {
    const lists: Record<string, readonly SavedOpen[]> = Object.fromEntries(this.#before);
    for (const [name, list] of this.#open)
      lists[name] = [...list.values()].filter(({ own }) => own).map(({ seen, seenMs }) => saveOpen(seen, seenMs));
    const missing = [...this.#missing.values()].map(({ seen, seenMs }) => saveOpen(seen, seenMs));
    return { atMs: this.#parts.hostMs(), lists: missing.length === 0 ? lists : { ...lists, [MISSING]: missing } };
  }

  #openOf(seen: SeenOrder, seenMs: number): Open {
    const verdict = this.#parts.judge.order(seen);
    return { seen, own: typeof verdict === 'object' && verdict.kind === 'own' ? verdict.order : undefined, seenMs };
  }

  /** As the last run saw the list, and what it was still asking for. */
  #recalled(name: string): ReadonlyMap<string, Open> {
    const saved = [...(this.#before.get(name) ?? []), ...(this.#before.get(MISSING) ?? [])];
    this.#before.delete(MISSING);
    return new Map(
      saved.flatMap((one) => {
        const seen = seenOf(one);
        const own = this.#parts.own.find(this.#parts.key, seen.order, seen);
        return own ? [[orderName(seen), { seen, own, seenMs: one.seenMs }] as const] : [];
      }),
    );
  }

  /** A stop that was placed and cancelled between two looks is in no list. */
  #missUnshown(nowMs: number): void {
    const { own, key } = this.#parts;
    let count = 0;
    for (const one of own.standing(key, this.#sinceMs)) {
      if (this.#shown.has(one) || Math.abs(nowMs - one.atMs) < SHOWN_AFTER_MS) continue;
      if (++count > MOST_UNSHOWN) return;
      this.#shown.add(one);
      const seen = asSeen(one);
      if (!this.#isOurs(seen, one.atMs)) this.#miss(orderName(seen), seen, one, one.atMs);
    }
  }

  #miss(id: string, seen: SeenOrder, own: OwnOrder, seenMs: number): void {
    this.#missing.set(id, { seen, own, seenMs, sinceMs: this.#parts.hostMs(), asked: 0 });
  }

  async #resolve(id: string, missing: Missing): Promise<void> {
    const { seen, own, seenMs } = missing;
    const { judge, query, key, tell, hostMs, arePositionsRead } = this.#parts;
    missing.asked++;
    let status = await query(seen);
    const child = status !== undefined && status !== 'absent' && !('unclear' in status) ? status.child : undefined;
    // It was set off: what matters is what became of the order that it has set off.
    if (child && !(status as OrderStatus).open) status = await query({ ...seen, order: child });
    if (status === undefined || (status !== 'absent' && 'unclear' in status)) {
      if (missing.asked < MOST_ASKED) return;
      this.#missing.delete(id);
      const says = `an order of ${own.bot} is gone from the list, and the exchange does not say what became of it`;
      tell(finding('feed-unknown', 'warning', key, id, says, { evidence: [`decision ${own.decision}`] }));
      return;
    }
    if (status === 'absent' && missing.asked < ABSENT_ASKED) return;
    // One that is open after all was set off, or stood on another page; ours may have been on its way while the list was read.
    const isOver = status === 'absent' || !status.open;
    if (!isOver || this.#isOurs(seen, seenMs)) {
      this.#missing.delete(id);
      return;
    }
    const told = judge.ended(seen, own, status, this.#hostOf(seenMs));
    // The exchange ends what only reduces together with its position, which the last look at the positions may still have shown.
    const isSoon = Math.abs(hostMs() - missing.sinceMs) < POSITION_MS;
    if (told && own.isReduceOnly && isSoon && !arePositionsRead(missing.sinceMs)) return;
    this.#missing.delete(id);
    if (told) tell(child ? this.#failed(seen, own, child) : told);
  }

  /** Its order was set off and did not trade: nobody else's doing, and nothing protects what it should. */
  #failed(seen: SeenOrder, own: OwnOrder, child: OrderRef): Finding {
    const { key } = this.#parts;
    const market = marketOf(seen);
    const says = `${seen.isProtective ? 'a protective stop' : 'a conditional order'} of ${own.bot} in ${market} was set off, and the exchange did not carry it out`;
    const evidence = [
      describe(seen),
      `it set off order ${child.orderId ?? child.clientOrderId}`,
      `decision ${own.decision}`,
    ];
    return finding('order-ended', seen.isProtective ? 'critical' : 'warning', key, nameOf(seen), says, {
      evidence,
      market,
    });
  }

  /** Whether it ended as its bot wished: by a cancel, or at its time. */
  #isOurs(seen: SeenOrder, seenMs: number): boolean {
    const { cancelledAtMs, nowMs, hostMs } = this.#parts;
    const offsetMs = (nowMs() ?? hostMs()) - hostMs();
    // The journal tells the times of cancels by this host's clock.
    const asked = seen.createdMs === undefined ? seen : { ...seen, createdMs: seen.createdMs - offsetMs };
    if (cancelledAtMs(asked, this.#hostOf(seenMs) - ON_ITS_WAY_MS) !== undefined) return true;
    return (seen.expiresMs ?? 0) > 0 && (nowMs() ?? 0) >= seen.expiresMs! - EXPIRY_SLACK_MS;
  }

  /** A moment of the past, also where the host's clock was set back since. */
  #hostOf(ms: number): number {
    return Math.min(ms, this.#parts.hostMs());
  }
}

const MISSING = 'missing';

/** An order as the journal has it, where no list has shown it. */
function asSeen(own: OwnOrder): SeenOrder {
  const { orderId, clientOrderId, isConditional } = own;
  const side = own.side === 'sell' ? 'sell' : 'buy';
  return {
    what: 'order',
    order: {
      ...(orderId === undefined ? {} : { orderId }),
      ...(clientOrderId === '' ? {} : { clientOrderId }),
      ...(isConditional ? { conditional: true } : {}),
    },
    symbol: own.symbol,
    kind: own.kind as Instrument['kind'],
    ...(own.market === '' ? {} : { market: own.market }),
    side,
    ...own.shapes.at(-1),
    reduceOnly: own.isReduceOnly,
    isProtective: own.isReduceOnly || (own.kind === 'spot' && side === 'sell'),
    isOpen: true,
  };
}

function orderName({ order, kind, symbol }: SeenOrder): string {
  return `${kind} ${symbol} ${order.conditional ? 'conditional ' : ''}${order.orderId ?? order.clientOrderId ?? ''}`;
}
