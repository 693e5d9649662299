import { describe, expect, it } from 'vitest';
import type { KeyReport, SeenBalance, SeenEquity, SeenPosition, Unclear } from '../exchanges/index.ts';
import { type Answer, feedOf, pageOf, StillClock, watchOf } from './account.contract.ts';
import type { SavedAccountWatch } from './account-watch.ts';
import { answered, d, decided, filled, MARKET, moved, placed, START, seen } from './scene.contract.ts';

const again = (saved: SavedAccountWatch): SavedAccountWatch => JSON.parse(JSON.stringify(saved));
const balance = (asset: string, total: string, wallet = 'spot'): SeenBalance => ({
  what: 'balance',
  wallet,
  asset,
  total: d(total),
});
const report = { rights: {}, ipRestricted: 'unknown', words: [] } as unknown as KeyReport;
const refused: Answer = { unclear: true, cause: 'permission', message: 'no' };

describe('a list', () => {
  it('that failed is read again from where it was whole, so that nothing in between is forgotten', async () => {
    let answer: Answer = pageOf();
    const asked: number[] = [];
    const scene = watchOf({
      feeds: [feedOf('fills', 'fills', { lateMs: 1_000 })],
      show: ({ fromMs }) => {
        asked.push(fromMs);
        return answer;
      },
    });
    await scene.look();
    answer = undefined;
    for (let look = 0; look < 40; look++) await scene.look();
    expect(scene.kinds()).toEqual(['feed-unknown warning']);
    answer = pageOf(filled({ order: { orderId: '9' }, atMs: START + 3_000 }));
    await scene.look();
    expect(asked.at(-1)).toBeLessThanOrEqual(START + 2_000);
    expect(scene.kinds()).toContain('foreign-order critical');
    expect(scene.over).toContain('feed-unknown main fills');
  });

  it('whose mark lies ahead of the clock is read again, and not called clean', async () => {
    let aheadMs = 0;
    const asked: number[] = [];
    let answer = pageOf();
    const clock = new StillClock();
    const scene = watchOf({
      clock,
      feeds: [feedOf('fills', 'fills')],
      show: ({ fromMs }) => {
        asked.push(fromMs);
        return answer;
      },
      now: () => clock.nowMs() + aheadMs,
    });
    await scene.look();
    aheadMs = 3_600_000;
    await scene.look();
    aheadMs = 0;
    answer = pageOf(filled({ order: { orderId: '9' }, atMs: START + 3_000 }));
    const before = asked.length;
    await scene.look();
    expect(asked.length).toBeGreaterThan(before);
    expect(asked.at(-1)).toBeLessThanOrEqual(START);
    expect(scene.kinds()).toEqual(['foreign-order critical']);
    expect(scene.account.save().observer.completeMs['fills']).toBeLessThanOrEqual(scene.clock.nowMs());
  });

  it('that the key may not read any more is told louder than one that it never could', async () => {
    let answer: Answer = refused;
    const scene = watchOf({
      feeds: [feedOf('open', 'open-orders'), feedOf('addresses', 'addresses')],
      show: ({ feed }) => (feed === 'open' ? pageOf() : answer),
    });
    await scene.look();
    expect(scene.kinds()).toEqual(['feed-unknown info']);
    answer = pageOf();
    await scene.look();
    answer = refused;
    await scene.look();
    expect(scene.kinds()).toEqual(['feed-unknown info', 'feed-unknown warning']);
  });

  it('that is refused because the key itself is dead is told by one alarm of the key, and is not taken for forbidden', async () => {
    const dead: Unclear = { unclear: true, cause: 'key-or-ip-or-permission', message: '-2015' };
    let isDead = false;
    let switches = 0;
    const names = ['open', 'withdrawals', 'addresses'] as const;
    const scene = watchOf({
      feeds: [feedOf('open', 'open-orders'), feedOf('withdrawals', 'withdrawals'), feedOf('addresses', 'addresses')],
      show: () => (isDead ? dead : pageOf()),
      inspect: async () => (isDead ? dead : report),
      switches: () => switches,
    });
    const states = () => scene.account.status().map(({ feed, state }) => `${feed} ${state}`);
    await scene.look();
    isDead = true;
    for (let look = 0; look < 40; look++) await scene.look(5_000);
    expect(states()).toEqual(names.map((name) => `${name} failing`));
    expect(scene.kinds()).toEqual(['key-refused critical']);
    [isDead, switches] = [false, 1];
    await scene.look();
    expect(states()).toEqual(names.map((name) => `${name} read`));
    expect(scene.over).toContain('key-refused main');
  });

  it('that one credential may not read is asked for at once with the next, and what was told of it is over', async () => {
    const stop = new AbortController();
    let [switches, isOpen] = [0, true];
    const scene = watchOf({
      feeds: [feedOf('open', 'open-orders'), feedOf('addresses', 'addresses')],
      show: ({ feed }) => (feed === 'open' || isOpen ? pageOf() : refused),
      inspect: async () => report,
      switches: () => switches,
    });
    const running = scene.account.run(stop.signal);
    const stateOf = () => scene.account.status().find(({ feed }) => feed === 'addresses')?.state;
    const overs = () => scene.over.filter((about) => about === 'feed-unknown main addresses').length;
    await expect.poll(overs, { timeout: 3_000 }).toBe(1);
    isOpen = false;
    scene.clock.pass(3_000);
    await expect.poll(stateOf, { timeout: 3_000 }).toBe('forbidden');
    [switches, isOpen] = [1, true];
    // No time passes: it would be due in ten minutes.
    await expect.poll(stateOf, { timeout: 3_000 }).toBe('read');
    expect(overs()).toBe(2);
    stop.abort();
    await running;
  });

  it('that is never answered is told of', async () => {
    const stop = new AbortController();
    const scene = watchOf({ feeds: [feedOf('fills', 'fills')], ask: () => new Promise(() => undefined) });
    const running = scene.account.run(stop.signal);
    await expect.poll(() => scene.account.status().length).toBe(1);
    scene.clock.pass(61_000);
    await expect.poll(() => scene.kinds(), { timeout: 3_000 }).toEqual(['feed-unknown warning']);
    stop.abort();
    await running;
  });

  it('that was failing in the last run, and is read in this one, is over', async () => {
    const scene = watchOf({ feeds: [feedOf('fills', 'fills')] });
    await scene.look();
    expect(scene.over).toContain('feed-unknown main fills');
    expect(scene.over).toContain('key-refused main');
  });
});

