import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lookAccounts } from '../../../src/app/check-account.ts';
import { lookKeys } from '../../../src/app/check-keys.ts';
import { accounts } from '../../../src/posture/account/family.ts';
import { type AccountFacts, type Finding, seen } from '../../../src/posture/index.ts';
import { judgeAll } from '../../../src/posture/report.ts';
import { recordOutput } from '../../canary.ts';
import { SeenKeys } from './keys-seen.ts';

let scene: SeenKeys;
beforeEach(async () => {
  scene = await SeenKeys.open();
});
afterEach(() => scene.close());

const bound = { ips: ['127.0.0.1'], permissions: { trade: true } };

/** What was seen, of accounts where something can be lost: at the practice exchange nothing can, and nothing would be judged. */
async function look(): Promise<AccountFacts> {
  const { accounts: sight } = await lookAccounts(scene.parts());
  recordOutput('facts of accounts', JSON.stringify(sight));
  if ('unseen' in sight) throw new Error(sight.unseen);
  return {
    accounts: seen(
      sight.by,
      sight.seen.map((account) => ({ ...account, isForTries: false })),
    ),
  };
}

const judged = (id: string, facts: AccountFacts): readonly Finding[] =>
  accounts.checks.find((check) => check.id === id)!.judge(facts);

const calls: Readonly<Record<string, string>> = {
  bitfinex: 'POST /v2/auth/r/info/user',
  cryptocom: 'POST /exchange/v1/private/get-accounts',
  deribit: 'GET /api/v2/private/get_subaccounts',
};

describe.each(Object.keys(calls))('the login of an account at %s', (exchange) => {
  const by = calls[exchange];
  const open = async (hasBareLogin: boolean) => {
    scene.add('main', { exchange, ...bound, ...(hasBareLogin ? { hasBareLogin } : {}) });
    scene.writeSettings();
    await scene.makeHome();
    return look();
  };

  it('passes by what the exchange tells', async () => {
    expect(judged('ACCT-01', await open(false))).toMatchObject([{ result: 'pass', by, says: expect.any(String) }]);
  }, 30_000);

  it('fails by what the exchange tells, whatever its owner has said', async () => {
    const facts = await open(true);
    const [found] = judged('ACCT-01', facts);
    expect(found).toMatchObject({ result: 'fail', by });
    const { about } = found!;
    const word = { why: 'seen on its page', who: 'me', atMs: 1_000, untilMs: 100_000 } as const;
    const covers = [{ about, result: 'unknown', severity: 'high', saw: [] }] as const;
    const [check] = judgeAll([{ family: accounts, facts }], {
      words: [{ kind: 'attest', id: 'ACCT-01', covers, ...word }],
      nowMs: 2_000,
      digestOf: (text) => text,
      wants: ['ACCT-01'],
    });
    expect(check!.findings).toMatchObject([{ state: 'fail' }]);
  }, 30_000);

  it('is asked of its owner where the answer fails', async () => {
    const path = by!.split(' ')[1]!;
    const clear = scene.practice.faults.set({ kind: 'server-error', status: 503, path });
    const [found] = judged('ACCT-01', await open(false));
    clear();
    expect(found).toMatchObject({
      result: 'unknown',
      by,
      says: expect.stringMatching(/^key main is not told it: .*; look/),
    });
    expect(found!.fix).toContain('keyward attest ACCT-01');
  }, 30_000);
});

describe('a question about an account that hangs', () => {
  it.each(['bitfinex', 'deribit'])(
    'leaves the audit of the keys at %s what it is',
    async (exchange) => {
      const path = calls[exchange]!.split(' ')[1]!;
      scene.add('main', { exchange, ...bound });
      scene.writeSettings();
      await scene.makeHome();
      const clear = scene.practice.faults.set({ kind: 'accept-then-hang', path });
      const parts = scene.parts();
      const [{ keys }, facts] = await Promise.all([lookKeys(parts), lookAccounts(parts)]);
      clear();
      expect(keys).toMatchObject({ seen: [{ audit: { seen: { key: 'main', outcome: 'told' } } }] });
      expect(facts.accounts).toMatchObject({
        seen: [{ answers: { login: { unseen: expect.stringMatching(/^key main is not told it: no answer/) } } }],
      });
    },
    30_000,
  );
});

