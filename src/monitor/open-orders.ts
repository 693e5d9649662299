import type { OrderStatus, SeenOrder, Unclear } from '../exchanges/index.ts';
import { type Finding, finding } from './finding.ts';
import type { Judge } from './judge.ts';
import type { OwnOrder } from './own-orders.ts';

/** How often it is asked what became of an order that is gone from the list before nothing is known of it. */
const MOST_ASKED = 5;

export interface OpenOrdersParts {
  readonly key: string;
  readonly judge: Judge;
  /** What the exchange says of one order. */
  query(order: SeenOrder): Promise<OrderStatus | 'absent' | Unclear | undefined>;
  /** When a cancel of ours that reaches it was written down, since then. By this host's clock, as `hostMs`. */
  cancelledAtMs(order: SeenOrder, sinceMs: number): number | undefined;
  hostMs(): number;
  /** The exchange's clock. */
  nowMs(): number | undefined;
  tell(finding: Finding): void;
}

/** A cancel may be so long on its way, in ms, while the list still shows the order. */
const ON_ITS_WAY_MS = 60_000;
/** The exchange ends orders at their time, by its own clock. */
const EXPIRY_SLACK_MS = 2_000;

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
  asked: number;
}

/** The open orders as they were seen last: one of ours that is gone, without a cancel of ours, is asked for by name. */
export class OpenOrders {
  readonly #parts: OpenOrdersParts;
  readonly #open = new Map<string, ReadonlyMap<string, Open>>();
  readonly #missing = new Map<string, Missing>();

  constructor(parts: OpenOrdersParts) {
    this.#parts = parts;
  }

  /** Takes in one whole list; `name` tells it from the other lists. */
  async take(name: string, records: readonly SeenOrder[]): Promise<void> {
    const { judge, hostMs } = this.#parts;
    const seenMs = hostMs();
    const now = new Map<string, Open>(
      records.map((seen) => {
        const verdict = judge.order(seen);
        const own = typeof verdict === 'object' && verdict.kind === 'own' ? verdict.order : undefined;
        return [orderName(seen), { seen, own, seenMs }] as const;
      }),
    );
    const before = this.#open.get(name);
    this.#open.set(name, now);
    for (const [id, was] of before ?? [])
      if (!now.has(id) && was.own && !this.#isOurs(was.seen, was.seenMs))
        this.#missing.set(id, { seen: was.seen, own: was.own, seenMs: was.seenMs, asked: 0 });
    for (const [id, missing] of [...this.#missing]) await this.#resolve(id, missing);
  }

  /** When the oldest of them was made. */
  oldestMs(): number | undefined {
    const made = [...this.#open.values()].flatMap((list) =>
      [...list.values()].flatMap(({ seen }) => (seen.createdMs === undefined ? [] : [seen.createdMs])),
    );
    return made.length === 0 ? undefined : Math.min(...made);
  }

  async #resolve(id: string, missing: Missing): Promise<void> {
    const { seen, own, seenMs } = missing;
    const { judge, query, key, tell } = this.#parts;
    missing.asked++;
    const status = await query(seen);
    if (status === undefined || (status !== 'absent' && 'unclear' in status)) {
      if (missing.asked < MOST_ASKED) return;
      this.#missing.delete(id);
      const says = `an order of ${own.bot} is gone from the list, and the exchange does not say what became of it`;
      tell(finding('feed-unknown', 'warning', key, id, says, { evidence: [`decision ${own.decision}`] }));
      return;
    }
    this.#missing.delete(id);
    // One that is open after all was set off, or stood on another page; ours may have been on its way while the list was read.
    if ((status !== 'absent' && status.open) || this.#isOurs(seen, seenMs)) return;
    const filled = status === 'absent' ? undefined : status.filled;
    const told = judge.ended(
      seen,
      own,
      status === 'absent' ? 'absent' : filled === undefined ? {} : { filled },
      seenMs,
    );
    if (told) tell(told);
  }

  /** Whether it ended as its bot wished: by a cancel, or at its time. */
  #isOurs(seen: SeenOrder, seenMs: number): boolean {
    const { cancelledAtMs, nowMs } = this.#parts;
    if (cancelledAtMs(seen, seenMs - ON_ITS_WAY_MS) !== undefined) return true;
    return (seen.expiresMs ?? 0) > 0 && (nowMs() ?? 0) >= seen.expiresMs! - EXPIRY_SLACK_MS;
  }
}

function orderName({ order, kind, symbol }: SeenOrder): string {
  return `${kind} ${symbol} ${order.conditional ? 'conditional ' : ''}${order.orderId ?? order.clientOrderId ?? ''}`;
}
