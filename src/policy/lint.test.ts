import { describe, expect, it } from 'vitest';
import { type BotSettings, botPolicySchema, scopesSchema } from './grammar.ts';
import { lintPolicy } from './lint.ts';
import { tradingBot } from './scene.contract.ts';

type Rest = Record<string, unknown>;

function settings(limits: Rest = {}, rest: Rest = {}): BotSettings {
  return botPolicySchema.parse({ ...tradingBot, ...rest, limits: { ...tradingBot.limits, ...limits } });
}

function found(bots: Record<string, BotSettings>, scopes: unknown = {}): string[] {
  return lintPolicy(bots, scopesSchema.parse(scopes)).map(({ id, path }) => `${id} ${path}`);
}

describe('the lint of a policy', () => {
  it('finds nothing in a plain one', () => {
    expect(found({ grid: settings() })).toEqual([]);
  });

  it.each<[string, Rest, Rest, unknown, string[]]>([
    ['a dimension that nothing bounds', { price_band: 'unlimited' }, {}, {}, ['unlimited bots.grid.limits.price_band']],
    [
      'a day without limit, and with it what is open',
      { daily_notional: 'unlimited' },
      {},
      {},
      ['unlimited bots.grid.limits.open_notional', 'unlimited bots.grid.limits.daily_notional'],
    ],
    ['nothing when a scope bounds it', { open_orders: 'unlimited' }, {}, { all: { limits: { open_orders: 9 } } }, []],
    [
      'an order larger than the day',
      { order_notional: '6000 USDT' },
      {},
      {},
      ['order-above-day bots.grid.limits.order_notional', 'order-above-open bots.grid.limits.order_notional'],
    ],
    [
      'an order larger than what may be open',
      { open_notional: '400 USDT' },
      {},
      {},
      ['order-above-open bots.grid.limits.order_notional'],
    ],
    [
      'the same in a scope',
      {},
      {},
      { all: { limits: { order_notional: '400 USDT', daily_notional: '300 USDT' } } },
      ['order-above-day scopes.all.limits.order_notional'],
    ],
    [
      'hours that never meet',
      { hours: ['08:00-10:00'] },
      {},
      { all: { limits: { hours: ['10:00-08:00'] } } },
      ['hours-never bots.grid.limits.hours'],
    ],
    [
      'windows that overlap',
      { hours: ['08:00-10:00', '09:00-11:00'] },
      {},
      {},
      ['hours-overlap bots.grid.limits.hours'],
    ],
    [
      'windows that cover the day',
      { hours: ['08:00-10:00', '10:00-08:00'] },
      {},
      {},
      ['hours-overlap bots.grid.limits.hours'],
    ],
    [
      'markets of several quotes',
      { order_notional: ['1 USDT', '1 BTC'], daily_notional: ['1 USDT', '1 BTC'] },
      { markets: ['BTC/USDT', 'ETH/BTC'] },
      {},
      ['quotes-several bots.grid.markets'],
    ],
    [
      'an amount that no market uses',
      { order_notional: ['1 USDT', '1 BTC'] },
      {},
      {},
      ['limits-unused bots.grid.limits.order_notional'],
    ],
    ['limits of a bot that only reads', {}, { may: ['read'] }, {}, ['limits-unused bots.grid']],
    [
      'a scope without a trading bot',
      {},
      {},
      { keys: { other: { limits: { open_orders: 1 } } } },
      ['scope-unused scopes.keys.other.limits'],
    ],
  ])('finds %s', (_, limits, rest, scopes, expected) => {
    expect(found({ grid: settings(limits, rest) }, scopes)).toEqual(expected);
  });

  it('finds limits of a scope that can never refuse', () => {
    const bots = {
      a: settings({ open_orders: 5, hours: ['09:00-10:00'], sides: ['buy'], order_types: ['limit'] }),
      b: settings({ open_orders: 5, hours: ['11:00-12:00'], sides: ['buy'], order_types: ['limit'] }),
    };
    const just = {
      order_notional: '500 USDT',
      daily_notional: '10000 USDT',
      open_notional: '10000 USDT',
      open_orders: 10,
      orders_per_minute: 120,
      cancels_per_minute: 240,
      price_band: '10%',
      leverage: 1,
      sides: ['buy'],
      order_types: ['limit'],
      hours: ['09:00-12:00'],
    };
    const names = Object.keys(just).map((name) => `scope-loose scopes.keys.main.limits.${name}`);
    expect(found(bots, { keys: { main: { limits: just } } }).sort()).toEqual(names.sort());
    const tighter = {
      order_notional: '499 USDT',
      daily_notional: '9999 USDT',
      open_notional: '9999 USDT',
      open_orders: 9,
      orders_per_minute: 119,
      cancels_per_minute: 239,
      price_band: '9%',
      sides: ['sell'],
      order_types: ['market'],
      hours: ['09:30-12:00'],
    };
    expect(found(bots, { keys: { main: { limits: tighter } } })).toEqual([]);
  });

  it('does not call a scope loose while a bot under it is unlimited', () => {
    expect(
      found({ a: settings(), b: settings({ open_orders: 'unlimited' }) }, { all: { limits: { open_orders: 1000 } } }),
    ).toEqual([]);
  });
});
