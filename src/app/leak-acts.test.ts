import { describe, expect, it } from 'vitest';
import { type Decimal, formatDecimal, parseDecimal } from '../core/index.ts';
import type { Seen, SeenFill, SeenMove, SeenOrder } from '../exchanges/index.ts';
import { type Declared, Judge, OwnOrders } from '../monitor/index.ts';
import { actsOf, type Replaced } from './leak-acts.ts';
import { type AccountBook, declaredBy } from './leak-book.ts';
import { Prices } from './leak-prices.ts';

const NOW_MS = Date.parse('2026-11-22T10:00:00Z');
const HOUR_MS = 3_600_000;
const at = (hoursAgo: number): string => new Date(NOW_MS - hoursAgo * HOUR_MS).toISOString();
const decimal = (text: string) => parseDecimal(text)!;

type Taken = Parameters<OwnOrders['take']>[0];

/** A stop that the bot has placed, and the exchange has taken. */
function bookOfStop(): OwnOrders {
  const own = new OwnOrders(() => NOW_MS);
  const intent = {
    action: 'place-order',
    market: 'BTC/USDT',
    symbol: 'BTCUSDT',
    kind: 'spot',
    side: 'sell',
    clientOrderId: 'grid-stop',
    quantity: '1',
    trigger: '50000',
  };
  const decision = {
    kind: 'decision',
    id: 'd1',
    time: at(5),
    key: 'main',
    bot: 'grid',
    class: 'trade',
    effect: 'allow',
  };
  own.take({ ...decision, intents: [intent] } as unknown as Taken);
  const orders = [{ intent: 0, kind: 'accepted', orderId: '7' }];
  own.take({ kind: 'outcome', of: 'd1', time: at(5), result: 'answered', orders } as unknown as Taken);
  return own;
}

function order(change: Partial<SeenOrder> = {}): SeenOrder {
  return {
    what: 'order',
    order: { orderId: '100', clientOrderId: 'x' },
    symbol: 'BTCUSDT',
    kind: 'spot',
    market: 'BTC/USDT',
    side: 'buy',
    quantity: decimal('1'),
    filled: decimal('0'),
    reduceOnly: false,
    isProtective: false,
    isOpen: false,
    createdMs: NOW_MS - HOUR_MS,
    updatedMs: NOW_MS - HOUR_MS,
    ...change,
  };
}

const stop = (change: Partial<SeenOrder> = {}): SeenOrder =>
  order({
    order: { orderId: '7', clientOrderId: 'grid-stop' },
    side: 'sell',
    trigger: decimal('50000'),
    isProtective: true,
    createdMs: NOW_MS - 5 * HOUR_MS,
    ...change,
  });

const move = (change: Partial<SeenMove> = {}): SeenMove => ({
  what: 'move',
  kind: 'withdrawal',
  id: 'w1',
  asset: 'USDT',
  amount: decimal('100'),
  address: 'there',
  isOwn: 'no',
  state: 'done',
  atMs: NOW_MS - HOUR_MS,
  ...change,
});

const fill = (change: Partial<SeenFill> = {}): SeenFill => ({
  what: 'fill',
  id: 'f1',
  order: { orderId: '100' },
  symbol: 'BTCUSDT',
  kind: 'spot',
  market: 'BTC/USDT',
  side: 'buy',
  quantity: decimal('1'),
  price: decimal('60000'),
  atMs: NOW_MS - HOUR_MS,
  ...change,
});

const MARKETS = ['BTC/USDT', 'BNB/USDT', 'ETH/BTC', 'XYZ/ABC'].map((market) => {
  const [base, quote] = market.split('/');
  return { market, symbol: market.replace('/', ''), kind: 'spot', base, quote };
});
const NOW_PRICES: readonly (readonly [string, { readonly price: Decimal }])[] = [
  ['BTC/USDT', { price: decimal('60000') }],
  ['BNB/USDT', { price: decimal('600') }],
  ['ETH/BTC', { price: decimal('0.05') }],
];

interface Scene {
  readonly declared?: readonly Declared[];
  readonly replaced?: Replaced;
  readonly prices?: Prices;
  readonly book?: Partial<Pick<AccountBook, 'kills' | 'findings'>>;
}