describe('what was told', () => {
  const stranger = pageOf(filled({ order: { orderId: '9' }, atMs: START + 1_000 }));
  const feeds = [feedOf('fills', 'fills', { lateMs: 60_000 })];
  it('is not told again after a restart', async () => {
    const scene = watchOf({ feeds, show: () => stranger });
    await scene.look();
    expect(scene.kinds()).toEqual(['foreign-order critical']);
    const next = watchOf({ feeds, show: () => stranger, memory: again(scene.account.save()) });
    await next.look();
    expect(next.kinds()).toEqual([]);
  });

  it('could not be told yet is read again after a restart', async () => {
    const late = pageOf(filled({ order: { orderId: '9' }, atMs: START + 1_000 }));
    const short = [feedOf('fills', 'fills')];
    const scene = watchOf({ feeds: short, show: ({ toMs }) => (toMs < START + 5_000 ? late : pageOf()) });
    scene.own.take(placed('a', 0, { conditional: true }));
    scene.own.take(answered('a', 50, '1'));
    await scene.look();
    for (let look = 0; look < 10; look++) await scene.look();
    expect(scene.kinds()).toEqual([]);
    const next = watchOf({
      feeds: short,
      show: ({ fromMs }) => (fromMs <= START + 1_000 ? late : pageOf()),
      memory: again(scene.account.save()),
    });
    next.clock.pass(22_000);
    await next.look();
    expect(next.kinds()).toEqual(['foreign-order critical']);
  });

  it('waits for each market by itself, where ids of trades are the same', async () => {
    const ETH = { symbol: 'ETHUSDT', market: 'ETH/USDT' };
    const both = pageOf(
      filled({ order: { orderId: '8' }, id: '7' }),
      filled({ order: { orderId: '9' }, id: '7', ...ETH }),
    );
    const scene = watchOf({
      feeds: [feedOf('fills', 'fills')],
      show: ({ toMs }) => (toMs < START + 3_000 ? both : pageOf()),
    });
    for (const [id, more] of [
      ['a', {}],
      ['b', ETH],
    ] as const)
      scene.own.take(placed(id, 0, { conditional: true, ...more }));
    await scene.look();
    for (let look = 0; look < 40; look++) await scene.look();
    expect(scene.found.map(({ about }) => about).sort()).toEqual(['foreign-order main 8', 'foreign-order main 9']);
  });
});

