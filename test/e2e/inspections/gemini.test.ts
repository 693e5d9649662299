import ccxt from 'ccxt';
import { describe, expect, it } from 'vitest';
import { inspections } from '../../../src/exchanges/index.ts';
import { credentialFrom, reportOf } from './answers.ts';
import { describeFaults } from './faults.ts';
import { describeInspection } from './inspections.contract.ts';

describeInspection({
  exchange: 'gemini',
  tells: {
    // An administrator who is nothing else may read nothing.
    read: ({ trade, transfer, withdraw, admin }) => (trade || transfer || withdraw || !admin ? 'yes' : 'no'),
    spot: ['trade'],
    margin: ['trade'],
    futures: ['trade'],
    options: 'never',
    transfer: ['transfer', 'withdraw'],
    withdraw: ['transfer', 'withdraw'],
    admin: ({ admin }) => (admin ? 'yes' : 'unknown'),
  },
  ip: 'untold',
  created: false,
  expires: false,
  account: false,
  causes: { revoked: ['key'], signature: ['signature'], ip: ['ip'], rate: ['rate'] },
  ccxt: (key, practiceUrl) => {
    const client = new ccxt.gemini({ apiKey: key.id, secret: key.secret, enableRateLimit: false });
    client.proxyUrl = `${practiceUrl}/`;
    return client.privatePostV1Roles();
  },
});

describeFaults('gemini', { gone: ['key'], lost: 404 });

const secret = 'test-secret-0001-test-secret-0001';
const account = { id: 'account-testkey0001', secret };
const master = { id: 'master-testkey0001', secret };

describe('the roles of a Gemini key', () => {
  it('are read from the samples of the documents', async () => {
    const sample = { isAuditor: false, isFundManager: true, isTrader: true };
    expect(await reportOf('gemini', account, [200, sample])).toMatchObject({
      rights: { read: 'yes', spot: 'yes', options: 'no', transfer: 'yes', withdraw: 'yes', admin: 'unknown' },
      subAccount: 'unknown',
      words: ['isFundManager', 'isTrader'],
    });
    expect(await reportOf('gemini', account, [200, sample])).not.toHaveProperty('account');
    const group = { counterparty_id: 'EMONNYXJ', ...sample, isAccountAdmin: true };
    expect(await reportOf('gemini', master, [200, group])).toMatchObject({
      rights: { withdraw: 'yes', admin: 'yes' },
      subAccount: 'no',
      account: 'EMONNYXJ',
      words: ['isAccountAdmin', 'isFundManager', 'isTrader'],
    });
  });

  it('leave open what is not shown beside a role that is not known', async () => {
    const roles = { isAuditor: false, isFundManager: false, isTrader: true, isCustodian: true };
    expect((await reportOf('gemini', account, [200, roles])).rights).toMatchObject({
      spot: 'yes',
      transfer: 'unknown',
      withdraw: 'unknown',
      admin: 'unknown',
      options: 'no',
    });
    const off = { ...roles, isCustodian: false };
    expect((await reportOf('gemini', account, [200, off])).rights.withdraw).toBe('no');
  });

  it('leave open whether a key is an administrator when that is not told', async () => {
    const roles = { isAuditor: true, isFundManager: false, isTrader: false };
    for (const isAccountAdmin of [undefined, null, 'yes', '', 1, 0, {}]) {
      for (const key of [master, account])
        expect((await reportOf('gemini', key, [200, { ...roles, isAccountAdmin }])).rights.admin).toBe('unknown');
    }
    expect((await reportOf('gemini', master, [200, { ...roles, isAccountAdmin: false }])).rights.admin).toBe('no');
  });

  it('are asked for no key without its prefix', () => {
    expect(credentialFrom('gemini', 'testkey0001', secret)).toMatchObject({ code: 'credential-invalid' });
  });

  it.each([
    [403, 'RemoteAddressForbidden', 'ip'],
    [403, 'MissingRole', 'permission'],
    [400, 'BadNonce', 'clock'],
    [429, 'Too Many Requests', 'rate'],
  ])('are refused with %i %s', (status, reason, cause) => {
    const body = JSON.stringify({ result: 'error', reason, message: 'account-testkey0001' });
    const found = inspections['gemini']!.readError(status, body);
    expect(found).toMatchObject({ cause });
    expect(found!.message).not.toContain('testkey');
  });
});
