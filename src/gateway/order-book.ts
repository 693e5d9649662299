import type { OrderRef } from '../core/index.ts';
import type { OrderRecord } from './ledger.ts';

/** The orders that are or may be open, found by what the exchange or the bot calls them. Two may share a client order id. */
export class OrderBook {
  readonly #records = new Map<OrderRecord, Set<string>>();
  readonly #byName = new Map<string, Set<OrderRecord>>();

  add(record: OrderRecord): void {
    this.#records.set(record, new Set());
    this.name(record, { clientOrderId: record.place.clientOrderId });
  }

  /** Notes what else an order is called. */
  name(record: OrderRecord, order: OrderRef): void {
    const names = this.#records.get(record);
    if (!names) return;
    if (order.orderId) record.orderId = order.orderId;
    for (const name of namesOf(record.key, record.place.conditional ? { ...order, conditional: true } : order)) {
      names.add(name);
      const found = this.#byName.get(name);
      if (found) found.add(record);
      else this.#byName.set(name, new Set([record]));
    }
  }

  has(record: OrderRecord): boolean {
    return this.#records.has(record);
  }

  /** False when it was not there. */
  remove(record: OrderRecord): boolean {
    const names = this.#records.get(record);
    if (!names) return false;
    this.#records.delete(record);
    for (const name of names) {
      const found = this.#byName.get(name);
      found?.delete(record);
      if (found?.size === 0) this.#byName.delete(name);
    }
    return true;
  }

  /** By the exchange's id first. Of several with one client order id, the one that the exchange has shown, then the newest. */
  find(key: string, order: OrderRef): OrderRecord | undefined {
    for (const name of namesOf(key, order)) {
      const found = [...(this.#byName.get(name) ?? [])];
      if (found.length > 0) return found.findLast(({ isSeen }) => isSeen) ?? found.at(-1);
    }
    return undefined;
  }

  /** The only order that is called so; `undefined` when there are none or several. */
  findUnique(key: string, order: OrderRef): OrderRecord | undefined {
    for (const name of namesOf(key, order)) {
      const found = this.#byName.get(name);
      if (found) return found.size === 1 ? [...found][0] : undefined;
    }
    return undefined;
  }

  /** All of them, oldest first. */
  all(): IterableIterator<OrderRecord> {
    return this.#records.keys();
  }
}

/** Conditional orders are numbered on their own. */
function namesOf(key: string, { orderId, clientOrderId, conditional }: OrderRef): string[] {
  return [
    ...(orderId ? [`${key} ${conditional ? 'conditional' : 'id'} ${orderId}`] : []),
    ...(clientOrderId ? [`${key} client ${clientOrderId}`] : []),
  ];
}
