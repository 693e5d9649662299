import ccxt from 'ccxt';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../../src/core/index.ts';
import { inspections } from '../../../src/exchanges/index.ts';
import { credentialFrom, inspectionOf, reportOf } from './answers.ts';
import { describeInspection } from './inspections.contract.ts';
import { describeThinFront } from './thin-front.contract.ts';

describeInspection({
  exchange: 'kucoin',
  tells: {
    read: ['read'],
    spot: ['trade'],
    margin: ['margin'],
    futures: ['futures'],
    options: 'never',
    transfer: ['transfer'],
    withdraw: ['withdraw'],
    admin: 'untold',
  },
  ip: 'list',
  created: true,
  expires: true,
  account: true,
  causes: { revoked: ['key'], signature: ['signature'], ip: ['ip'], clock: ['clock'], rate: ['rate'] },
  ccxt: (key, practiceUrl) => {
    const client = new ccxt.kucoin({
      apiKey: key.id,
      secret: key.secret,
      password: key.passphrase!,
      enableRateLimit: false,
    });
    client.proxyUrl = `${practiceUrl}/`;
    return client.privateGetUserApiKey();
  },
});

describeThinFront('kucoin', { denied: '400007', clock: '400002', lost: 404, limited: '429000' });

const key = { id: 'test-key-0001', secret: 'test-secret-0001-test-secret-0001', passphrase: 'test-pass-0001' };
const sample = {
  remark: 'account1',
  apiKey: '6705f5c311545b000157d3eb',
  apiVersion: 3,
  permission: 'General,Futures,Spot,Earn,InnerTransfer,Transfer,Margin',
  ipWhitelist: '203.**.154,103.**.34',
  createdAt: 1728443843000,
  uid: 165111215,
  isMaster: true,
};
const report = (data: object) => reportOf('kucoin', key, [200, { code: '200000', data: { ...sample, ...data } }]);

describe('what KuCoin says of a key', () => {
  it('is asked with the recorded signature', async () => {
    const { asked } = await inspectionOf('kucoin', key, [[200, {}]]);
    expect(asked).toEqual([
      {
        method: 'GET',
        host: 'api.kucoin.com',
        target: '/api/v1/user/api-key',
        headers: {
          'kc-api-key-version': '2',
          'kc-api-key': 'test-key-0001',
          'kc-api-timestamp': '1790000000000',
          'kc-api-passphrase': 'upp06IydUW+s+NvFqNJAI2zY5zzlcVFbStA2SYz7+6o=',
          'kc-api-sign': '9zFMlMCSD5Gutbld3squFj3wtLmBV2rJXqGQzpTFO5Q=',
        },
        body: '',
      },
    ]);
  });

  it('is read from the sample of the documents', async () => {
    expect(await report({})).toEqual({
      rights: {
        read: 'yes',
        spot: 'yes',
        margin: 'yes',
        futures: 'yes',
        options: 'no',
        transfer: 'yes',
        withdraw: 'yes',
        admin: 'unknown',
      },
      ipRestricted: 'yes',
      ips: ['203.**.154', '103.**.34'],
      label: 'account1',
      createdMs: 1728443843000,
      subAccount: 'no',
      account: '165111215',
      words: ['Earn', 'Futures', 'General', 'InnerTransfer', 'Margin', 'Spot', 'Transfer'],
    });
  });

  it.each(['Transfer', 'Withdrawal'])('counts %s as withdrawing, for the documents use both words', async (word) => {
    expect((await report({ permission: `General,${word}` })).rights.withdraw).toBe('yes');
  });

  it('leaves open what is not shown beside a word that is not known', async () => {
    expect((await report({ permission: 'General,Payouts' })).rights).toMatchObject({
      read: 'yes',
      spot: 'unknown',
      transfer: 'unknown',
      withdraw: 'unknown',
    });
  });

  it('gives a key of a sub-account no keys to make', async () => {
    const { subAccount, rights } = await report({ isMaster: false, subName: 'robot' });
    expect([subAccount, rights.admin]).toEqual(['yes', 'no']);
    expect((await report({ isMaster: null })).subAccount).toBe('unknown');
  });

  it('takes a reply without a list of addresses for a key that has none', async () => {
    const { ipRestricted, ips } = await report({ ipWhitelist: undefined });
    expect([ipRestricted, ips]).toEqual(['no', []]);
  });

  it.each([
    ['400002', 'clock'],
    ['400003', 'key'],
    ['400004', 'key'],
    ['400005', 'signature'],
    ['400006', 'ip'],
    ['400007', 'permission'],
    ['429000', 'rate'],
  ])('means by %s that the %s is to blame', (code, cause) => {
    const body = JSON.stringify({ code, msg: 'of test-key-0001' });
    expect(inspections['kucoin']!.readError(401, body)).toEqual({
      unclear: true,
      cause,
      message: `status 401, code ${code}`,
    });
  });

  it('is where it sees the owner, as a bare address', async () => {
    const credential = credentialFrom('kucoin', key.id, key.secret, key.passphrase);
    if (isRefusal(credential)) throw new Error(credential.message);
    const asked: string[] = [];
    const said = (status: number, data: unknown) =>
      inspections['kucoin']!.publicIp!.ask(
        async (make) => {
          asked.push(make({ timeMs: 1_790_000_000_000 }).target);
          return { status, headers: {}, body: JSON.stringify({ code: status === 200 ? '200000' : '400006', data }) };
        },
        credential,
        'live',
      );
    expect(await said(200, '203.0.113.7')).toBe('203.0.113.7');
    expect(await said(200, '203.**.7')).toBeUndefined();
    expect(await said(401, null)).toMatchObject({ cause: 'ip' });
    expect(new Set(asked)).toEqual(new Set(['/api/ua/v1/user/my-ip']));
  });

  it.each([
    [null, 'never'],
    [1_800_000_000_000, 1_800_000_000_000],
    ['soon', undefined],
  ])('ends a key with an end of %j at %s', async (expiredAt, expiresMs) => {
    expect((await report({ expiredAt })).expiresMs).toBe(expiresMs);
  });

  it('is not asked without a passphrase, or with half a secret', () => {
    expect(isRefusal(credentialFrom('kucoin', key.id, key.secret))).toBe(true);
    expect(isRefusal(credentialFrom('kucoin', key.id, 'short', key.passphrase))).toBe(true);
    expect(isRefusal(credentialFrom('kucoin', 'two words', key.secret, key.passphrase))).toBe(true);
  });
});