describe('the books', () => {
  const fills = feedOf('fills', 'fills');
  it('of a wallet that is empty, and so in no list any more, are open', async () => {
    for (const restarts of [false, true]) {
      let records = [balance('USDT', '100'), balance('BTC', '1')];
      const parts = {
        feeds: [feedOf('balances', 'balances'), fills],
        show: ({ feed }: { feed: string }) => (feed === 'balances' ? pageOf(...records) : pageOf()),
      };
      let scene = watchOf(parts);
      await scene.look();
      if (restarts) {
        const startedMs = scene.clock.nowMs();
        scene = watchOf({ ...parts, memory: again(scene.account.save()) });
        scene.clock.pass(startedMs - START);
      }
      records = [];
      for (let look = 0; look < 5; look++) await scene.look();
      expect(scene.found.map(({ kind, says }) => [kind, says.slice(0, 26)])).toEqual([
        ['books-open', '100 USDT are missing in th'],
        ['books-open', '1 BTC are missing in the s'],
      ]);
    }
  });

  it('that the owner has looked at say nothing of what is missing next', async () => {
    let total = '100';
    const scene = watchOf({
      feeds: [feedOf('balances', 'balances', { wallet: 'spot' }), fills],
      show: ({ feed }) => (feed === 'balances' ? pageOf(balance('USDT', total)) : pageOf()),
    });
    await scene.look();
    for (total of ['60', '20']) for (let look = 0; look < 6; look++) await scene.look();
    expect(scene.kinds()).toEqual(['books-open critical', 'books-open critical']);
    expect(new Set(scene.found.map(({ about }) => about)).size).toBe(2);
    expect(scene.over.filter((about) => about.startsWith('books'))).toEqual([]);
  });
});

describe('the limits of an account', () => {
  const position = (market: string, quantity: string): SeenPosition => ({
    what: 'position',
    symbol: market,
    kind: 'linear',
    market,
    quantity: d(quantity),
  });
  const equity = (amount: string, wallet: string, currency = 'USDT'): SeenEquity => ({
    what: 'equity',
    wallet,
    currency,
    amount: d(amount),
  });
  const limits = { positions: new Map([[MARKET, d('1')]]), dailyLoss: d('100'), confirmations: 2 };

  it('of a position are held by its own list, whatever the others show, and a page that comes twice is one', async () => {
    let quantity = '0.6';
    const scene = watchOf({
      limits,
      feeds: [feedOf('USD-M', 'positions'), feedOf('COIN-M', 'positions')],
      show: ({ feed }) =>
        feed === 'USD-M' ? pageOf(position(MARKET, quantity), position(MARKET, quantity)) : pageOf(),
    });
    for (let look = 0; look < 3; look++) await scene.look();
    expect(scene.kinds()).toEqual([]);
    quantity = '1.1';
    await scene.look();
    expect(scene.kinds()).toEqual([]);
    for (let look = 0; look < 3; look++) await scene.look();
    expect(scene.kinds()).toEqual(['position-limit critical']);
    quantity = '0.5';
    await scene.look();
    expect(scene.over).toContain(scene.found[0]!.about);
  });

  it('of a loss take all wallets together, and the list that tells of all of them', async () => {
    let spot = '1000';
    const scene = watchOf({
      limits,
      feeds: [feedOf('all', 'equity'), feedOf('USD-M', 'equity', { wallet: 'futures' })],
      show: ({ feed }) =>
        feed === 'all' ? pageOf(equity(spot, 'spot'), equity('5', 'funding')) : pageOf(equity('1', 'futures', 'USD')),
    });
    for (let look = 0; look < 4; look++) await scene.look();
    expect(scene.kinds()).toEqual([]);
    spot = '900';
    await scene.look();
    expect(scene.kinds()).toEqual([]);
    for (let look = 0; look < 5; look++) await scene.look();
    expect(scene.kinds()).toEqual(['daily-loss critical']);
  });

  it('of a loss wait until every wallet was read', async () => {
    let funding: Answer = pageOf(balance('USDT', '500', 'funding'));
    const worth = (wallets: ReadonlyMap<string, readonly SeenBalance[]>) => ({
      amount: d(String([...wallets.values()].flat().reduce((sum, one) => sum + Number(one.total / d('1')), 0))),
      currency: 'USDT',
    });
    const parts = {
      limits,
      worth,
      feeds: [feedOf('spot', 'balances', { wallet: 'spot' }), feedOf('funding', 'balances', { wallet: 'funding' })],
      show: ({ feed }: { feed: string }) => (feed === 'spot' ? pageOf(balance('USDT', '500')) : funding),
    };
    const scene = watchOf(parts);
    await scene.look();
    await scene.look();
    expect(scene.account.save().equity).toMatchObject({ opening: '1000' });
    funding = undefined;
    const next = watchOf({ ...parts, memory: again(scene.account.save()) });
    for (let look = 0; look < 5; look++) await next.look();
    expect(next.kinds()).toEqual([]);
  });

  it('of a loss count a move once, though it is seen on its way and when it is done', async () => {
    let state: 'pending' | 'done' = 'pending';
    let total = '1000';
    const scene = watchOf({
      limits: { ...limits, confirmations: 1 },
      declared: () => [{ who: 'the owner', moves: true }],
      worth: (wallets) => ({ amount: [...wallets.values()][0]![0]!.total, currency: 'USDT' }),
      feeds: [feedOf('moves', 'withdrawals'), feedOf('all', 'equity')],
      show: ({ feed, toMs }) => {
        if (feed === 'all') return pageOf(equity(total, 'spot'));
        return toMs < START + 3_000 ? pageOf() : pageOf(moved({ state, amount: d('300'), atMs: START + 3_000 }));
      },
    });
    await scene.look(0);
    total = '700';
    await scene.look(4_000);
    state = 'done';
    await scene.look();
    expect(scene.account.save().equity).toMatchObject({ opening: '700', highest: '700' });
    expect(scene.kinds()).toEqual(['withdrawal info']);
  });
});

