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
  /** When a cancel of ours that reaches it was written down. */
  cancelledAtMs(order: SeenOrder): number | undefined;
  tell(finding: Finding): void;
}

interface Missing {
  readonly seen: SeenOrder;
  readonly own: OwnOrder;
  asked: number;
}

/** The open orders as they were seen last: one of ours that is gone, without a cancel of ours, is asked for by name. */
export class OpenOrders {
  readonly #parts: OpenOrdersParts;
  readonly #open = new Map<string, Map<string, { readonly seen: SeenOrder; readonly own: OwnOrder | undefined }>>();
  readonly #missing = new Map<string, Missing>();

  constructor(parts: OpenOrdersParts) {
    this.#parts = parts;
  }

  /** Takes in one whole list; `name` tells it from the other lists. */
  async take(name: string, records: readonly SeenOrder[]): Promise<void> {
    const { judge, cancelledAtMs } = this.#parts;
    const now = new Map(
      records.map((seen) => {
        const verdict = judge.order(seen);
        const own = verdict !== 'explained' && verdict.kind === 'own' ? verdict.order : undefined;
        return [orderName(seen), { seen, own }] as const;
      }),
    );
    const before = this.#open.get(name);
    this.#open.set(name, now);
    for (const [id, { seen, own }] of before ?? []) {
      if (now.has(id) || !own || cancelledAtMs(seen) !== undefined) continue;
      this.#missing.set(id, { seen, own, asked: 0 });
    }
    for (const [id, missing] of [...this.#missing]) await this.#resolve(id, missing);
  }

  async #resolve(id: string, missing: Missing): Promise<void> {
    const { seen, own } = missing;
    const { judge, query, cancelledAtMs, key, tell } = this.#parts;
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
    if ((status !== 'absent' && status.open) || cancelledAtMs(seen) !== undefined) return;
    const filled = status === 'absent' ? undefined : status.filled;
    const told = judge.ended(seen, own, status === 'absent' ? 'absent' : filled === undefined ? {} : { filled });
    if (told) tell(told);
  }
}

function orderName({ order, kind, symbol }: SeenOrder): string {
  return `${kind} ${symbol} ${order.conditional ? 'conditional ' : ''}${order.orderId ?? order.clientOrderId ?? ''}`;
}
