import { type Decimal, dropOldest, parseDecimal } from '../core/index.ts';
import type { Given, GivenOf, Printable } from '../journal/index.ts';
import { isIn, type Where } from './matching.ts';
import type { OwnOrder, Shape } from './own-order.ts';

/** Orders that nobody meets any more, and the cancels of orders, are forgotten after so long, in ms, or when there are more: the journal has them. */
const KEPT_MS = 8 * 86_400_000;
const MOST_ORDERS = 200_000;
const MOST_RECENT = 1_000;
/** Decisions by which one that comes again is known. */
const MOST_TAKEN = 40_000;
/** One that was met so lately, in ms, is still open. */
const MET_MS = 3_600_000;

export interface OrderName {
  readonly orderId?: string;
  readonly clientOrderId?: string;
}

interface CancelAllNote {
  readonly key: string;
  readonly market: string | undefined;
  readonly atMs: number;
  readonly decision: string;
  readonly intent: number;
}

interface CancelNote {
  readonly key: string;
  readonly decision: string;
  readonly intent: number;
  readonly atMs: number;
  /** What was noted before, by name. */
  readonly before: readonly (readonly [name: string, atMs: number | undefined])[];
  readonly own: OwnOrder | undefined;
  readonly ownBeforeMs: number | undefined;
}

/** What the journal says of one's own orders and cancels, fed with its entries in order: all that Keyward ever sent is handed to it before it is sent. */
export class OwnOrders {
  readonly #byDecision = new Map<string, Map<number, OwnOrder>>();
  readonly #byName = new Map<string, Set<OwnOrder>>();
  readonly #cancels = new Map<string, number>();
  #cancelAlls: CancelAllNote[] = [];
  /** Cancels without an answer yet: one that the exchange refuses cancels nothing, and hides nobody else's. */
  readonly #asked = new Map<string, CancelNote[]>();
  /** The last that were placed, oldest first. */
  readonly #recent: OwnOrder[] = [];
  readonly #conditional: OwnOrder[] = [];
  readonly #activeMs = new Map<string, number>();
  readonly #taken = new Set<string>();
  readonly #nowMs: () => number;

  /** `nowMs`: this host's clock. */
  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** An entry may come twice: once when it is handed over, and once when it is durable. */
  take(entry: Given): void {
    if (entry.kind === 'decision') this.#decided(entry);
    else if (entry.kind === 'outcome') this.#answered(entry);
    else if (entry.kind === 'settled') this.#settled(entry);
  }

  /** The entry is not in the book, and what it is of was not sent, as far as this goes: what is sent all the same is handed over once more. */
  lose(entry: Given): void {
    if (entry.kind !== 'decision' || !this.#taken.delete(entry.id)) return;
    for (const order of this.#byDecision.get(entry.id)?.values() ?? [])
      if (order.state === 'sent') order.state = 'gone';
    this.#undoCancels(entry.id, () => true);
    for (const printed of entry.intents) {
      if (printed['action'] !== 'amend-order') continue;
      const own = this.find(entry.key, nameOf(printed), whereOf(printed));
      if (own && own.shapes.length > 1) own.shapes.pop();
    }
  }

  /** The order of this name; of several with one client order id the latest. The exchange's id counts first. `where`: ids are unique within a market alone. */
  find(key: string, { orderId, clientOrderId }: OrderName, where?: Where): OwnOrder | undefined {
    const isThere = (one: OwnOrder): boolean => where === undefined || isIn(one, where);
    const byId = orderId === undefined ? undefined : this.#named(idName(key, orderId)).findLast(isThere);
    if (byId || clientOrderId === undefined || clientOrderId === '') return this.#met(byId);
    return this.#met(this.#named(clientName(key, clientOrderId)).findLast(isThere));
  }

  /** All that share a client order id, oldest first. */
  findAll(key: string, clientOrderId: string): readonly OwnOrder[] {
    const found = this.#named(clientName(key, clientOrderId));
    for (const order of found) this.#met(order);
    return found;
  }

  /** The order of an intent of which nobody knows what became of it. */
  doubtful(decision: string, intent: number): OwnOrder | undefined {
    const order = this.#byDecision.get(decision)?.get(intent);
    return order?.state === 'unknown' ? order : undefined;
  }

  /**
   * An own order on the other side of the market that may have met this one, sent since then: exchanges end one of the two rather than let an
   * account trade with itself.
   */
  crossing(own: OwnOrder, sinceMs: number): OwnOrder | undefined {
    const price = own.shapes.at(-1)?.price;
    return this.#recent.findLast(
      (other) =>
        other.atMs >= sinceMs &&
        other.key === own.key &&
        other.market === own.market &&
        other.side !== own.side &&
        other.shapes.some((shape) => meets(own.side, price, shape.price)),
    );
  }

  /** One of the last own orders on the other side of a market. */
  opposite(key: string, market: string, side: string): OwnOrder | undefined {
    return this.#recent.findLast(
      (other) => other.key === key && other.market === market && other.side !== side && other.state !== 'gone',
    );
  }