describe('the exchange key', () => {
  it('that was told as unknown in between is compared with what it was before', async () => {
    let withdraw: 'no' | 'unknown' | 'yes' = 'no';
    const report = () => ({ rights: { withdraw }, ipRestricted: 'yes', words: [] }) as unknown as KeyReport;
    const scene = watchOf({ inspect: async () => report() });
    for (withdraw of ['no', 'unknown', 'yes'] as const) await scene.look();
    expect(scene.kinds()).toEqual(['key-changed critical']);
    expect(scene.found[0]!.evidence).toEqual(['right withdraw: no -> yes']);
    for (withdraw of ['no', 'yes'] as const) await scene.look();
    expect(new Set(scene.found.map(({ about }) => about)).size).toBe(3);
    const next = watchOf({ inspect: async () => report(), memory: again(scene.account.save()) });
    withdraw = 'no';
    await next.look();
    expect(next.kinds()).toEqual(['key-changed critical']);
  });
});

describe('a protective stop', () => {
  it('that was cancelled while Keyward was down is told of at the start', async () => {
    const stop = { side: 'sell', trigger: '45000', kind: 'spot' };
    const listed = seen({ side: 'sell', trigger: d('45000'), isProtective: true });
    let page = pageOf(listed);
    const parts = {
      feeds: [feedOf('open', 'open-orders')],
      show: () => page,
      query: async () => ({ order: { orderId: '1' }, open: false, filled: d('0') }),
    };
    const entries = [placed('a', 0, stop), answered('a', 50, '1')];
    const scene = watchOf(parts);
    for (const entry of entries) scene.own.take(entry);
    await scene.look();
    const memory = again(scene.account.save());
    page = pageOf();
    for (const isOurs of [false, true]) {
      const next = watchOf({ ...parts, memory });
      for (const entry of entries) next.own.take(entry);
      if (isOurs)
        next.own.take(decided('c', 30_000, [{ action: 'cancel-order', order: { orderId: '1' }, market: MARKET }]));
      await next.look(60_000);
      expect(next.kinds()).toEqual(isOurs ? [] : ['foreign-cancel critical']);
    }
  });
});
