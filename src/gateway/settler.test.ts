import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Decimal, formatDecimal, type Intent, zero } from '../core/index.ts';
import { exchanges, type IntentOutcome } from '../exchanges/index.ts';
import { Journal } from '../journal/index.ts';
import type { Cost } from '../policy/index.ts';
import type { Outcome } from './forward.ts';
import { Ledger } from './ledger.ts';
import {
  answered,
  binance,
  btc,
  costOf,
  dec,
  HandClock,
  keyOn,
  lineOf,
  linkTo,
  place,
  silent,
} from './scene.contract.ts';
import { Settler } from './settler.ts';

const unknown: IntentOutcome = { kind: 'unknown' };
const absent = answered({ code: -2013, msg: 'Order does not exist.' }, 400);

describe('the settler', () => {
  const ends: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });

  async function scene(exchange = binance) {
    const folder = mkdtempSync(join(tmpdir(), 'keyward-settler-'));
    const clock = new HandClock();
    const journal = await Journal.open(join(folder, 'journal'), { clock, log: silent });
    ends.push(async () => {
      await journal.close();
      rmSync(folder, { recursive: true, force: true });
    });
    const ledger = new Ledger(clock);
    const asked: string[] = [];
    /** What the exchange says of an order, and which orders it lists as open. */
    const world: {
      order: () => Outcome | Promise<Outcome>;
      open: unknown[];
      /** Answers everything, where it is there. */
      all?: (line: string) => Outcome;
    } = { order: () => absent, open: [] };
    const link = linkTo(
      async (request) => {
        asked.push(lineOf(request).split('?')[0]!);
        if (world.all) return world.all(request.target);
        if (request.target.includes('openAlgoOrders')) return answered([]);
        return request.target.includes('openOrders') ? answered(world.open) : world.order();
      },
      clock,
      exchange,
    );
    const key = keyOn(link);
    const settler = new Settler({ ledger, journal, keys: new Map([['main', key]]), clock, log: silent });
    const order = (outcome?: IntentOutcome, clientOrderId = 'a'): string => {
      const id = `d-${clientOrderId}`;
      ledger.reserve(id, 'grid', 'main', [place({ clientOrderId })], [costOf('100')], clock.nowMs());
      if (outcome) ledger.settle(id, [outcome]);
      return id;
    };
    const used = (): string => {
      const { openOrders, dailyNotional } = ledger.usage('grid', 'main', clock.nowMs()).bot;
      return `${openOrders} ${formatDecimal((dailyNotional.get('USDT') ?? zero) as Decimal)}`;
    };
    const settled = async (): Promise<string[]> => {
      await journal.flush();
      const found: string[] = [];
      for await (const entry of journal.replay({ kinds: ['settled'] }))
        if (entry.kind === 'settled') found.push(entry.result);
      return found;
    };
    return { clock, ledger, journal, world, asked, link, key, settler, order, used, settled };
  }

  const atMs = new HandClock().nowMs();
  const shown = (status: string, executedQty: string, changes: Record<string, unknown> = {}) =>
    answered({ orderId: 1, clientOrderId: 'a', symbol: 'BTCUSDT', status, executedQty, time: atMs, ...changes });

  describe('looks at the open orders of a market', () => {
    const bybit = exchanges['bybit']!;
    const row = (orderId: string, orderLinkId: string) => ({
      orderId,
      orderLinkId,
      symbol: 'BTCUSDT',
      orderStatus: 'New',
      cumExecQty: '0',
      qty: '1',
    });
    const others = (page: number) => Array.from({ length: 50 }, (_, index) => row(`${page}-${index}`, ''));
    const list = (rows: object[], nextPageCursor: string) =>
      answered({ retCode: 0, result: { list: rows, nextPageCursor } });

    it('on every page, and looks up the one that is on none', async () => {
      const { world, settler, order, used, asked } = await scene(bybit);
      for (const name of ['first', 'last', 'gone'])
        order({ kind: 'accepted', status: { order: { orderId: name }, open: true } }, name);
      const wanted: string[] = [];
      world.all = (line) => {
        if (line.includes('orderId=')) {
          wanted.push(line);
          return list([{ ...row('gone', 'gone'), orderStatus: 'Cancelled' }], '');
        }
        if (!line.includes('orderFilter=Order')) return list([], '');
        if (line.includes('cursor=2')) return list([row('last', 'last')], '3');
        return list([row('first', 'first'), ...others(1).slice(1)], '2');
      };
      await settler.round();
      expect(used()).toBe('2 200');
      expect(wanted).toHaveLength(1);
      expect(asked.length).toBeGreaterThan(3);
    });

    it('and leaves them as they are when the pages do not end', async () => {
      const { world, settler, order, used, asked } = await scene(bybit);
      order({ kind: 'accepted', status: { order: { orderId: 'gone' }, open: true } }, 'gone');
      world.all = () => list(others(1), 'more');
      await settler.round();
      expect([used(), asked.length]).toEqual(['1 100', 20]);
    });
  });

  it('finds that an order of unknown outcome was placed', async () => {
    const { clock, world, settler, order, used, settled, ledger } = await scene();
    order(unknown);
    world.order = () => shown('NEW', '0');
    clock.pass(100);
    await settler.round();
    expect([used(), await settled(), ledger.orders()[0]?.state]).toEqual(['1 100', ['open'], 'open']);
  });

  it('finds that it was placed and filled in part, and is over', async () => {
    const { world, settler, order, used, settled } = await scene();
    order(unknown);
    world.order = () => shown('CANCELED', '0.25');
    await settler.round();
    expect([used(), await settled()]).toEqual(['0 25', ['closed']]);
  });

  it('finds that it was not placed, but not before its signature has expired and the exchange surely shows it', async () => {
    const { clock, settler, order, used, settled } = await scene();
    order(unknown);
    clock.pass(9_999);
    await settler.round();
    expect(used()).toBe('1 100');
    clock.pass(1);
    await settler.round();
    expect([used(), await settled()]).toEqual(['0 0', ['absent']]);
  });

  it.each([1_000, 30_000, 120_000])(
    'waits for as long as a request can hang at the exchange (%i ms)',
    async (ownWindowMs) => {
      const { facts } = binance;
      const exchange = { ...binance, facts: { ...facts, signing: { ...facts.signing, ownWindowMs } } };
      const { clock, settler, order, used } = await scene(exchange);
      order(unknown);
      clock.pass(ownWindowMs + 4_999);
      await settler.round();
      expect(used()).toBe('1 100');
      clock.pass(1);
      await settler.round();
      expect(used()).toBe('0 0');
    },
  );

  describe('of an order of unknown outcome, an answer that may be of an older one of the same name', () => {
    const earlier = { time: atMs - 60_000 };

    it('is not believed while the order can still come, when it does not say when that one was made', async () => {
      const { clock, world, settler, order, used } = await scene();
      order(unknown);
      world.order = () => shown('CANCELED', '0', { time: undefined });
      await settler.round();
      expect(used()).toBe('1 100');
      clock.pass(10_000);
      await settler.round();
      expect(used()).toBe('0 0');
    });

    it.each(['CANCELED', 'NEW'])('is not believed when that one was made before (%s)', async (status) => {
      const { clock, world, settler, order, used, ledger } = await scene();
      order(unknown);
      world.order = () => shown(status, '0', earlier);
      world.open = [{ orderId: 1, clientOrderId: 'a', status: 'NEW' }];
      clock.pass(9_999);
      await settler.round();
      clock.pass(1);
      await settler.round();
      expect([used(), ledger.orders()[0]?.state]).toEqual(['1 100', 'unknown']);
    });

    it.each([true, false])('is not believed when its id is of another order of Keyward (ended: %s)', async (ended) => {
      const { clock, world, settler, order, used, ledger } = await scene();
      const reused = { kind: 'accepted', status: { order: { orderId: '1' }, open: !ended, filled: zero } } as const;
      order(reused, 'older');
      order(unknown);
      const before = used();
      world.order = () => shown('CANCELED', '0', { clientOrderId: 'a' });
      clock.pass(9_999);
      await settler.round();
      expect(ledger.orders().at(-1)).toMatchObject({ state: 'unknown', orderId: undefined });
      expect(before.startsWith(ended ? '1 ' : '2 ')).toBe(true);
    });

    it.each(['per-market', 'per-account'] as const)(
      'is not believed when its id is of an order of another market, where ids count %s',
      async (orderIds) => {
        const { clock, ledger, world, settler, order, used } = await scene({
          ...binance,
          facts: { ...binance.facts, orderIds },
        });
        const eth = { ...btc, market: 'ETH/USDT', symbol: 'ETHUSDT' };
        const intent = place({ clientOrderId: 'a', instrument: eth });
        ledger.reserve('d', 'grid', 'main', [intent], [costOf('100')], clock.nowMs());
        ledger.settle('d', [{ kind: 'accepted', status: { order: { orderId: '1' }, open: false, filled: zero } }]);
        order(unknown);
        world.order = () => shown('CANCELED', '0');
        await settler.round();
        expect(used()).toBe(orderIds === 'per-market' ? '0 0' : '1 100');
      },
    );

    it.each<[string, object]>([
      ['with its id', { order: { orderId: '1', clientOrderId: 'a' }, open: false, filled: zero }],
      ['without an id', { order: { clientOrderId: 'a' }, open: false }],
    ])('is not believed when its end was told only by its cancel (%s)', async (_, status) => {
      const { clock, ledger, world, settler, order, used } = await scene();
      order(unknown);
      const cancel: Intent = { action: 'cancel-order', instrument: btc, order: { clientOrderId: 'a' } };
      ledger.reserve('x', 'grid', 'main', [cancel], [{ ...costOf('0'), openOrders: 0 }], clock.nowMs());
      ledger.settle('x', [{ kind: 'accepted', status } as IntentOutcome]);
      const before = Number(used().split(' ')[1]);
      ledger.reserve('d2', 'grid', 'main', [place({ clientOrderId: 'a' })], [costOf('100')], clock.nowMs());
      ledger.settle('d2', [unknown]);
      // The later one is still on its way; what is shown is the order that was cancelled.
      world.order = () => shown('CANCELED', '0');
      clock.pass(1_000);
      await settler.round();
      expect(used()).toBe(`1 ${before + 100}`);
    });

    it('leaves nothing open and the day whole, once the order cannot come and none of its name is open', async () => {
      const { clock, world, settler, order, used, settled, ledger } = await scene();
      order({ kind: 'accepted', status: { order: { orderId: '1' }, open: false, filled: zero } }, 'older');
      order(unknown);
      world.order = () => shown('CANCELED', '0');
      clock.pass(10_000);
      world.open = [{ orderId: 2, clientOrderId: 'a', status: 'NEW' }];
      await settler.round();
      expect(used()).toBe('1 100');
      world.open = [];
      await settler.round();
      expect([used(), await settled(), ledger.orders()]).toEqual(['0 100', ['closed'], []]);
    });
  });

  it('does not take a jump of the wall clock for time that has passed', async () => {
    const { clock, settler, order, used } = await scene();
    order(unknown);
    clock.jump(3_600_000);
    await settler.round();
    expect(used()).toBe('1 100');
  });

  it.each<[string, Outcome]>([
    ['no answer', { kind: 'unknown', cause: 'UND_ERR_HEADERS_TIMEOUT' }],
    ['no connection', { kind: 'not-sent', cause: 'ECONNREFUSED' }],
    ['a server error', answered('oops', 502)],
    ['what is no answer', answered('<html>')],
    ['another error', answered({ code: -1021, msg: 'Timestamp' }, 400)],
    ['an empty object', answered({})],
  ])('leaves it reserved at %s', async (_, outcome) => {
    const { clock, world, settler, order, used, settled } = await scene();
    order(unknown);
    clock.pass(60_000);
    world.order = () => outcome;
    await settler.round();
    expect([used(), await settled()]).toEqual(['1 100', []]);
  });

  it('leaves an order alone that is still on its way, however long that takes', async () => {
    const { clock, ledger, settler, order, used, asked } = await scene();
    const id = order();
    clock.pass(3_600_000);
    await settler.round();
    expect([asked, used()]).toEqual([[], '1 100']);
    ledger.settle(id, [{ kind: 'accepted', status: { order: { orderId: '1' }, open: true } }]);
    expect(ledger.usage('grid', 'main', clock.nowMs()).bot.openOrders).toBe(1);
  });

  it('does not believe an answer that is older than what it has learnt meanwhile', async () => {
    const { clock, ledger, world, settler, order, used } = await scene();
    order(unknown);
    clock.pass(10_000);
    world.order = () => {
      ledger.observe(ledger.orders()[0]!, { order: { orderId: '1' }, open: true });
      return absent;
    };
    await settler.round();
    expect(used()).toBe('1 100');
  });

  const open: IntentOutcome = { kind: 'accepted', status: { order: { orderId: '1', clientOrderId: 'a' }, open: true } };

  it('looks at open orders every 15 s, or soon when it is told to', async () => {
    const { clock, world, settler, order, asked } = await scene();
    order(open);
    world.open = [{ orderId: 1, clientOrderId: 'a', status: 'NEW' }];
    await settler.round();
    await settler.round();
    expect(asked).toEqual(['GET /api/v3/openOrders']);
    settler.askSoon('main');
    await settler.round();
    expect(asked).toHaveLength(2);
    clock.pass(15_000);
    await settler.round();
    expect(asked).toHaveLength(3);
  });

  it('does not take a later order of the same client order id for one that it knows by its id', async () => {
    const { world, settler, order, used } = await scene();
    order(open);
    world.open = [{ orderId: 2, clientOrderId: 'a', status: 'NEW' }];
    world.order = () => shown('CANCELED', '0');
    await settler.round();
    expect(used()).toBe('0 0');
  });

  it('takes an amend that was not answered for one that cannot come any more, when its signature has expired', async () => {
    const { clock, ledger, world, settler, order } = await scene();
    order(open);
    world.order = () => shown('NEW', '0', { origQty: '1', price: '100' });
    const amend = (id: string, outcome: IntentOutcome): string => {
      const intent: Intent = { action: 'amend-order', instrument: btc, order: { orderId: '1' }, price: dec('40') };
      const cost = { ...costOf('0'), openOrders: 0, openAfter: dec('40') } as const;
      ledger.reserve(id, 'grid', 'main', [intent], [cost], clock.nowMs());
      ledger.settle(id, [outcome]);
      return formatDecimal(ledger.usage('grid', 'main', clock.nowMs()).bot.openNotional.get('USDT') ?? zero);
    };
    expect(amend('1', unknown)).toBe('100');
    clock.pass(9_999);
    await settler.round();
    expect(amend('2', open)).toBe('100');
    clock.pass(1);
    await settler.round();
    expect(amend('3', open)).toBe('40');
  });

  it('takes an open order for the one of its client order id, when it knows no id', async () => {
    const { clock, world, settler, order, used } = await scene();
    order({ kind: 'accepted' });
    world.open = [{ orderId: 2, clientOrderId: 'a', status: 'NEW' }];
    clock.pass(60_000);
    await settler.round();
    expect(used()).toBe('1 100');
  });

  describe('a conditional order', () => {
    const perp = { ...btc, market: 'BTC/USDT:USDT', kind: 'linear' as const };
    const algo = (algoStatus: string, changes: object = {}) =>
      answered({ algoId: 7, clientAlgoId: 'a', symbol: 'BTCUSDT', algoStatus, createTime: atMs, ...changes });
    const conditional = async (outcome: IntentOutcome) => {
      const all = await scene();
      const intent = place({ clientOrderId: 'a', instrument: perp, conditional: true });
      all.ledger.reserve('d', 'grid', 'main', [intent], [costOf('100')], all.clock.nowMs());
      all.ledger.settle('d', [outcome]);
      return all;
    };
    const told: IntentOutcome = {
      kind: 'accepted',
      status: { order: { orderId: '7', clientOrderId: 'a', conditional: true }, open: true },
    };

    it('that has fired stays counted until the exchange says that its order is over', async () => {
      const { world, settler, used } = await conditional(told);
      world.order = () => algo('TRIGGERED', { actualOrderId: '31' });
      await settler.round();
      expect(used()).toBe('1 100');
      world.order = () => algo('FINISHED');
      settler.askSoon('main');
      await settler.round();
      expect(used()).toBe('0 100');
    });

    it('stays counted while the order that it has set off is listed under its name, with another id', async () => {
      const { world, settler, used, asked } = await conditional(told);
      world.open = [{ orderId: 31, clientOrderId: 'a', status: 'NEW' }];
      world.order = () => algo('FINISHED', { actualOrderId: '31' });
      await settler.round();
      expect([used(), asked.filter((line) => line.endsWith('/algoOrder'))]).toEqual(['1 100', []]);
    });

    it('is over when the order that it has set off is, with what that one has filled', async () => {
      const { world, settler, used, ledger } = await conditional(told);
      const finished = algo('FINISHED', { actualOrderId: '31' });
      let child = shown('NEW', '0', { orderId: 31, clientOrderId: 'x' });
      world.all = (line) =>
        line.includes('openOrders') || line.includes('openAlgo')
          ? answered([])
          : line.includes('algoOrder')
            ? finished
            : child;
      await settler.round();
      expect(used()).toBe('1 100');
      expect(ledger.known('main', { orderId: '31' }, perp)).toMatchObject({ bot: 'grid', clientOrderId: 'a' });
      child = answered('oops', 502);
      settler.askSoon('main');
      await settler.round();
      expect(used()).toBe('1 100');
      child = shown('CANCELED', '0.25', { orderId: 31, clientOrderId: 'x' });
      settler.askSoon('main');
      await settler.round();
      expect(used()).toBe('0 25');
    });

    it('of unknown outcome that is over already is not believed before the lists of open orders', async () => {
      const { world, settler, used } = await conditional(unknown);
      world.open = [{ orderId: 31, clientOrderId: 'a', status: 'NEW' }];
      world.order = () => algo('FINISHED');
      await settler.round();
      expect(used()).toBe('1 100');
      world.open = [];
      settler.askSoon('main');
      await settler.round();
      expect(used()).toBe('0 100');
    });

    it('stays counted while the order that it has set off may be shown late', async () => {
      const { clock, world, settler, used } = await conditional(told);
      let child = absent;
      world.all = (line) => {
        if (line.includes('openOrders') || line.includes('openAlgo')) return answered([]);
        return line.includes('algoOrder') ? algo('FINISHED', { actualOrderId: '31' }) : child;
      };
      clock.pass(60_000);
      await settler.round();
      expect(used()).toBe('1 100');
      child = shown('NEW', '0', { orderId: 31, clientOrderId: 'x' });
      clock.pass(15_000);
      await settler.round();
      expect(used()).toBe('1 100');
      child = absent;
      settler.askSoon('main');
      await settler.round();
      clock.pass(4_999);
      settler.askSoon('main');
      await settler.round();
      expect(used()).toBe('1 100');
      clock.pass(1);
      settler.askSoon('main');
      await settler.round();
      expect(used()).toBe('0 100');
    });

    it('that fired after an amend is not over before the lists of open orders say so', async () => {
      const { clock, ledger, world, settler, used } = await conditional(told);
      world.all = (line) => answered(line.includes('openOrders') || !line.includes('Algo') ? [] : [{ algoId: 7 }]);
      await settler.round();
      const order = { orderId: '7', conditional: true } as const;
      const amend: Intent = { action: 'amend-order', instrument: perp, order, trigger: dec('90') };
      ledger.reserve('x', 'grid', 'main', [amend], [{ ...costOf('0'), openOrders: 0 }], clock.nowMs());
      ledger.settle('x', [{ kind: 'accepted' }]);
      let open: unknown[] = [{ orderId: 31, clientOrderId: 'a', status: 'NEW' }];
      world.all = (line) => {
        if (line.includes('openAlgo')) return answered([]);
        return line.includes('openOrders') ? answered(open) : algo('FINISHED');
      };
      await settler.round();
      expect(used()).toBe('1 100');
      open = [];
      settler.askSoon('main');
      await settler.round();
      expect(used()).toBe('0 100');
    });

    it('that was cancelled before it fired gives all of the day back', async () => {
      const { world, settler, used } = await conditional(told);
      world.order = () => algo('CANCELED', { actualOrderId: '' });
      await settler.round();
      expect(used()).toBe('0 0');
    });

    it('is not taken for a plain order of the same number', async () => {
      const { world, settler, used } = await conditional(told);
      world.open = [{ orderId: 7, clientOrderId: 'b', status: 'NEW' }];
      world.order = () => algo('CANCELED', { actualOrderId: '' });
      await settler.round();
      expect(used()).toBe('0 0');
    });
  });

  describe.each(['okx', 'bybit'])('at %s', (id) => {
    const exchange = exchanges[id]!;
    const reply = (rows: readonly object[]): Outcome =>
      id === 'okx'
        ? answered({ code: '0', msg: '', data: rows })
        : answered({ retCode: 0, retMsg: 'OK', result: { list: rows }, retExtInfo: {}, time: atMs });
    const row = (state: 'live' | 'canceled', filled: string, px = '100') =>
      id === 'okx'
        ? { ordId: '1', clOrdId: 'a', instId: 'BTC-USDT', state, accFillSz: filled, sz: '1', px, cTime: String(atMs) }
        : {
            orderId: '1',
            orderLinkId: 'a',
            symbol: 'BTCUSDT',
            orderStatus: state === 'live' ? 'New' : 'Cancelled',
            cumExecQty: filled,
            qty: '1',
            price: px,
            createdTime: String(atMs),
          };
    const act = (action: 'cancel-order' | 'amend-order') => {
      const acknowledged =
        id === 'okx'
          ? { code: '0', msg: '', data: [{ ordId: '1', clOrdId: 'a', sCode: '0', sMsg: '' }] }
          : { retCode: 0, retMsg: 'OK', result: { orderId: '1', orderLinkId: 'a' }, retExtInfo: {}, time: atMs };
      const path = { okx: `/api/v5/trade/${action}`, bybit: `/v5/order/${action.split('-')[0]}` }[id]!;
      const endpoint = exchange.facts.endpoints.find((one) => one.path === path && one.method === 'POST')!;
      const order = { orderId: '1' };
      const intent: Intent =
        action === 'cancel-order'
          ? { action, instrument: btc, order }
          : { action, instrument: btc, order, price: dec('40') };
      const call = { ...exchange.account.findOrder(btc, order, 'live'), endpoint, path, intents: [intent] };
      return { intent, outcomes: exchange.account.outcomes(call, 200, JSON.stringify(acknowledged)) };
    };
    const begun = async () => {
      const all = await scene(exchange);
      all.order({ ...open, status: { order: { orderId: '1', clientOrderId: 'a' }, open: true } } as IntentOutcome);
      const send = (action: 'cancel-order' | 'amend-order', cost: Cost): void => {
        const { intent, outcomes } = act(action);
        all.ledger.reserve(action, 'grid', 'main', [intent], [cost], all.clock.nowMs());
        all.ledger.settle(action, outcomes);
      };
      const openNotional = () =>
        formatDecimal(all.ledger.usage('grid', 'main', all.clock.nowMs()).bot.openNotional.get('USDT') ?? zero);
      return { ...all, send, openNotional };
    };
    const free: Cost = { orders: 0, cancels: 1, openOrders: 0, notional: zero, opens: zero, openAfter: zero };

    it('what a cancelled order has filled is known as soon as it is asked for', async () => {
      const { world, settler, used, send } = await begun();
      world.all = () => reply([row('live', '0')]);
      await settler.round();
      send('cancel-order', free);
      expect(used()).toBe('1 100');
      let isFirst = true;
      world.all = (line) => {
        const isList = isFirst || /pending|orderFilter|openOnly/.test(line);
        isFirst = false;
        return reply(isList ? [] : [row('canceled', '0.25')]);
      };
      await settler.round();
      expect(used()).toBe('1 100');
      settler.askSoon('main');
      await settler.round();
      expect(used()).toBe('0 25');
    });

    it('an amend counts as the dearer of both until the order is shown as it would be, which is asked at once', async () => {
      const { world, settler, send, openNotional, asked } = await begun();
      world.all = () => reply([row('live', '0')]);
      await settler.round();
      send('amend-order', { ...free, cancels: 0, orders: 1, currency: 'USDT', openAfter: dec('40') });
      expect(openNotional()).toBe('100');
      const before = asked.length;
      await settler.round();
      expect([openNotional(), asked.length]).toEqual(['100', before + 1]);
      world.all = () => reply([row('live', '0', '40')]);
      await settler.round();
      await settler.round();
      expect([openNotional(), asked.length]).toEqual(['40', before + 2]);
    });

    it('an amend that is shown late is found with the open orders', async () => {
      const { clock, world, settler, send, openNotional, asked } = await begun();
      world.all = () => reply([row('live', '0')]);
      await settler.round();
      send('amend-order', { ...free, cancels: 0, orders: 1, currency: 'USDT', openAfter: dec('40') });
      const before = asked.length;
      for (let round = 0; round < 5; round++) await settler.round();
      expect([openNotional(), asked.length]).toEqual(['100', before + 3]);
      world.all = () => reply([row('live', '0', '40')]);
      clock.pass(15_000);
      await settler.round();
      expect(openNotional()).toBe('40');
    });
  });

  it('looks one up that is not open any more, so that its fills are known', async () => {
    const { world, settler, order, used, settled } = await scene();
    order(open);
    world.order = () => shown('FILLED', '1');
    await settler.round();
    expect([used(), await settled()]).toEqual(['0 100', ['closed']]);
  });

  it('gives nothing of the day back for one that was open and is not known any more', async () => {
    const { clock, settler, order, used } = await scene();
    order(open);
    clock.pass(5_000);
    await settler.round();
    expect(used()).toBe('0 100');
  });

  it('asks nothing with a key that is not used, or while the limit of the exchange is used up', async () => {
    const { key, link, settler, order, asked } = await scene();
    order(unknown);
    key.refused = 'it can withdraw';
    await settler.round();
    key.refused = undefined;
    link.rate.observe([{ bucket: 'spot', retryAfterMs: 60_000 }]);
    await settler.round();
    expect(asked).toEqual([]);
  });

  it('ends after the query under way when it is stopped', async () => {
    const { world, settler, order, asked } = await scene();
    order(unknown, 'a');
    order(unknown, 'b');
    let answer: (outcome: Outcome) => void = () => {};
    world.order = () => new Promise((resolve) => (answer = resolve));
    settler.tick();
    await new Promise((resolve) => setImmediate(resolve));
    const stopped = settler.stop();
    answer(absent);
    await stopped;
    expect(asked).toHaveLength(1);
  });

  it('survives a fault of its own', async () => {
    const { world, settler, order, used } = await scene();
    order(unknown);
    world.order = () => {
      throw new Error('broken');
    };
    await settler.round();
    expect(used()).toBe('1 100');
  });
});
