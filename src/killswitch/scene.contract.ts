import { type Decimal, type Instrument, one, parseDecimal } from '../core/index.ts';
import type {
  Account,
  Call,
  Closing,
  ClosingOrder,
  Feed,
  IntentOutcome,
  Page,
  Price,
  Seen,
  SeenOrder,
  Unclear,
} from '../exchanges/index.ts';
import type { Reply, Target } from './target.ts';

export const d = (text: string): Decimal => parseDecimal(text)!;

export function spot(market: string, more: Partial<Instrument> = {}): Instrument {
  const [pair = '', settle] = market.split(':');
  const [base = '', quote = ''] = pair.split('/');
  return {
    market,
    symbol: market.replace('/', ''),
    kind: settle === undefined ? 'spot' : 'linear',
    base,
    quote,
    contractSize: one,
    active: true,
    step: d('0.1'),
    tick: d('0.01'),
    minQuantity: d('0.1'),
    minNotional: d('5'),
    ...more,
  };
}

/** What came of an order: by the exchange's answer, and to the account. */
export interface Fate {
  readonly outcome: IntentOutcome | undefined;
  /** How much of it is done. */
  readonly filled?: Decimal;
}

/** What a scene is asked: `undefined` is what an exchange does that works. */
export interface Chance {
  /** No answer comes; `true`: what was asked is done all the same. */
  unanswered?(what: string): boolean | undefined;
  order?(order: ClosingOrder): Fate | undefined;
  cancel?(id: string): boolean | undefined;
  list?(name: Feed['name']): Page | Unclear | undefined;
}

