import { type Decimal, parseDecimal } from '../core/index.ts';
import type { Entry, EntryOf, Printable } from '../journal/index.ts';

/** Orders, and the cancels of orders, are forgotten after so long, in ms, or when there are more: the journal still has them. */
const KEPT_MS = 8 * 86_400_000;
const MOST_ORDERS = 200_000;

/** The size and prices of an order, as it was placed or as an amend made it. */
export interface Shape {
  readonly quantity?: Decimal;
  readonly price?: Decimal;
  readonly trigger?: Decimal;
}

/** An order that the journal tells of. */
export interface OwnOrder {
  readonly decision: string;
  readonly intent: number;
  /** `kill` for the kill switch's own. */
  readonly bot: string;
  readonly key: string;
  /** When it was written down, ms since the epoch by this host's clock: before it was sent. */
  readonly atMs: number;
  readonly market: string;
  readonly symbol: string;
  readonly side: string;
  readonly clientOrderId: string;
  readonly isConditional: boolean;
  readonly isReduceOnly: boolean;
  orderId: string | undefined;
  /** `sent`: no answer yet; `unknown`: there was none; `gone`: surely never there. */
  state: 'sent' | 'unknown' | 'known' | 'gone';
  /** All that it may be: as placed, then what each amend made of it. */
  readonly shapes: Shape[];
  /** When a cancel that reaches it was written down, by this host's clock. */
  cancelledAtMs: number | undefined;
}

export interface OrderName {
  readonly orderId?: string;
  readonly clientOrderId?: string;
}

interface CancelAllNote {
  readonly key: string;
  readonly market: string | undefined;
  readonly atMs: number;
}

/** What the journal says of one's own orders and cancels, fed with its entries in order: all that Keyward ever sent is in it before it is sent. */
export class OwnOrders {
  readonly #byDecision = new Map<string, Map<number, OwnOrder>>();
  readonly #byName = new Map<string, Set<OwnOrder>>();
  readonly #cancels = new Map<string, number>();
  #cancelAlls: CancelAllNote[] = [];
  #latestMs = 0;

  take(entry: Entry): void {
    this.#latestMs = Math.max(this.#latestMs, Date.parse(entry.time));
    if (entry.kind === 'decision') this.#decided(entry);
    else if (entry.kind === 'outcome') this.#answered(entry);
    else if (entry.kind === 'settled') this.#settled(entry);
  }

  /** The order of this name; of several with one client order id the latest. The exchange's id counts first. */
  find(key: string, { orderId, clientOrderId }: OrderName): OwnOrder | undefined {
    const byId = orderId === undefined ? undefined : this.#named(idName(key, orderId)).at(-1);
    if (byId || clientOrderId === undefined || clientOrderId === '') return byId;
    return this.#named(clientName(key, clientOrderId)).at(-1);
  }

  /** All that share a client order id, oldest first. */
  findAll(key: string, clientOrderId: string): readonly OwnOrder[] {
    return this.#named(clientName(key, clientOrderId));
  }

  /** Orders of a key whose outcome is not known, and which the exchange has not named yet. */
  inDoubt(key: string): readonly OwnOrder[] {
    const found: OwnOrder[] = [];
    for (const orders of this.#byDecision.values())
      for (const order of orders.values())
        if (order.key === key && order.orderId === undefined && (order.state === 'sent' || order.state === 'unknown'))
          found.push(order);
    return found;
  }

  /** When a cancel that reaches this order was last written down; `undefined` when none was. */
  cancelledAtMs(key: string, name: OrderName, market: string | undefined, sinceMs: number): number | undefined {
    const own = this.find(key, name);
    const times = [
      own?.cancelledAtMs,
      ...[name.orderId, name.clientOrderId].map((id) =>
        id === undefined ? undefined : this.#cancels.get(`${key} ${id}`),
      ),
      ...this.#cancelAlls
        .filter((note) => note.key === key && (note.market === undefined || note.market === market))
        .map(({ atMs }) => atMs),
    ].filter((atMs) => atMs !== undefined && atMs >= sinceMs);
    return times.length === 0 ? undefined : Math.max(...(times as number[]));
  }

  /** Notes what the exchange calls an order, where an answer or a list has told. */
  name(order: OwnOrder, orderId: string): void {
    if (order.orderId === orderId) return;
    order.orderId ??= orderId;
    order.state = 'known';
    this.#call(idName(order.key, orderId), order);
  }

  /** Lets go of what is too old to be met again. */
  sweep(): void {
    const before = this.#latestMs - KEPT_MS;
    const excess = this.#byDecision.size - MOST_ORDERS;
    let index = 0;
    for (const [decision, orders] of this.#byDecision) {
      const first = orders.values().next().value;
      if (index++ >= excess && first && first.atMs >= before) break;
      for (const order of orders.values()) this.#forget(order);
      this.#byDecision.delete(decision);
    }
    for (const [id, atMs] of this.#cancels) if (atMs < before) this.#cancels.delete(id);
    this.#cancelAlls = this.#cancelAlls.filter(({ atMs }) => atMs >= before);
  }

  #decided(entry: EntryOf<'decision'>): void {
    if (entry.effect !== 'allow') return;
    const atMs = Date.parse(entry.time);
    for (const [index, printed] of entry.intents.entries()) {
      if (printed['action'] === 'place-order' && printed['validateOnly'] !== true)
        this.#placed(entry, index, printed, atMs);
      else if (printed['action'] === 'amend-order') this.#amended(entry.key, printed);
      else if (printed['action'] === 'cancel-order') this.#cancelled(entry.key, printed, atMs);
      else if (printed['action'] === 'cancel-all')
        this.#cancelAlls.push({ key: entry.key, market: text(printed, 'market'), atMs });
    }
  }

  #placed(entry: EntryOf<'decision'>, intent: number, printed: Printable, atMs: number): void {
    const order: OwnOrder = {
      decision: entry.id,
      intent,
      bot: entry.bot,
      key: entry.key,
      atMs,
      market: text(printed, 'market') ?? '',
      symbol: text(printed, 'symbol') ?? '',
      side: text(printed, 'side') ?? '',
      clientOrderId: text(printed, 'clientOrderId') ?? '',
      isConditional: printed['conditional'] === true,
      isReduceOnly: printed['reduceOnly'] === true || printed['closePosition'] === true,
      orderId: undefined,
      state: 'sent',
      shapes: [shapeOf(printed)],
      cancelledAtMs: undefined,
    };
    const orders = this.#byDecision.get(entry.id) ?? new Map<number, OwnOrder>();
    this.#byDecision.set(entry.id, orders.set(intent, order));
    if (order.clientOrderId !== '') this.#call(clientName(order.key, order.clientOrderId), order);
  }