function acts(records: readonly Seen[], { declared = [], book = {}, replaced, prices }: Scene = {}) {
  const own = bookOfStop();
  const judgeOf = (others: readonly Declared[]) =>
    new Judge({
      key: 'main',
      own,
      declared: () => others,
      hostMs: () => NOW_MS,
      offsetMs: () => 0,
      hasJournal: true,
      genesisMs: 0,
      beganMs: 0,
      markets: new Set(['BTC/USDT']),
      ids: [],
      haltedSinceMs: () => undefined,
    });
  const judge = judgeOf(declared);
  const markets = { all: [], instrument: () => undefined, askPrices: async () => new Map() };
  return actsOf(records, {
    key: 'main',
    book: { kills: [], findings: [], ...book },
    judge,
    judgeAt: (atMs) => judgeOf(declaredBy({ declared }, atMs)),
    beside: [],
    prices: prices ?? new Prices(markets as unknown as ConstructorParameters<typeof Prices>[0]),
    sinceMs: NOW_MS - 24 * HOUR_MS,
    offsetMs: 0,
    missing: new Map(),
    ...(replaced ? { replaced } : {}),
  });
}

/** What some records cost, by prices that are known. */
async function weighed(records: readonly Seen[]) {
  const markets = {
    all: MARKETS,
    instrument: (symbol: string) => MARKETS.find((one) => one.symbol === symbol),
    askPrices: async (wanted: readonly { market: string }[]) =>
      new Map(NOW_PRICES.filter(([market]) => wanted.some((one) => one.market === market))),
  };
  const prices = new Prices(markets as unknown as ConstructorParameters<typeof Prices>[0]);
  await prices.ask(records);
  const { acts: all, sums, unpriced } = acts(records, { prices });
  const { trades, fees, moves } = sums;
  return {
    trades: formatDecimal(trades),
    fees: formatDecimal(fees),
    moves: formatDecimal(moves),
    unpriced,
    each: Object.fromEntries(all.map(({ id, loss, fee }) => [id, [loss, fee]])),
  };
}

const whats = (...given: Parameters<typeof acts>) => acts(...given).acts.map(({ what, says }) => `${what} ${says}`);

describe('what an account did that the book does not know', () => {
  it('has an order of somebody else, also one that bears the name of a bot or of the kill switch', () => {
    const named = (clientOrderId: string) => order({ order: { orderId: '100', clientOrderId } });
    expect(whats([named('x')])).toHaveLength(1);
    expect(whats([named('kwkill00112233')])).toHaveLength(1);
    expect(whats([named('grid-stop')]).join()).toContain('bears the name of one of grid');
    expect(whats([stop({ isOpen: true })])).toEqual([]);
  });

  it('has a protective stop that neither a bot nor the kill switch has cancelled', () => {
    expect(whats([stop()]).join()).toMatch(/^cancel a protective stop of grid in BTC\/USDT was cancelled/);
    expect(whats([stop({ filled: decimal('1') })])).toEqual([]);
    const kills = [{ fromMs: NOW_MS - 2 * HOUR_MS, toMs: NOW_MS }];
    expect(whats([stop()], { book: { kills } })).toEqual([]);
    // Somebody took it away just before the kill switch was used.
    const later = (ms: number): Scene => {
      const kill = { fromMs: NOW_MS - HOUR_MS + ms, toMs: NOW_MS };
      return {
        book: { kills: [kill] },
        declared: [{ ...kill, who: 'the kill switch', closes: true, names: ['kwkill'] }],
      };
    };
    expect(whats([stop()], later(1_500))).toHaveLength(1);
    expect(whats([stop()], later(500))).toEqual([]);
    // Or before its owner said that he would.
    const owner = (fromMs: number) => ({ declared: [{ who: 'the owner', fromMs, toMs: NOW_MS }] });
    expect(whats([stop()], owner(NOW_MS - HOUR_MS / 2))).toHaveLength(1);
    expect(whats([stop()], owner(NOW_MS - 2 * HOUR_MS))).toEqual([]);
    // It went off, and what it set off names it.
    const child = order({ order: { orderId: '8' }, parent: { orderId: '7' }, side: 'sell', filled: decimal('1') });
    expect(whats([stop(), child])).toEqual([]);
  });

  it('has nothing of what the owner declared, which is counted by itself', () => {
    const [fromMs, toMs] = [NOW_MS - 2 * HOUR_MS, NOW_MS];
    const told = acts([order(), move()], { declared: [{ who: 'the owner', fromMs, toMs }] });
    expect([told.declared, told.acts.map(({ what }) => what)]).toEqual([1, ['withdrawal']]);
    const moves = acts([order(), move()], { declared: [{ who: 'the owner', fromMs, toMs, moves: true }] });
    expect([moves.declared, moves.acts]).toEqual([2, []]);
    // Before it was declared it is not covered.
    expect(
      whats([order({ createdMs: fromMs - HOUR_MS, updatedMs: fromMs - HOUR_MS })], {
        declared: [{ who: 'the owner', fromMs, toMs }],
      }),
    ).toHaveLength(1);
  });

  it('counts what left at its full value, and what has no known price as that', () => {
    const { sums, unpriced } = acts([move(), move({ id: 'w2', asset: 'XYZ' }), move({ id: 'w3', state: 'failed' })]);
    expect([sums.moves, unpriced]).toEqual([decimal('100'), 1]);
  });

  it('has the new addresses, sub-accounts and keys that the monitor saw', () => {
    const found = (what: string, severity: string) =>
      ({
        what,
        severity,
        about: `${what} main 1`,
        says: what,
        time: at(1),
      }) as unknown as AccountBook['findings'][number];
    const findings = [
      found('address', 'critical'),
      found('sub-account', 'critical'),
      found('key-changed', 'warning'),
      found('key-changed', 'info'),
      found('habit', 'critical'),
    ];
    expect(acts([], { book: { findings } }).acts.map(({ what }) => what)).toEqual(['address', 'sub-account', 'key']);
  });

  it('does not have the key that the runbook itself has made, nor that it differs from the old one', () => {
    const found = (about: string, hoursAgo: number) =>
      ({
        what: 'key-changed',
        severity: 'critical',
        about: `key-changed main ${about}`,
        says: about,
        time: at(hoursAgo),
      }) as unknown as AccountBook['findings'][number];
    const findings = [
      found('withdraw: yes -> no', 1),
      found('new alice bbb', 1),
      found('new alice ccc', 1),
      found('IP list: a -> b', 0.5),
      found('IP list: b -> c', 5),
    ];
    const replaced = { fingerprint: 'bbb', fromMs: NOW_MS - 1.1 * HOUR_MS, toMs: NOW_MS };
    const says = (scene: Scene) => acts([], { book: { findings }, ...scene }).acts.map((one) => one.id.slice(17));
    expect(says({ replaced })).toEqual(['IP list: b -> c', 'new alice ccc', 'IP list: a -> b']);
    expect(says({})).toHaveLength(5);
  });
});