/** An account in memory behind the contracts that the switch uses, with a clock that passes only while it waits or asks. */
export class AccountScene {
  nowMs = 0;
  readonly orders = new Map<string, SeenOrder>();
  /** By market, and leg where there is one: signed. */
  readonly positions = new Map<string, Decimal>();
  readonly holdings = new Map<string, Decimal>();
  readonly placed: ClosingOrder[] = [];
  readonly asked: string[] = [];
  /** More lists, in which nothing ever is. */
  emptyLists: readonly (readonly [name: string, kind: Feed['kind']])[] = [];
  chance: Chance = {};
  instruments: readonly Instrument[] = [
    spot('BTC/USDT'),
    spot('ETH/USDT'),
    spot('ODD/BTC'),
    spot('BTC/USDT:USDT'),
    spot('ETH/USDT:USDT'),
  ];
  closing: Closing = {
    cancelAll: (open) =>
      open.length === 0 ? [] : [this.#call('cancel many', { ids: open.map(({ order }) => order.orderId!) })],
    cancel: ({ order }) => this.#call('cancel one', { ids: [order.orderId!] }),
    place: (order) => this.#call('place', { order }),
    sells: ['spot'],
    leaves: [],
    rejections: { band: ['BAND'], dust: ['DUST'], nothingToReduce: ['NOTHING'], insufficient: ['LACK'] },
    source: 'a test',
  };
  readonly #calls = new Map<Call, { name: string; ids?: readonly string[]; order?: ClosingOrder }>();
  readonly #outcomes = new Map<string, IntentOutcome | undefined>();
  #next = 1;

  open(market: string, more: Partial<SeenOrder> = {}): string {
    const orderId = String(this.#next++);
    const kind = market.includes(':') ? 'linear' : 'spot';
    this.orders.set(orderId, {
      what: 'order',
      order: { orderId },
      symbol: market.replace('/', ''),
      market,
      kind,
      side: 'buy',
      reduceOnly: false,
      isProtective: false,
      isOpen: true,
      ...more,
    });
    return orderId;
  }

  get target(): Target {
    return {
      key: 'main',
      exchange: 'scene',
      environment: 'live',
      watch: {
        feeds: [
          this.#feed('orders', 'open-orders'),
          this.#feed('positions', 'positions'),
          this.#feed('balances', 'balances'),
          ...this.emptyLists.map(([name, kind]) => this.#feed(name, kind)),
        ],
        unseen: [],
        ids: [],
      },
      closing: this.closing,
      account: {
        outcomes: (call: Call) => [this.#outcomes.get(this.#calls.get(call)!.order!.clientOrderId)],
      } as unknown as Account,
      clock: { nowMs: () => this.nowMs, monotonicMs: () => this.nowMs },
      ask: async (call) => this.#ask(call),
      nowMs: () => this.nowMs,
      instruments: async () => this.instruments,
      instrument: (symbol, kind) => this.instruments.find((one) => one.symbol === symbol && one.kind === kind),
      prices: async (wanted) =>
        new Map(
          wanted.map(({ market, symbol, kind }): [string, Price] => [
            market,
            { symbol, kind, price: d('100'), bid: d('99'), ask: d('101') },
          ]),
        ),
      newClientOrderId: () => `kwkill${this.#next++}`,
      sleep: async (ms) => {
        this.nowMs += ms;
      },
    };
  }

  #call(name: string, more: { ids?: readonly string[]; order?: ClosingOrder } = {}): Call {
    const call = { name } as unknown as Call;
    this.#calls.set(call, { name, ...more });
    return call;
  }

  #feed(name: string, kind: Feed['kind']): Feed {
    const call = (): Call => this.#call(name);
    const read = (): Page | Unclear => this.chance.list?.(name) ?? { records: this.#records(name) };
    return {
      name,
      kind,
      reach: 'account',
      shape: 'snapshot',
      everyMs: 1,
      cost: 1,
      lateMs: 0,
      source: 'a test',
      call,
      read,
    };
  }

  #records(name: string): readonly Seen[] {
    if (this.emptyLists.some(([empty]) => empty === name)) return [];
    if (name === 'orders') return [...this.orders.values()];
    if (name === 'balances')
      return [...this.holdings].map(([asset, total]) => ({
        what: 'balance',
        wallet: 'spot',
        asset,
        total,
        free: total,
      }));
    return [...this.positions].map(([place, quantity]) => {
      const [market = '', leg] = place.split(' ');
      return {
        what: 'position',
        symbol: market.replace('/', ''),
        kind: 'linear',
        market,
        quantity,
        ...(leg === undefined ? {} : { leg }),
      };
    });
  }

  #ask(call: Call): Reply | undefined {
    const { name, ids = [], order } = this.#calls.get(call)!;
    this.asked.push(name);
    this.nowMs += 10;
    const isLost = this.chance.unanswered?.(name);
    if (isLost === false) return undefined;
    for (const id of ids) if (this.chance.cancel?.(id) !== false) this.orders.delete(id);
    if (order) this.#place(order);
    return isLost === undefined ? { status: 200, body: '' } : undefined;
  }

  #place(order: ClosingOrder): void {
    this.placed.push(order);
    const { instrument, quantity, clientOrderId, side, leg, reduceOnly } = order;
    const place = leg === undefined ? instrument.market : `${instrument.market} ${leg}`;
    const isSpot = instrument.kind === 'spot';
    const held = isSpot ? (this.holdings.get(instrument.base) ?? 0n) : (this.positions.get(place) ?? 0n);
    const size = held < 0n ? -held : held;
    const fate = this.chance.order?.(order) ?? { outcome: { kind: 'accepted' as const }, filled: quantity };
    this.#outcomes.set(clientOrderId, fate.outcome);
    let filled: bigint = fate.filled ?? 0n;
    if (filled > size) {
      if (!reduceOnly) throw new Error(`more is sold than held: ${instrument.market}`);
      filled = size;
    }
    if (!isSpot && side !== (held < 0n ? 'buy' : 'sell') && filled > 0n) throw new Error('the position grows');
    const left = (size - filled) as Decimal;
    const keep = (map: Map<string, Decimal>, key: string): void => {
      if (left === 0n) map.delete(key);
      else map.set(key, (held < 0n ? -left : left) as Decimal);
    };
    if (!isSpot) {
      keep(this.positions, place);
      return;
    }
    keep(this.holdings, instrument.base);
    if (filled > 0n)
      this.holdings.set(instrument.quote, ((this.holdings.get(instrument.quote) ?? 0n) + filled) as Decimal);
  }
}