describe('the account behind several keys', () => {
  it('passes where one key is told it and the others are of the same account', async () => {
    scene.add('one', { exchange: 'cryptocom', ...bound });
    scene.add('two', { exchange: 'cryptocom', ...bound });
    scene.writeSettings();
    await scene.makeHome();
    expect(judged('ACCT-01', await look())).toMatchObject([{ result: 'pass', about: 'cryptocom practice' }]);
  }, 30_000);

  it('fails where any of them is told that it is not so', async () => {
    scene.add('safe', { exchange: 'cryptocom', ...bound });
    scene.add('bare', { exchange: 'cryptocom', ...bound, account: 'other', hasBareLogin: true });
    scene.writeSettings();
    await scene.makeHome();
    expect(judged('ACCT-01', await look())).toMatchObject([{ result: 'fail' }]);
  }, 30_000);

  it('is open where a key is not told it, whose account may be another', async () => {
    scene.add('main', { exchange: 'deribit', ...bound });
    scene.add('sub', { exchange: 'deribit', ...bound, subAccount: 'bots' });
    scene.writeSettings();
    await scene.makeHome();
    expect(judged('ACCT-01', await look())).toMatchObject([
      { result: 'unknown', says: expect.stringContaining('key sub is not told it: a key of a subaccount') },
    ]);
  }, 30_000);
});

describe('the other keys of an account', () => {
  const others = async () => judged('ACCT-09', await look());
  const start = async (exchange: string) => {
    scene.add('main', { exchange, ...bound, label: 'grid' });
    await scene.makeHome();
    scene.writeSettings();
  };

  it('pass at Deribit by a list that is whole, and fail by one that nobody knows', async () => {
    await start('deribit');
    expect(await others()).toMatchObject([{ result: 'pass', by: 'GET /api/v2/private/list_api_keys' }]);
    scene.practice.mintKey({ exchange: 'deribit', label: 'forgotten\nkey' });
    const [found] = await others();
    expect(found).toMatchObject({ result: 'fail', says: expect.stringMatching(/: forgotten key \([0-9a-f]{12}\)$/) });
    expect(found!.says).not.toContain('grid');
  }, 30_000);

  it('are open at Deribit where subaccounts have lists of their own', async () => {
    await start('deribit');
    scene.practice.mintKey({ exchange: 'deribit', subAccount: 'bots', label: 'bot' });
    expect(await others()).toMatchObject([
      { result: 'unknown', says: expect.stringContaining('does not list all keys') },
    ]);
  }, 30_000);

  it.each(['htx', 'upbit'])(
    'fail at %s by one that nobody knows, and are open without one',
    async (exchange) => {
      await start(exchange);
      expect(await others()).toMatchObject([{ result: 'unknown' }]);
      scene.practice.mintKey({ exchange, label: 'forgotten' });
      expect(await others()).toMatchObject([{ result: 'fail', about: `${exchange} practice` }]);
    },
    30_000,
  );

  it('are not called strange where a key of the settings could not be read', async () => {
    await start('deribit');
    const minted = scene.practice.mintKey({ exchange: 'deribit' });
    scene.put('torn', { ...minted, secret: '-' });
    scene.writeSettings();
    expect(await others()).toMatchObject([
      { result: 'unknown', says: expect.stringContaining('key torn could not be read') },
    ]);
  }, 30_000);

  it('are told by fingerprint alone, and so is the audit', async () => {
    await start('deribit');
    const { id } = scene.practice.mintKey({ exchange: 'deribit', label: 'forgotten' });
    await scene.up();
    const audited = JSON.stringify(await scene.operations.auditKeys());
    expect(audited).toContain('forgotten');
    expect([audited.includes(id), JSON.stringify(await look()).includes(id)]).toEqual([false, false]);
  }, 30_000);
});
