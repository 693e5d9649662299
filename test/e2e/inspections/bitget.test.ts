import { createVerify, generateKeyPairSync } from 'node:crypto';
import ccxt from 'ccxt';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../../src/core/index.ts';
import { inspections } from '../../../src/exchanges/index.ts';
import { credentialFrom, inspectionOf, reportOf } from './answers.ts';
import { describeInspection } from './inspections.contract.ts';
import { describeThinFront } from './thin-front.contract.ts';

describeInspection({
  exchange: 'bitget',
  tells: {
    read: ['read'],
    spot: ['trade'],
    margin: ['margin'],
    futures: ['futures'],
    options: 'never',
    transfer: ['transfer'],
    withdraw: ['withdraw'],
    admin: ['admin'],
  },
  ip: 'list',
  created: false,
  expires: false,
  account: true,
  causes: { revoked: ['key'], signature: ['signature'], ip: ['ip'], clock: ['clock'], rate: ['rate'] },
  ccxt: (key, practiceUrl) => {
    const client = new ccxt.bitget({
      apiKey: key.id,
      secret: key.secret,
      password: key.passphrase!,
      enableRateLimit: false,
    });
    client.proxyUrl = `${practiceUrl}/`;
    return client.privateSpotGetV2SpotAccountInfo();
  },
});

describeThinFront('bitget', { denied: '40014', clock: '40008', lost: 404, limited: '429' });

const key = { id: 'test-key-0001', secret: 'test-secret-0001-test-secret-0001', passphrase: 'test-pass-0001' };
const sample = {
  code: '00000',
  msg: 'success',
  requestTime: 1695808949356,
  data: {
    userId: '**********',
    inviterId: '**********',
    ips: '127.0.0.1',
    authorities: ['trade', 'readonly'],
    parentId: 1,
    traderType: 'trader',
    channelCode: 'XXX',
    channel: 'YYY',
    regisTime: '1246566789345',
  },
};
const allowed = (...authorities: readonly unknown[]) =>
  reportOf('bitget', key, [200, { ...sample, data: { ...sample.data, authorities } }]);

describe('the authorities of a Bitget key', () => {
  it('are asked with the recorded signature', async () => {
    const { asked } = await inspectionOf('bitget', key, [[200, {}]]);
    expect(asked).toEqual([
      {
        method: 'GET',
        host: 'api.bitget.com',
        target: '/api/v2/spot/account/info',
        headers: {
          'access-key': 'test-key-0001',
          'access-sign': '76khPmcFx3W1o317z3FJy+0IdtWzMxPftjN99lQ1pnQ=',
          'access-timestamp': '1790000000000',
          'access-passphrase': 'test-pass-0001',
          locale: 'en-US',
        },
        body: '',
      },
    ]);
  });

  it('are signed with an RSA key by its own scheme', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const { asked } = await inspectionOf('bitget', { ...key, secret: pem }, [[200, {}]]);
    const text = '1790000000000GET/api/v2/spot/account/info';
    const sign = asked[0]!.headers['access-sign']!;
    expect(createVerify('RSA-SHA256').update(text).verify(publicKey, sign, 'base64')).toBe(true);
  });

  it('leave open what the words of the sample do not name', async () => {
    expect(await reportOf('bitget', key, [200, sample])).toEqual({
      rights: {
        read: 'yes',
        spot: 'yes',
        margin: 'unknown',
        futures: 'unknown',
        options: 'no',
        transfer: 'unknown',
        withdraw: 'unknown',
        admin: 'unknown',
      },
      ipRestricted: 'yes',
      ips: ['127.0.0.1'],
      subAccount: 'unknown',
      words: ['readonly', 'trade'],
    });
  });

  it('stand beside the number of the account, not of its master', async () => {
    const data = { ...sample.data, userId: '900000002', parentId: 900000001 };
    expect(await reportOf('bitget', key, [200, { ...sample, data }])).toMatchObject({ account: '900000002' });
  });

  it.each([
    [['stor'], { read: 'yes', spot: 'no', withdraw: 'no' }],
    [['stow', 'coor'], { spot: 'yes', futures: 'no' }],
    [['cpow'], { futures: 'yes', spot: 'no' }],
    [['wtow'], { transfer: 'yes', withdraw: 'no' }],
    [['wwow'], { withdraw: 'yes', transfer: 'no' }],
    [['p2p'], { withdraw: 'yes' }],
    [['p2pr', 'chow'], { withdraw: 'no', admin: 'yes' }],
    [['stow', 'newr'], { spot: 'yes', margin: 'unknown', withdraw: 'unknown' }],
    [[], { read: 'unknown', withdraw: 'unknown' }],
  ])('%j are read by the table of the documents', async (authorities, rights) => {
    expect((await allowed(...authorities)).rights).toMatchObject(rights);
  });

  it('are not read where one of them is no word', async () => {
    const { found } = await inspectionOf('bitget', key, [
      [200, { ...sample, data: { ...sample.data, authorities: ['stow', {}] } }],
    ]);
    expect(found).toMatchObject({ cause: 'unreadable' });
  });

  it('come with an empty list of addresses for a key that has none', async () => {
    const { ipRestricted } = await reportOf('bitget', key, [200, { ...sample, data: { ...sample.data, ips: '' } }]);
    expect(ipRestricted).toBe('no');
  });

  it.each([
    ['40006', 'key'],
    ['40037', 'key'],
    ['40012', 'key'],
    ['40036', 'key'],
    ['40009', 'signature'],
    ['40018', 'ip'],
    ['40038', 'ip'],
    ['40014', 'permission'],
    ['40008', 'clock'],
    ['429', 'rate'],
  ])('are refused with %s where the %s is to blame', (code, cause) => {
    expect(inspections['bitget']!.readError(400, JSON.stringify({ code, msg: 'of test-key-0001' }))).toEqual({
      unclear: true,
      cause,
      message: `status 400, code ${code}`,
    });
  });

  it('are not asked with a PEM that is no RSA key, or without a passphrase', () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    expect(isRefusal(credentialFrom('bitget', key.id, pem, key.passphrase))).toBe(true);
    expect(isRefusal(credentialFrom('bitget', key.id, key.secret))).toBe(true);
  });
});