describe('what it may have cost', () => {
  it('is what a fill was worse than the price, in the currency, with a gain below zero', async () => {
    const told = await weighed([
      fill({ id: 'dear', quantity: decimal('2'), price: decimal('60100') }),
      fill({ id: 'cheap', side: 'sell', price: decimal('59900') }),
      fill({ id: 'gain', side: 'sell', price: decimal('60050') }),
      // 0.001 BTC too much for each of ten.
      fill({ id: 'eth', symbol: 'ETHBTC', market: 'ETH/BTC', quantity: decimal('10'), price: decimal('0.051') }),
    ]);
    expect(told).toEqual({
      trades: '850',
      fees: '0',
      moves: '0',
      unpriced: 0,
      each: {
        dear: ['200', undefined],
        cheap: ['100', undefined],
        gain: ['-50', undefined],
        eth: ['600', undefined],
      },
    });
  });

  it('is fees in another coin by its price', async () => {
    const told = await weighed([
      fill({ id: 'bnb', fee: decimal('0.1'), feeAsset: 'BNB' }),
      fill({ id: 'usdt', fee: decimal('5'), feeAsset: 'USDT' }),
    ]);
    expect([told.fees, told.unpriced, told.each]).toEqual(['65', 0, { bnb: ['0', '60'], usdt: ['0', '5'] }]);
  });

  it('is withdrawals in another coin by its price, with what sending them cost', async () => {
    const told = await weighed([
      move({ id: 'w1', asset: 'BTC', amount: decimal('0.5'), fee: decimal('0.001') }),
      move({ id: 'own', asset: 'BTC', isOwn: 'yes', kind: 'transfer' }),
    ]);
    expect([told.moves, told.unpriced, told.each['w1']]).toEqual(['30060', 0, ['30060', undefined]]);
  });

  it('is not known, and not zero, for a coin without a price', async () => {
    const told = await weighed([
      move({ id: 'w1', asset: 'XYZ' }),
      fill({ id: 'fee', price: decimal('60010'), fee: decimal('1'), feeAsset: 'XYZ' }),
      fill({ id: 'market', symbol: 'XYZABC', market: 'XYZ/ABC' }),
      fill({ id: 'nameless', fee: decimal('1') }),
    ]);
    expect(told).toEqual({
      trades: '10',
      fees: '0',
      moves: '0',
      unpriced: 4,
      each: {
        w1: [undefined, undefined],
        fee: ['10', undefined],
        market: [undefined, undefined],
        nameless: ['0', undefined],
      },
    });
  });
});
