import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ccxt from 'ccxt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordSecret } from '../canary.ts';
import { readTracked } from '../source-tree.ts';
import { practiceSettings, Terminal } from './terminal.ts';

let terminal: Terminal;
beforeEach(() => {
  terminal = new Terminal(practiceSettings);
});
afterEach(() => terminal.close());

interface Checked {
  readonly findings: readonly {
    readonly level: string;
    readonly id: string;
    readonly line: number;
    readonly path: string;
  }[];
}

const try_ = (...args: string[]) => [
  'policy',
  'explain',
  'grid',
  '--market',
  'BTC/USDT',
  '--side',
  'buy',
  '--reference',
  '50000',
  ...args,
];

describe('policy check', () => {
  it('has nothing to say on good settings', async () => {
    const checked = await terminal.run(['policy', 'check']);
    expect(checked).toMatchObject({ exit: 0, stderr: '' });
    expect(checked.stdout).toMatch(/keyward\.yaml: 1 key, 1 bot; nothing to say\n$/);
  });

  it('lists every fault with its place, and exits with 1', async () => {
    terminal.write('bad.yaml', practiceSettings.replace('500 USDT', '500').replace('may:', 'mai:'));
    const checked = await terminal.json<Checked>(['policy', 'check', 'bad.yaml']);
    expect(checked.exit).toBe(1);
    expect(checked.findings).toMatchObject([
      { level: 'error', id: 'invalid', line: 9, path: 'bots.grid.limits.order_notional' },
      { level: 'error', id: 'invalid', line: 7, path: 'bots.grid.mai' },
    ]);
    const text = await terminal.run(['policy', 'check', 'bad.yaml']);
    expect(text.exit).toBe(1);
    expect(text.stdout).toContain(
      'error  bots.grid.limits.order_notional\n  money is written as text with its currency',
    );
    expect(text.stdout).toMatch(/bad\.yaml:9:\d+\n/);
  });

  it('warns with the place, and exits with 0', async () => {
    terminal.write('keyward.yaml', practiceSettings.replace('5000 USDT', 'unlimited'));
    const checked = await terminal.json<Checked>(['policy', 'check']);
    expect(checked.exit).toBe(0);
    expect(checked.findings).toMatchObject([
      { level: 'warn', id: 'unlimited', path: 'bots.grid.limits.open_notional' },
      { level: 'warn', id: 'unlimited', path: 'bots.grid.limits.daily_notional', line: 9 },
    ]);
  });

  it('finds an exchange that there is not', async () => {
    terminal.write('keyward.yaml', practiceSettings.replace('exchange: binance', 'exchange: binanse'));
    const checked = await terminal.json<Checked>(['policy', 'check']);
    expect(checked).toMatchObject({ exit: 1, findings: [{ level: 'error', path: 'keys.main.exchange', line: 3 }] });
  });

  it('does not take a missing file for a good one', async () => {
    expect((await terminal.run(['policy', 'check', 'none.yaml'])).exit).toBe(2);
    expect((await terminal.run(['--config', 'none.yaml', 'policy', 'check'])).exit).toBe(2);
    const empty = new Terminal();
    expect((await empty.run(['policy', 'check'])).stderr).toContain('config-missing');
    await empty.close();
  });
});

