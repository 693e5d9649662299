import ccxt from 'ccxt';
import { describe, expect, it } from 'vitest';
import { inspections } from '../../../src/exchanges/index.ts';
import { inspectionOf, reportOf } from './answers.ts';
import { describeFaults } from './faults.ts';
import { describeInspection } from './inspections.contract.ts';

const bad = ['key-or-ip-or-permission'] as const;

describeInspection({
  exchange: 'cryptocom',
  tells: {
    read: ['read'],
    spot: 'untold',
    margin: 'untold',
    futures: 'untold',
    options: 'untold',
    transfer: 'untold',
    withdraw: 'untold',
    admin: 'untold',
  },
  ip: 'untold',
  created: false,
  expires: false,
  account: true,
  causes: { revoked: bad, signature: bad, ip: ['ip'], clock: ['clock'], rate: ['rate'] },
  ccxt: (key, practiceUrl) => {
    const client = new ccxt.cryptocom({ apiKey: key.id, secret: key.secret, enableRateLimit: false });
    client.proxyUrl = `${practiceUrl}/`;
    return client.v1PrivatePostPrivateGetAccounts();
  },
});

describeFaults('cryptocom', { gone: bad, lost: 400, clock: true });

const key = { id: 'test-key-0001', secret: 'test-secret-0001-test-secret-0001' };
const answered = { code: 0, result: { master_account: { tradable: true, derivatives_access: 'ENABLED' } } };

describe('a Crypto.com key', () => {
  it('is asked with the recorded signature', async () => {
    const { asked } = await inspectionOf('cryptocom', key, [[200, answered]]);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ host: 'api.crypto.com', target: '/exchange/v1/private/get-accounts' });
    expect(asked[0]!.body).toBe(
      '{"id":"1790000000000","method":"private/get-accounts","params":{},"api_key":"test-key-0001","sig":"8dac12750f33f982b099c5781eed6b189a7a489cb4f2c1622695aa44aa29162e","nonce":"1790000000000"}',
    );
  });

  it('is not taken to be able to do what its account can do', async () => {
    const { rights } = await reportOf('cryptocom', key, [200, answered]);
    expect([rights.read, rights.spot, rights.futures, rights.withdraw]).toEqual([
      'yes',
      'unknown',
      'unknown',
      'unknown',
    ]);
  });

  it.each([
    ['MASTER', 'no'],
    ['SUB_ACCOUNT', 'yes'],
    ['ELSE', 'unknown'],
    ['toString', 'unknown'],
  ])('is of a sub-account as its hierarchy %s says', async (hierarchy, subAccount) => {
    const body = { code: '0', result: { this_account: { hierarchy } } };
    expect(await reportOf('cryptocom', key, [200, body])).toMatchObject({ subAccount, rights: { read: 'yes' } });
  });

  it('is of the account that it is told of, not of the master account', async () => {
    const result = { this_account: { uuid: 'a-1' }, master_account: { uuid: 'b-2' } };
    expect(await reportOf('cryptocom', key, [200, { code: 0, result }])).toMatchObject({ account: 'a-1' });
    const above = { master_account: { uuid: 'b-2' } };
    expect(await reportOf('cryptocom', key, [200, { code: 0, result: above }])).not.toHaveProperty('account');
  });

  it.each([
    [true, { isSo: true, says: 'the login asks for the code of an authenticator app' }],
    [false, { isSo: false, says: 'two-factor authentication is off' }],
    ['true', { untold: 'the answer does not tell it of the master account' }],
    [undefined, { untold: 'the answer does not tell it of the master account' }],
  ])('tells of the login what two_fa_enabled %j of the master account says', async (isOn, told) => {
    const result = { this_account: { uuid: 'a-1', two_fa_enabled: !isOn }, master_account: { two_fa_enabled: isOn } };
    const { controls } = await reportOf('cryptocom', key, [200, { code: 0, result }]);
    expect(controls).toEqual({ login: { call: 'POST /exchange/v1/private/get-accounts', ...told } });
  });

  it('tells nothing of the login by a sub-account alone', async () => {
    const result = { this_account: { uuid: 'a-1', two_fa_enabled: true } };
    const { controls } = await reportOf('cryptocom', key, [200, { code: 0, result }]);
    expect(controls!.login).toHaveProperty('untold');
  });

  it('is not alive where a 200 carries an error', async () => {
    const { found } = await inspectionOf('cryptocom', key, [[200, { ...answered, code: 40101 }]]);
    expect(found).toMatchObject({ cause: 'key-or-ip-or-permission' });
  });

  it.each([
    [401, 40103, 'ip'],
    [401, 40104, 'permission'],
    [400, 40102, 'clock'],
    [429, 42901, 'rate'],
  ])('is refused with %i, code %i', (status, code, cause) => {
    expect(inspections['cryptocom']!.readError(status, JSON.stringify({ code, message: 'test-key-0001' }))).toEqual({
      unclear: true,
      cause,
      message: `status ${status}, code ${code}`,
    });
  });
});
