import { type Decimal, parseDecimal } from '../core/index.ts';
import type { SeenFill, SeenMove, SeenOrder } from '../exchanges/index.ts';
import type { Entry, EntryFields } from '../journal/index.ts';
import { Judge, type JudgeParts } from './judge.ts';
import { OwnOrders } from './own-orders.ts';

export const d = (text: string): Decimal => parseDecimal(text)!;
export const START = 1_790_000_000_000;
export const MARKET = 'BTC/USDT';

export function entry<K extends keyof EntryFields>(kind: K, atMs: number, fields: EntryFields[K]): Entry {
  return { seq: 1, time: new Date(START + atMs).toISOString(), prev: '', kind, ...fields } as unknown as Entry;
}

/** An allowed decision of the bot `grid`. */
export function decided(
  id: string,
  atMs: number,
  intents: EntryFields['decision']['intents'],
  more: Partial<EntryFields['decision']> = {},
): Entry {
  return entry('decision', atMs, {
    id,
    bot: 'grid',
    key: 'main',
    fingerprint: '',
    exchange: 'binance',
    environment: 'practice',
    method: 'POST',
    host: '',
    path: '/api/v3/order',
    class: 'trade',
    params: {},
    intents,
    effect: 'allow',
    reasons: [],
    costs: [],
    ...more,
  });
}

/** A buy of 0.001 at 50,000. */
export function placed(id: string, atMs: number, changes: Record<string, string | boolean> = {}): Entry {
  return decided(id, atMs, [
    {
      action: 'place-order',
      market: MARKET,
      symbol: 'BTCUSDT',
      kind: 'spot',
      side: 'buy',
      type: 'limit',
      quantity: '0.001',
      price: '50000',
      clientOrderId: `kw-${id}`,
      ...changes,
    },
  ]);
}

export function answered(of: string, atMs: number, orderId: string, more: Partial<EntryFields['outcome']> = {}): Entry {
  return entry('outcome', atMs, {
    of,
    result: 'answered',
    status: 200,
    durationMs: 1,
    orders: [{ intent: 0, kind: 'accepted', orderId, open: true }],
    ...more,
  });
}

/** The order of `placed`, as the exchange lists it. */
export function seen(changes: Partial<SeenOrder> = {}): SeenOrder {
  return {
    what: 'order',
    order: { orderId: '1' },
    symbol: 'BTCUSDT',
    kind: 'spot',
    market: MARKET,
    side: 'buy',
    quantity: d('0.001'),
    filled: d('0'),
    price: d('50000'),
    reduceOnly: false,
    isProtective: false,
    isOpen: true,
    createdMs: START + 100,
    ...changes,
  };
}

export function filled(changes: Partial<SeenFill> = {}): SeenFill {
  return {
    what: 'fill',
    id: 't1',
    order: { orderId: '1' },
    symbol: 'BTCUSDT',
    kind: 'spot',
    market: MARKET,
    side: 'buy',
    quantity: d('0.001'),
    price: d('50000'),
    atMs: START + 200,
    ...changes,
  };
}

export function moved(changes: Partial<SeenMove> = {}): SeenMove {
  return {
    what: 'move',
    kind: 'withdrawal',
    id: 'w1',
    asset: 'USDT',
    amount: d('100'),
    address: 'an-address',
    isOwn: 'no',
    state: 'done',
    atMs: START + 1_000,
    ...changes,
  };
}

export function judgeOf(
  own: OwnOrders = new OwnOrders(() => START),
  changes: Partial<JudgeParts> = {},
): { readonly own: OwnOrders; readonly judge: Judge } {
  const judge = new Judge({
    key: 'main',
    own,
    hasJournal: true,
    genesisMs: START - 1_000_000,
    beganMs: START - 500_000,
    markets: new Set([MARKET]),
    ids: [],
    declared: () => [],
    haltedSinceMs: () => undefined,
    hostMs: () => START,
    offsetMs: () => 0,
    ...changes,
  });
  return { own, judge };
}