  /** Another of the same side and market, sent since then: it may have taken what this one was to reduce. */
  beside(own: OwnOrder, sinceMs: number): OwnOrder | undefined {
    return this.#recent.findLast(
      (other) =>
        other !== own &&
        other.atMs >= sinceMs &&
        other.key === own.key &&
        other.market === own.market &&
        other.side === own.side,
    );
  }

  /** Orders of a key that may be at the exchange under an id that nobody has told yet. */
  inDoubt(key: string): readonly OwnOrder[] {
    const found: OwnOrder[] = [];
    for (const order of this.#recent)
      if (order.key === key && order.orderId === undefined && order.state !== 'gone') found.push(order);
    return found;
  }

  /** Orders of a separate book that may set off others, under ids of their own. */
  conditional(key: string): readonly OwnOrder[] {
    const found: OwnOrder[] = [];
    for (const order of this.#conditional) if (order.key === key && order.state !== 'gone') found.push(order);
    return found;
  }

  /** Stops that the exchange has taken since then, and that nobody has cancelled: some list should show them. */
  standing(key: string, sinceMs: number): readonly OwnOrder[] {
    return this.#recent.filter(
      (one) =>
        one.key === key &&
        one.isStop &&
        one.state === 'known' &&
        one.orderId !== undefined &&
        one.cancelledAtMs === undefined &&
        one.atMs >= sinceMs,
    );
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
    order.ids.add(orderId.toLowerCase());
    if (order.orderId === orderId) return;
    order.orderId ??= orderId;
    order.state = 'known';
    this.#call(idName(order.key, orderId), order);
  }

  /** When a change of the bots with this key was last written down, by this host's clock. */
  activeMs(key: string): number | undefined {
    return this.#activeMs.get(key);
  }

  /** Lets go of what is too old to be met again. */
  sweep(): void {
    const nowMs = this.#nowMs();
    const before = nowMs - KEPT_MS;
    let excess = this.#byDecision.size - MOST_ORDERS;
    for (const [decision, orders] of this.#byDecision) {
      const metMs = Math.max(...[...orders.values()].map((order) => order.metMs));
      const isExcess = excess > 0 && metMs < nowMs - MET_MS;
      if (!isExcess && metMs >= before) continue;
      excess--;
      for (const order of orders.values()) this.#forget(order);
      this.#byDecision.delete(decision);
    }
    for (const [decision, notes] of this.#asked)
      if (notes.every(({ atMs }) => atMs < before)) this.#asked.delete(decision);
    for (const [id, atMs] of this.#cancels) if (atMs < before) this.#cancels.delete(id);
    this.#cancelAlls = this.#cancelAlls.filter(({ atMs }) => atMs >= before);
  }

  #decided(entry: GivenOf<'decision'>): void {
    if (entry.effect !== 'allow' || this.#taken.has(entry.id)) return;
    this.#taken.add(entry.id);
    dropOldest(this.#taken, MOST_TAKEN);
    const atMs = Date.parse(entry.time);
    if (entry.class !== 'read') this.#activeMs.set(entry.key, atMs);
    for (const [index, printed] of entry.intents.entries()) {
      if (printed['action'] === 'place-order' && printed['validateOnly'] !== true)
        this.#placed(entry, index, printed, atMs);
      else if (printed['action'] === 'amend-order') this.#amended(entry.key, printed);
      else if (printed['action'] === 'cancel-order') this.#cancelled(entry, index, printed, atMs);
      else if (printed['action'] === 'cancel-all')
        this.#cancelAlls.push({
          key: entry.key,
          market: text(printed, 'market'),
          atMs,
          decision: entry.id,
          intent: index,
        });
    }
  }

  #placed(entry: GivenOf<'decision'>, intent: number, printed: Printable, atMs: number): void {
    const order: OwnOrder = {
      decision: entry.id,
      intent,
      bot: entry.bot,
      key: entry.key,
      atMs,
      market: text(printed, 'market') ?? '',
      symbol: text(printed, 'symbol') ?? '',
      kind: text(printed, 'kind') ?? '',
      side: text(printed, 'side') ?? '',
      clientOrderId: text(printed, 'clientOrderId') ?? '',
      isConditional: printed['conditional'] === true,
      isReduceOnly: printed['reduceOnly'] === true || printed['closePosition'] === true,
      isStop: printed['conditional'] === true || printed['trigger'] !== undefined,
      orderId: undefined,
      ids: new Set(),
      state: 'sent',
      shapes: [shapeOf(printed)],
      cancelledAtMs: undefined,
      metMs: atMs,
    };
    const orders = this.#byDecision.get(entry.id) ?? new Map<number, OwnOrder>();
    this.#byDecision.set(entry.id, orders.set(intent, order));
    if (order.clientOrderId !== '') this.#call(clientName(order.key, order.clientOrderId), order);
    this.#recent.push(order);
    if (this.#recent.length > MOST_RECENT * 2) this.#recent.splice(0, MOST_RECENT);
    if (!order.isConditional) return;
    this.#conditional.push(order);
    if (this.#conditional.length > MOST_RECENT * 2) this.#conditional.splice(0, MOST_RECENT);
  }

  #amended(key: string, printed: Printable): void {
    const own = this.find(key, nameOf(printed), whereOf(printed));
    if (!own) return;
    own.shapes.push({ ...own.shapes.at(-1), ...shapeOf(printed) });
  }

  #cancelled({ id: decision, key }: GivenOf<'decision'>, intent: number, printed: Printable, atMs: number): void {
    const name = nameOf(printed);
    const own = this.find(key, name, whereOf(printed));
    const names = [name.orderId, name.clientOrderId].flatMap((id) => (id === undefined ? [] : [`${key} ${id}`]));
    const before = names.map((id) => [id, this.#cancels.get(id)] as const);
    const note = { key, decision, intent, atMs, before, own, ownBeforeMs: own?.cancelledAtMs };
    this.#asked.set(decision, [...(this.#asked.get(decision) ?? []), note]);
    if (own) own.cancelledAtMs = atMs;
    for (const id of names) this.#cancels.set(id, atMs);
  }

  /** What the exchange refused to cancel, or was never asked, is as it was before. */
  #undoCancels(of: string, isRefused: (intent: number) => boolean): void {
    for (const { intent, atMs, before, own, ownBeforeMs } of this.#asked.get(of) ?? []) {
      if (!isRefused(intent)) continue;
      if (own?.cancelledAtMs === atMs) own.cancelledAtMs = ownBeforeMs;
      for (const [id, beforeMs] of before) {
        if (this.#cancels.get(id) !== atMs) continue;
        if (beforeMs === undefined) this.#cancels.delete(id);
        else this.#cancels.set(id, beforeMs);
      }
    }
    this.#asked.delete(of);
    this.#cancelAlls = this.#cancelAlls.filter(({ decision, intent }) => decision !== of || !isRefused(intent));
  }

  #met(order: OwnOrder | undefined): OwnOrder | undefined {
    if (order) order.metMs = Math.max(order.metMs, this.#nowMs());
    return order;
  }

  #answered(entry: GivenOf<'outcome'>): void {
    const isRefused = (intent: number): boolean =>
      entry.result === 'not-sent' || entry.orders.some((one) => one.intent === intent && one.kind === 'rejected');
    this.#undoCancels(entry.of, isRefused);
    const orders = this.#byDecision.get(entry.of);
    if (!orders) return;
    for (const [intent, order] of orders) {
      const told = entry.orders.find((one) => one.intent === intent);
      if (entry.result === 'not-sent' || told?.kind === 'rejected') order.state = 'gone';
      else if (told?.kind === 'accepted' && told.orderId !== undefined) this.name(order, told.orderId);
      else if (order.state === 'sent') order.state = told?.kind === 'accepted' ? 'known' : 'unknown';
    }
  }

  #settled(entry: GivenOf<'settled'>): void {
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
    const names = [clientName(order.key, order.clientOrderId), ...[...order.ids].map((id) => idName(order.key, id))];
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

/** Whether an order at the one price takes what stands at the other; one without a price takes everything. */
function meets(side: string, price: Decimal | undefined, other: Decimal | undefined): boolean {
  if (price === undefined || other === undefined) return true;
  return side === 'buy' ? other <= price : other >= price;
}

function text(printed: Printable, name: string): string | undefined {
  const value = printed[name];
  return typeof value === 'string' ? value : undefined;
}

function whereOf(printed: Printable): Where | undefined {
  const [market, symbol] = [text(printed, 'market'), text(printed, 'symbol')];
  return market === undefined ? undefined : { market, symbol: symbol ?? '' };
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