describe('policy explain', () => {
  it('says in plain words what a bot may do, within 80 columns', async () => {
    const explained = await terminal.run(['policy', 'explain', 'grid']);
    expect(explained.exit).toBe(0);
    expect(explained.stdout).toContain(
      'grid may read and trade with the key main (binance, practice).\nIt trades BTC/USDT.\n',
    );
    expect(explained.stdout).toMatch(/^ {2}one order is worth at most 500 USDT +order_notional$/m);
    expect(explained.stdout).toContain('all bots together\n  at most 5 open orders at once');
    expect(explained.stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    const json = await terminal.json<{ scopes: { scope: string }[] }>(['policy', 'explain', 'grid']);
    expect(json).toMatchObject({ mayTrade: true, markets: ['BTC/USDT'] });
    expect(json.scopes.map(({ scope }) => scope)).toEqual(['bot grid', 'all bots together']);
  });

  it('allows an order within the limits, with exit 0 and nothing made', async () => {
    const tried = await terminal.json(try_('--quantity', '0.001', '--price', '49000'));
    expect(tried).toMatchObject({
      exit: 0,
      allowed: true,
      reasons: [],
      cost: { currency: 'USDT', notional: '49', opens: '49' },
    });
    expect(() => readFileSync(join(terminal.home, 'seal.key'))).toThrow();
  });

  it('denies with every reason, and exits with 1', async () => {
    const tried = await terminal.json<{ reasons: { code: string; rule: string }[] }>(
      try_('--quantity', '1', '--price', '60000'),
    );
    expect(tried.exit).toBe(1);
    expect(tried.reasons.map(({ code, rule }) => [code, rule])).toEqual(
      expect.arrayContaining([
        ['price-band', 'bots.grid.limits.price_band'],
        ['order-notional', 'bots.grid.limits.order_notional'],
        ['daily-notional', 'bots.grid.limits.daily_notional'],
      ]),
    );
    const text = await terminal.run(try_('--quantity', '1', '--price', '60000'));
    expect(text.stdout).toMatch(/^denied\n\n {2}/);
    expect(text.stdout).toContain(
      '    limit  500 USDT\n    asked  60000 USDT\n    rule   bots.grid.limits.order_notional\n',
    );
  });

  it('decides as of now: at the halt level that is set', async () => {
    await terminal.run(['halt', 'halt']);
    const order = try_('--quantity', '0.001', '--price', '49000');
    expect(await terminal.json(order)).toMatchObject({ exit: 1, reasons: [{ code: 'halt-halt' }] });
    expect(await terminal.json([...order, '--unused'])).toMatchObject({ exit: 0 });
  });

  it.each([
    [['policy', 'explain', 'gird'], 'there is no bot gird in the settings; did you mean grid?'],
    [try_('--quantity', 'x'), '--quantity is not a number above zero: x'],
    [try_('--price', '1'), 'give either --quantity or --amount'],
    [try_('--quantity', '1', '--type', 'iceberg'), 'not an order type: iceberg'],
    [['policy', 'explain', 'grid', '--market', 'btcusdt', '--side', 'buy', '--quantity', '1'], 'not a market: btcusdt'],
    [['policy', 'explain', 'grid', '--market', 'BTC/USDT', '--quantity', '1'], '--side is missing'],
  ])('refuses %j with exit 2', async (args, message) => {
    const ended = await terminal.run(args);
    expect(ended.exit).toBe(2);
    expect(ended.stderr).toContain(message);
  });
});

describe('policy budgets', () => {
  it('shows limit, used and left, aligned, also while no Keyward runs', async () => {
    const shown = await terminal.run(['policy', 'budgets']);
    expect(shown.exit).toBe(0);
    expect(shown.stdout).toMatch(/^bot grid +orders a minute +60 +0 +60$/m);
    expect(shown.stdout).toMatch(/^ +USDT of the day +5000 +0 +5000$/m);
    expect(shown.stdout).toMatch(/^all +open orders +5 +0 +5$/m);
    expect(shown.stdout).toContain('No order is open.');
    const { budgets } = await terminal.json<{ budgets: { scope: string }[] }>(['policy', 'budgets']);
    expect(budgets.map(({ scope }) => scope)).toEqual(['bot grid', 'key main', 'all']);
    expect(budgets[0]).toMatchObject({ limits: { dailyNotional: { USDT: '5000' }, openOrders: 20 } });
  });

  it('has nothing to release without an order', async () => {
    const id = '01K9ZW3M5RD0Q2V7C4T8XJ6HNB';
    const released = await terminal.run(['policy', 'release', id, '--yes']);
    expect(released.exit).toBe(2);
    expect(released.stderr).toContain(`no open or unknown order belongs to the decision ${id}`);
  });
});

describe('policy release', () => {
  interface Budgets {
    readonly budgets: readonly { readonly scope: string; readonly openOrders: number }[];
    readonly orders: readonly { readonly id: string; readonly state: string }[];
  }
  const openOf = ({ budgets }: Budgets) => budgets.map(({ scope, openOrders }) => [scope, openOrders]);

  it('gives back what an order holds, at once while up runs, and for good', async () => {
    const up = await terminal.up();
    const shown = await terminal.json<{ apiKey: string; secret: string }>(['bot', 'add', 'grid']);
    recordSecret(shown.secret);
    const bot = new ccxt.binance({
      apiKey: shown.apiKey,
      secret: shown.secret,
      proxyUrl: up.ready.proxyUrl,
      options: { fetchCurrencies: false },
    });
    const { last = 0 } = await bot.fetchTicker('BTC/USDT');
    // Near enough to be allowed, and too low to be filled.
    const price = Math.round(Number(last) * 0.93);
    for (let count = 0; count < 2; count++) await bot.createOrder('BTC/USDT', 'limit', 'buy', 0.001, price);
    const before = await terminal.json<Budgets>(['policy', 'budgets']);
    expect(openOf(before)).toContainEqual(['bot grid', 2]);
    const [first, second] = before.orders.map(({ id }) => id);
    const listed = await terminal.run(['policy', 'budgets']);
    for (const id of [first, second]) expect(listed.stdout).toMatch(new RegExp(`^${id} +grid +buy BTC/USDT`, 'm'));

    const tail = (await terminal.run(['journal', 'tail'])).stdout;
    expect(tail).toMatch(/allow +grid {2}buy 0\.001 BTC\/USDT limit \d+ {2}\(practice\)$/m);
    const planned = await terminal.json<{ plan: string[] }>(['policy', 'release', first!, '--dry-run']);
    expect(planned).toMatchObject({ exit: 0, applied: false });
    expect(planned.plan[0]).toMatch(/^grid: buy BTC\/USDT, [\d.]+ USDT, open\.$/);
    const released = await terminal.run(['policy', 'release', first!.toLowerCase(), '--yes']);
    expect(released).toMatchObject({ exit: 0, stdout: `Released: 1 order of decision ${first}.\n` });
    const after = await terminal.json<Budgets>(['policy', 'budgets']);
    expect(openOf(after)).toContainEqual(['bot grid', 1]);
    expect(after.orders.map(({ id }) => id)).toEqual([second]);
    expect((await terminal.run(['policy', 'release', first!, '--yes'])).exit).toBe(2);
    await up.end('SIGTERM', [shown.secret]);

    expect((await terminal.json<Budgets>(['policy', 'budgets'])).orders.map(({ id }) => id)).toEqual([second]);
    expect(await terminal.json(['policy', 'release', second!, '--yes'])).toMatchObject({ exit: 0, released: 1 });
    expect((await terminal.run(['policy', 'budgets'])).stdout).toContain('No order is open.');
    expect((await terminal.run(['explain', first!])).stdout).toContain('main (binance, practice, ');
    const { settled } = await terminal.json<{ settled: object[] }>(['explain', first!]);
    expect(settled).toMatchObject([{ result: 'released', by: expect.stringMatching(/^cli ./) }]);
  }, 60_000);
});

describe('policy schema', () => {
  it('prints what schema/keyward.schema.json holds', async () => {
    const printed = await terminal.run(['policy', 'schema']);
    expect(printed.stdout).toBe(readTracked('schema/keyward.schema.json'));
  });
});
