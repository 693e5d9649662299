import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import {
  type BotSettings,
  botDefaults,
  botPolicySchema,
  limitsSchema,
  scopeProblems,
  scopesSchema,
} from './grammar.ts';
import { tradingBot } from './scene.contract.ts';

function problems(schema: z.ZodType, value: unknown): string[] {
  const result = schema.safeParse(value);
  return result.success ? [] : result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
}

const example = `
bots:
  grid:
    key: main
    may: [read, trade]
    markets: [BTC/USDT, ETH/USDT:USDT]
    limits:
      sides: [buy, sell]
      order_types: [market, limit, stop, stop-limit, take-profit, take-profit-limit]
      order_notional: [500 USDT, 0.01 BTC]
      open_orders: 10
      open_notional: 2000 USDT
      orders_per_minute: 30
      cancels_per_minute: 60
      daily_notional: 5000 USDT
      price_band: 5%
      leverage: 3
      hours: ["08:00-20:00", "22:00-24:00"]
      cancel_foreign: false
scopes:
  all: { limits: { daily_notional: 9000 USDT } }
  keys: { main: { limits: { open_orders: 40 } } }
`;

describe('the grammar', () => {
  it('accepts every field as the YAML file spells it', () => {
    const file = parseYaml(example) as { bots: { grid: unknown }; scopes: unknown };
    expect(problems(botPolicySchema, file.bots.grid)).toEqual([]);
    expect(problems(scopesSchema, file.scopes)).toEqual([]);
  });

  it('lets a bot read and nothing else by default', () => {
    expect(botPolicySchema.parse({ key: 'main' })).toEqual({ key: 'main', may: ['read'] });
  });

  it.each([
    ['a number', 500, 'money is written as text'],
    ['a float', 0.5, 'money is written as text'],
    ['a big integer', 500n, 'money is written as text'],
    ['a list with a number', ['500 USDT', 3], 'money is written as text'],
    ['text without a currency', '500', 'not an amount'],
    ['an exponent', '5e2 USDT', 'not an amount'],
    ['a minus', '-5 USDT', 'not an amount'],
    ['a plus', '+5 USDT', 'not an amount'],
    ['a leading zero', '05 USDT', 'not an amount'],
    ['19 decimals', '0.0000000000000000001 USDT', 'not an amount'],
    ['31 digits', `${'9'.repeat(31)} USDT`, 'not an amount'],
    ['a thousands separator', '5,000 USDT', 'not an amount'],
    ['a small-letter currency', '500 usdt', 'not an amount'],
    ['a line break at the end', '500 USDT\n', 'not an amount'],
    ['two spaces', '500  USDT', 'not an amount'],
    ['a word near unlimited', 'Unlimited', 'not an amount'],
    ['an empty list', [], 'Too small'],
    ['one currency twice', ['500 USDT', '600 USDT'], 'twice'],
    ['unlimited within a list', ['unlimited'], 'not an amount'],
    ['null', null, 'not an amount'],
  ])('refuses %s for money', (_, value, message) => {
    for (const limit of ['order_notional', 'open_notional', 'daily_notional']) {
      const found = problems(limitsSchema, { [limit]: value });
      expect(found).toHaveLength(1);
      expect(found[0]).toContain(limit);
      expect(found[0]).toContain(message);
    }
  });

  it.each([
    ['open_orders', 1.5],
    ['open_orders', '10'],
    ['orders_per_minute', -1],
    ['cancels_per_minute', Number.NaN],
    ['price_band', 0.05],
    ['price_band', '5'],
    ['price_band', '-5%'],
    ['leverage', 0],
    ['leverage', 2.5],
    ['leverage', 'unlimited'],
    ['hours', '08:00-20:00'],
    ['hours', ['8:00-20:00']],
    ['hours', ['08:00-08:00']],
    ['hours', ['08:00-24:30']],
    ['hours', ['24:00-08:00']],
    ['sides', ['long']],
    ['sides', []],
    ['order_types', ['iceberg']],
    ['cancel_foreign', 'yes'],
    ['order_notionl', '5 USDT'],
  ])('refuses %s: %j', (limit, value) => {
    expect(problems(limitsSchema, { [limit]: value })).toHaveLength(1);
  });

  it.each([['btc/usdt'], ['BTCUSDT'], ['BTC/USDT:'], ['BTC/USDT '], ['*'], ['BTC/*'], ['all']])(
    'refuses the market %j',
    (market) => {
      expect(problems(botPolicySchema, { key: 'main', markets: [market] })).toHaveLength(1);
    },
  );

  it('asks a bot that trades for markets, order_notional and daily_notional', () => {
    expect(problems(botPolicySchema, { key: 'main', may: ['trade'] }).map((text) => text.split(':')[0])).toEqual([
      'markets',
      'limits.order_notional',
      'limits.daily_notional',
    ]);
    const limits = { order_notional: 'unlimited', daily_notional: 'unlimited' };
    expect(problems(botPolicySchema, { ...tradingBot, limits })).toEqual([]);
    expect(problems(botPolicySchema, { ...tradingBot, markets: [] })[0]).toContain('needs its markets');
  });

  it('asks for an amount in every quote currency that is traded', () => {
    const markets = ['ETH/BTC', 'BTC/USDT', 'ETH/USDC:USDC'];
    const limits = { order_notional: ['1 BTC', '5 USDT'], daily_notional: 'unlimited', open_notional: '7 USDC' };
    expect(problems(botPolicySchema, { ...tradingBot, markets, limits })).toEqual([
      'limits.order_notional: no amount in USDC, the quote currency of ETH/USDC:USDC',
      'limits.open_notional: no amount in BTC, the quote currency of ETH/BTC',
      'limits.open_notional: no amount in USDT, the quote currency of BTC/USDT',
    ]);
  });

  it.each([
    ['markets.0', { markets: ['BTCUSDT'] }],
    ['markets.0', { markets: ['BTC-USDT'] }],
    ['markets.1', { markets: ['BTC/USDT', 'eth/usdt'] }],
    ['limits.order_notional', { limits: { order_notional: '500USDT', daily_notional: '5000 USDT' } }],
    ['limits.order_notional', { limits: { order_notional: [], daily_notional: '5000 USDT' } }],
  ])('tells of a malformed %s that alone, and nothing that follows from it: %j', (path, change) => {
    const limits = { order_notional: '500 USDT', daily_notional: '5000 USDT' };
    const found = problems(botPolicySchema, { ...tradingBot, markets: ['BTC/USDT'], limits, ...change });
    expect(found.map((text) => text.split(':')[0])).toEqual([path]);
  });

  it('finds scopes that lack the quote currency of a bot under them', () => {
    const grid = botPolicySchema.parse(tradingBot) as BotSettings;
    const scopes = scopesSchema.parse({
      all: { limits: { daily_notional: '9 BTC' } },
      keys: { main: { limits: { order_notional: '9 USDT' } }, other: { limits: { order_notional: '9 BTC' } } },
    });
    expect(scopeProblems({ grid }, scopes).map(({ path }) => path.join('.'))).toEqual([
      'scopes.all.limits.daily_notional',
      'scopes.all.limits.daily_notional',
    ]);
  });
});