  #amended(key: string, printed: Printable): void {
    const own = this.find(key, nameOf(printed));
    if (!own) return;
    own.shapes.push({ ...own.shapes.at(-1), ...shapeOf(printed) });
  }

  #cancelled(key: string, printed: Printable, atMs: number): void {
    const name = nameOf(printed);
    const own = this.find(key, name);
    if (own) own.cancelledAtMs = atMs;
    for (const id of [name.orderId, name.clientOrderId]) if (id !== undefined) this.#cancels.set(`${key} ${id}`, atMs);
  }

  #answered(entry: EntryOf<'outcome'>): void {
    const orders = this.#byDecision.get(entry.of);
    if (!orders) return;
    for (const [intent, order] of orders) {
      const told = entry.orders.find((one) => one.intent === intent);
      if (entry.result === 'not-sent' || told?.kind === 'rejected') order.state = 'gone';
      else if (told?.kind === 'accepted' && told.orderId !== undefined) this.name(order, told.orderId);
      else if (order.state === 'sent') order.state = told?.kind === 'accepted' ? 'known' : 'unknown';
    }
  }

  #settled(entry: EntryOf<'settled'>): void {
    const order = this.#byDecision.get(entry.of)?.get(entry.intent);
    if (!order) return;
    if (entry.orderId !== undefined) this.name(order, entry.orderId);
    if (entry.result === 'absent') order.state = 'gone';
  }

  #named(name: string): OwnOrder[] {
    return [...(this.#byName.get(name) ?? [])];
  }

  #call(name: string, order: OwnOrder): void {
    const found = this.#byName.get(name);
    if (found) found.add(order);
    else this.#byName.set(name, new Set([order]));
  }

  #forget(order: OwnOrder): void {
    const names = [clientName(order.key, order.clientOrderId)];
    if (order.orderId !== undefined) names.push(idName(order.key, order.orderId));
    for (const name of names) {
      const found = this.#byName.get(name);
      found?.delete(order);
      if (found?.size === 0) this.#byName.delete(name);
    }
  }
}

/** As an exchange may write it: a UUID in any case, with dashes or without. */
const UUID = /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;

function idName(key: string, id: string): string {
  return `${key} id ${id.toLowerCase()}`;
}

function clientName(key: string, id: string): string {
  return `${key} client ${UUID.test(id) ? id.replaceAll('-', '').toLowerCase() : id}`;
}

function text(printed: Printable, name: string): string | undefined {
  const value = printed[name];
  return typeof value === 'string' ? value : undefined;
}

function nameOf(printed: Printable): OrderName {
  const order = printed['order'];
  if (typeof order !== 'object' || order === null) return {};
  const { orderId, clientOrderId } = order;
  return { ...(orderId === undefined ? {} : { orderId }), ...(clientOrderId === undefined ? {} : { clientOrderId }) };
}

function shapeOf(printed: Printable): Shape {
  const shape: Record<string, Decimal> = {};
  for (const name of ['quantity', 'price', 'trigger'] as const) {
    const value = parseDecimal(text(printed, name) ?? '');
    if (value !== undefined) shape[name] = value;
  }
  return shape;
}
