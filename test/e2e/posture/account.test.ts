import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lookAccounts } from '../../../src/app/check-account.ts';
import { shellWord } from '../../../src/core/index.ts';
import { accounts } from '../../../src/posture/account/family.ts';
import { recordOutput } from '../../canary.ts';
import { bad, SeenKeys, told } from './keys-seen.ts';

let scene: SeenKeys;
beforeEach(async () => {
  scene = await SeenKeys.open();
});
afterEach(() => scene.close());

const trade = { trade: true, transfer: true };
const look = async () => {
  const facts = await lookAccounts(scene.parts());
  recordOutput(
    'facts of accounts',
    JSON.stringify(facts, (_key, value) => (typeof value === 'bigint' ? `${value}` : value)),
  );
  return facts;
};

describe('the checks of accounts on the practice exchange', () => {
  it.each([
    ['binance', 'not-applicable'],
    ['bybit', 'pass'],
    ['okx', 'pass'],
    ['coinbase', 'not-applicable'],
  ])(
    'hold what the account of %s is worth against what was declared',
    async (exchange, small) => {
      const bound = { ips: ['127.0.0.1'], subAccount: 'bots' };
      scene.add('small', { exchange, permissions: trade, ...bound });
      scene.add('rich', { exchange, permissions: trade, ...bound });
      scene.add('open', { exchange, permissions: trade, ...bound });
      scene.more = 'check: { capital: { small: 90000000 USDT, rich: 50 USDT } }\n';
      scene.writeSettings();
      await scene.makeHome();
      const facts = await look();
      const said = told(accounts, facts);
      expect(said['key rich']).toEqual({ 'ACCT-08': 'fail' });
      expect(said['key small']).toEqual({ 'ACCT-08': small });
      expect(said['key open']).toEqual({ 'ACCT-08': 'not-applicable' });
      expect(bad(said[`${exchange} practice`], 'fail', 'warn', 'unknown', 'pass')).toEqual([]);
    },
    60_000,
  );

  it('see the coins in a wallet that the exchange does not count', async () => {
    const bound = { ips: ['127.0.0.1'], subAccount: 'bots', permissions: trade, exchange: 'okx' };
    const spot = { USDT: '100' };
    scene.add('dollars', { ...bound, account: 'dollars', funds: { spot, funding: { USDT: '7000' } } });
    scene.add('coins', { ...bound, account: 'coins', funds: { spot, funding: { BTC: '3' } } });
    scene.more = 'check: { capital: { dollars: 150 USDT, coins: 150 USDT } }\n';
    scene.writeSettings();
    await scene.makeHome();
    const facts = await look();
    const found = accounts.checks.find(({ id }) => id === 'ACCT-08')!.judge(facts);
    expect(found).toMatchObject([
      { result: 'fail', about: 'key dollars', says: 'it holds 7100 USD; 150 USDT are declared' },
      { result: 'not-applicable', says: expect.stringContaining('it holds 100 USD, and besides 3 BTC (funding)') },
    ]);
  }, 60_000);

  it('name the keys of sub-accounts that a master key of OKX is shown and nobody knows', async () => {
    const bound = { ips: ['127.0.0.1'] };
    scene.add('master', { exchange: 'okx', permissions: trade, ...bound });
    scene.add('grid', { exchange: 'okx', permissions: trade, ...bound, subAccount: 'bots', label: 'grid' });
    scene.practice.mintKey({ exchange: 'okx', permissions: trade, subAccount: 'bots', label: 'forgotten' });
    scene.writeSettings();
    await scene.makeHome();
    const [found] = accounts.checks.find(({ id }) => id === 'ACCT-09')!.judge(await look());
    expect(found).toMatchObject({ result: 'fail', severity: 'low', about: 'okx practice' });
    expect(found!.says).toContain('forgotten (');
    expect(found!.says).not.toContain('grid (');
  }, 60_000);

  it('take no number of Kraken away from its bots', async () => {
    scene.add('main', { exchange: 'kraken', permissions: trade, ips: ['127.0.0.1'] });
    scene.more = 'check: { capital: { main: 50 USD } }\n';
    scene.writeSettings();
    await scene.makeHome();
    const facts = await look();
    const paths = scene.practice.received().map(({ path }) => path);
    expect(paths.filter((path) => path.includes('TradeBalance'))).toEqual([]);
    expect(told(accounts, facts)['key main']).toEqual({ 'ACCT-08': 'not-applicable' });
  }, 60_000);
});

describe('the checks of accounts of real exchanges', () => {
  it('ask their owner what no call tells, with the page and the command, and make no state folder', async () => {
    scene.writeSettings(
      'version: 1\nkeys:\n  main: { exchange: bybit }\n  other: { exchange: bybit }\n  eu: { exchange: kraken }\n',
    );
    const facts = await look();
    expect(existsSync(scene.home)).toBe(false);
    const said = told(accounts, facts);
    const ids = accounts.checks.map(({ id }) => id).filter((id) => id !== 'ACCT-08');
    expect(bad(said['bybit'], 'unknown')).toEqual(ids);
    expect(bad(said['kraken'], 'unknown')).toEqual(ids);
    expect(said['key main']).toEqual({ 'ACCT-08': 'unknown' });
    for (const check of accounts.checks) {
      expect(check.isAttestable).toBe(true);
      for (const { fix = '', about } of check.judge(facts))
        expect([check.id, fix]).toEqual([
          check.id,
          expect.stringContaining(
            `keyward attest ${check.id} --about ${shellWord(about)} --until YYYY-MM-DD --note TEXT`,
          ),
        ]);
    }
    const others = accounts.checks.find(({ id }) => id === 'ACCT-09')!.judge(facts);
    expect(others[0]).toMatchObject({
      says: 'no call of Bybit lists the keys of the account; the settings have 2 keys there: main, other',
      fix: expect.stringContaining('https://www.bybit.com/app/user/api-management'),
    });
  }, 30_000);

  it('do not apply without settings or without keys', async () => {
    const { path: _path, ...without } = scene.parts();
    expect(told(accounts, await lookAccounts(without))).toMatchObject({
      'exchange accounts': { 'ACCT-01': 'not-applicable' },
    });
    scene.writeSettings();
    expect(told(accounts, await look())).toMatchObject({ 'exchange accounts': { 'ACCT-09': 'not-applicable' } });
  }, 30_000);
});

describe('check.capital', () => {
  it.each([
    ['a key that there is not', '{ mian: 50 USDT }', 'there is no key mian in keys; did you mean main?'],
    ['no coin', '{ main: 50 }', 'check.capital.main'],
    ['a share', '{ main: 50% }', 'not an amount with its coin'],
  ])('refuses %s', (_title, text, says) => {
    scene.writeSettings(`version: 1\nkeys: { main: { exchange: bybit } }\ncheck: { capital: ${text} }\n`);
    expect(() => scene.parts()).toThrow(says);
  });
});