const forbidden = [
  'withdraw',
  'withdrawal',
  'withdrawals',
  'transfer',
  'transfers',
  'admin',
  'finance',
  'borrow',
  'loan',
  'earn',
  'stream',
  'settings',
  'sub-account',
  'api-key',
  'write',
  'all',
  'any',
  '*',
  '',
];

describe('the words of the grammar', () => {
  it.each(forbidden)('have no place for %j', (word) => {
    const spots: [z.ZodType, unknown][] = [
      [botPolicySchema, { key: 'main', may: [word] }],
      [botPolicySchema, { key: 'main', may: ['read', word] }],
      [botPolicySchema, { key: 'main', may: word }],
      [botPolicySchema, { key: 'main', [word]: true }],
      [botPolicySchema, { ...tradingBot, limits: { ...tradingBot.limits, [word]: true } }],
      [botPolicySchema, { ...tradingBot, limits: { ...tradingBot.limits, order_types: [word] } }],
      [botPolicySchema, { ...tradingBot, limits: { ...tradingBot.limits, sides: [word] } }],
      [scopesSchema, { all: { [word]: true, limits: {} } }],
      [scopesSchema, { all: { limits: { [word]: true } } }],
      [scopesSchema, { keys: { main: { [word]: {}, limits: {} } } }],
      [scopesSchema, word === 'all' ? { every: { limits: {} } } : { [word]: { limits: {} } }],
    ];
    for (const [schema, value] of spots) expect(problems(schema, value)).not.toEqual([]);
  });

  it('say read and trade only, and every field is described in the JSON Schema', () => {
    for (const schema of [botPolicySchema, limitsSchema, scopesSchema]) {
      const json = z.toJSONSchema(schema, { io: 'input' });
      const { names, undescribed } = walk(json, '');
      expect(undescribed).toEqual([]);
      expect(names.filter((name) => /withdraw|transfer|admin|finance|borrow|loan|stream/i.test(name))).toEqual([]);
    }
    const may = z.toJSONSchema(botPolicySchema, { io: 'input' }).properties!.may as { items: { enum: string[] } };
    expect(may.items.enum).toEqual(['read', 'trade']);
  });

  it('state the defaults of a bot in their descriptions', () => {
    const { properties } = z.toJSONSchema(limitsSchema, { io: 'input' }) as {
      properties: Record<string, { description: string }>;
    };
    for (const [name, value] of Object.entries(botDefaults)) {
      expect(properties[name]!.description).toContain(`Default for a bot: ${value}.`);
    }
  });
});

/** Every property name and fixed word of a JSON Schema, and the properties without a description. */
function walk(node: unknown, at: string): { names: string[]; undescribed: string[] } {
  const names: string[] = [];
  const undescribed: string[] = [];
  const visit = (value: unknown, path: string) => {
    if (typeof value !== 'object' || value === null) return;
    const schema = value as Record<string, unknown>;
    if (Array.isArray(schema.enum)) names.push(...schema.enum.map(String));
    if (schema.const !== undefined) names.push(String(schema.const));
    for (const [name, property] of Object.entries(
      (schema.properties ?? {}) as Record<string, { description?: string }>,
    )) {
      names.push(name);
      if (!property.description) undescribed.push(`${path}.${name}`);
    }
    for (const [key, inner] of Object.entries(schema)) visit(inner, `${path}.${key}`);
  };
  visit(node, at);
  return { names, undescribed };
}
