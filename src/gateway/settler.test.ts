import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Decimal, formatDecimal, zero } from '../core/index.ts';
import type { IntentOutcome } from '../exchanges/index.ts';
import { Journal } from '../journal/index.ts';
import type { Outcome } from './forward.ts';
import { Ledger } from './ledger.ts';
import { answered, costOf, HandClock, keyOn, lineOf, linkTo, place, silent } from './scene.contract.ts';
import { Settler } from './settler.ts';

const unknown: IntentOutcome = { kind: 'unknown' };
const absent = answered({ code: -2013, msg: 'Order does not exist.' }, 400);

describe('the settler', () => {
  const ends: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });

  async function scene() {
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
    const world: { order: () => Outcome | Promise<Outcome>; open: unknown[] } = { order: () => absent, open: [] };
    const link = linkTo(async (request) => {
      asked.push(lineOf(request).split('?')[0]!);
      return request.target.includes('openOrders') ? answered(world.open) : world.order();
    }, clock);
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
    return { clock, ledger, world, asked, link, key, settler, order, used, settled };
  }

  const shown = (status: string, executedQty: string, clientOrderId = 'a') =>
    answered({ orderId: 1, clientOrderId, symbol: 'BTCUSDT', status, executedQty });

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

  it('finds that it was not placed, but not before the exchange surely shows it', async () => {
    const { clock, settler, order, used, settled } = await scene();
    order(unknown);
    clock.pass(4_999);
    await settler.round();
    expect(used()).toBe('1 100');
    clock.pass(1);
    await settler.round();
    expect([used(), await settled()]).toEqual(['0 0', ['absent']]);
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
