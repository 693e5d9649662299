import ccxt from 'ccxt';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../../src/core/index.ts';
import { inspections } from '../../../src/exchanges/index.ts';
import { signed } from '../../../src/exchanges/mexc/sign.ts';
import { credentialFrom, inspectionOf, reportOf } from './answers.ts';
import { describeInspection } from './inspections.contract.ts';
import { describeThinFront } from './thin-front.contract.ts';

describeInspection({
  exchange: 'mexc',
  tells: {
    read: ['read'],
    spot: ['trade'],
    margin: 'untold',
    futures: ['futures'],
    options: 'never',
    transfer: ['transfer'],
    withdraw: ['withdraw'],
    admin: ['admin'],
  },
  ip: 'list',
  created: true,
  expires: true,
  account: false,
  causes: { revoked: ['key'], signature: ['signature'], ip: ['ip'], clock: ['clock'], rate: ['rate'] },
  ccxt: (key, practiceUrl) => {
    const client = new ccxt.mexc({ apiKey: key.id, secret: key.secret, enableRateLimit: false });
    client.proxyUrl = `${practiceUrl}/`;
    return client.spotPrivateGetApiKeyInfo({ accessKey: key.id });
  },
});

// The exchange tells an expired key the same as one whose signature is wrong.
describeThinFront('mexc', { denied: '700007', clock: '700003', lost: 404, limited: '429', expired: 'signature' });

const key = { id: 'test-key-0001', secret: 'test-secret-0001-test-secret-0001' };
const sample = {
  note: 'note2',
  accessKey: 'mx0…',
  createTime: '2026-09-14T18:53:36.000+00:00',
  permissions: 'CONTRACT_ACCOUNT_READ,CONTRACT_DEAL_READ,SPOT_ACCOUNT_READ,SPOT_DEAL_WRITE,SPOT_DEAL_READ',
  remainingValidity: 82,
  ipWhiteList: '',
  status: 'VALID',
};
const report = (change: object) => reportOf('mexc', key, [200, { ...sample, ...change }]);

describe('what MEXC says of a key', () => {
  it.each([
    [
      'GET',
      [
        ['symbol', 'BTCUSDT'],
        ['orderId', '1'],
      ],
      '/api/v3/order?symbol=BTCUSDT&orderId=1&timestamp=1790000000000&recvWindow=5000&signature=c6757883dd7f0151a8777a37db0014aec9b6595888b65a920537ee0a126d0807',
    ],
    [
      'POST',
      [
        ['symbol', 'BTCUSDT'],
        ['side', 'BUY'],
        ['type', 'LIMIT'],
        ['quantity', '1'],
        ['price', '11'],
      ],
      '/api/v3/order?symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=1&price=11&timestamp=1790000000000&recvWindow=5000&signature=6fad5b540c6f51181a30b3cc09e91055dfad0132bc6901fd6ef6c236a2a664b5',
    ],
  ] as const)('is asked in the way of the recorded %s', (method, params, target) => {
    const credential = credentialFrom('mexc', key.id, key.secret);
    if (isRefusal(credential)) throw new Error(credential.message);
    const request = { method, host: 'api.mexc.com', path: '/api/v3/order', params };
    const made = signed(request, credential, { timeMs: 1_790_000_000_000 });
    expect([made.target, made.headers['x-mexc-apikey']]).toEqual([target, 'test-key-0001']);
  });

  it('is asked of the key itself', async () => {
    const { asked } = await inspectionOf('mexc', key, [[200, {}]]);
    expect(asked.map(({ target }) => target.replace(/signature=.*/, ''))).toEqual([
      '/api/v3/apiKeyInfo?accessKey=test-key-0001&timestamp=1790000000000&recvWindow=5000&',
    ]);
  });

  it('is read from the sample of the documents', async () => {
    expect(await report({})).toEqual({
      ips: [],
      rights: {
        read: 'yes',
        spot: 'yes',
        margin: 'unknown',
        futures: 'no',
        options: 'no',
        transfer: 'no',
        withdraw: 'no',
        admin: 'no',
      },
      ipRestricted: 'no',
      label: 'note2',
      createdMs: Date.UTC(2026, 8, 14, 18, 53, 36),
      expiresMs: 1_790_000_000_000 + 82 * 86_400_000,
      subAccount: 'unknown',
      words: ['CONTRACT_ACCOUNT_READ', 'CONTRACT_DEAL_READ', 'SPOT_ACCOUNT_READ', 'SPOT_DEAL_READ', 'SPOT_DEAL_WRITE'],
    });
  });

  it('is the same below `data`', async () => {
    expect((await reportOf('mexc', key, [200, { code: 0, data: sample }])).words).toContain('SPOT_DEAL_WRITE');
  });

  it.each(['SPOT_WITHDRAW_WRITE', 'SPOT_WITHDRAW_W'])('counts %s as withdrawing', async (word) => {
    expect((await report({ permissions: word })).rights).toMatchObject({ withdraw: 'yes', spot: 'no' });
  });

  it('leaves open what is not shown beside a word that is not known', async () => {
    expect((await report({ permissions: 'SPOT_DEAL_READ,SPOT_CARD_WRITE' })).rights).toMatchObject({
      read: 'yes',
      spot: 'unknown',
      withdraw: 'unknown',
      admin: 'unknown',
    });
  });

  it.each([null, '', 'x', -1, '1e3'])('has no end where the days left are %j', async (remainingValidity) => {
    expect((await report({ remainingValidity })).expiresMs).toBeUndefined();
  });

  it.each([
    [10072, 'key'],
    [700001, 'key'],
    [700002, 'signature'],
    [700003, 'clock'],
    [700006, 'ip'],
    [700007, 'permission'],
  ])('means by %i that the %s is to blame', (code, cause) => {
    expect(inspections['mexc']!.readError(400, JSON.stringify({ code, msg: 'of test-key-0001' }))).toEqual({
      unclear: true,
      cause,
      message: `status 400, code ${code}`,
    });
  });
});
