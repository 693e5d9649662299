import ccxt from 'ccxt';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../../src/core/index.ts';
import { signed } from '../../../src/exchanges/bingx/sign.ts';
import { inspections } from '../../../src/exchanges/index.ts';
import { credentialFrom, inspectionOf, reportOf } from './answers.ts';
import { describeInspection } from './inspections.contract.ts';
import { describeThinFront } from './thin-front.contract.ts';

describeInspection({
  exchange: 'bingx',
  tells: {
    read: ['read'],
    spot: ['trade'],
    margin: ['trade'],
    futures: ['futures'],
    options: ['options'],
    transfer: ['transfer'],
    withdraw: ['withdraw'],
    admin: 'untold',
  },
  ip: 'flag',
  created: true,
  expires: false,
  account: false,
  causes: { revoked: ['key'], signature: ['signature'], ip: ['ip'], clock: ['clock'], rate: ['rate'] },
  ccxt: (key, practiceUrl) => {
    const client = new ccxt.bingx({ apiKey: key.id, secret: key.secret, enableRateLimit: false });
    client.proxyUrl = `${practiceUrl}/`;
    return client.accountV1PrivateGetAccountApiPermissions();
  },
});

describeThinFront('bingx', { denied: '100004', clock: '100421', lost: 404, limited: '100410' });

const key = { id: 'test-key-0001', secret: 'test-secret-0001-test-secret-0001' };
const sample = {
  ipRestrict: false,
  createTime: 1698645219000,
  enableReading: true,
  enableSpotAndMarginTrading: true,
  enableWithdrawals: false,
  enableInternalTransfer: false,
  enableFutures: true,
  permitsUniversalTransfer: false,
  enableVanillaOptions: false,
};
const report = (change: object) =>
  reportOf('bingx', key, [200, { code: 0, msg: '', timestamp: 1702538819000, data: { ...sample, ...change } }]);

describe('what BingX says of a key', () => {
  it('is asked with the recorded signature', async () => {
    const { asked } = await inspectionOf('bingx', key, [[200, {}]]);
    expect(asked).toEqual([
      {
        method: 'GET',
        host: 'open-api.bingx.com',
        target:
          '/openApi/v1/account/apiPermissions?recvWindow=5000&timestamp=1790000000000&signature=a1e679ff6b9a7569e31b9db0877e8f90341969c8d8b0dd81dfc080dbc3cc91ec',
        headers: { 'x-bx-apikey': 'test-key-0001' },
        body: '',
      },
    ]);
  });

  it('is signed as the recorded order, whatever the order of the parameters', () => {
    const credential = credentialFrom('bingx', key.id, key.secret);
    if (isRefusal(credential)) throw new Error(credential.message);
    const params = Object.entries({
      symbol: 'BTC-USDT',
      side: 'BUY',
      positionSide: 'LONG',
      type: 'LIMIT',
      quantity: '1',
      price: '10',
      clientOrderId: 'c1',
    });
    const path = '/openApi/swap/v2/trade/order';
    const made = signed({ method: 'POST', host: 'open-api.bingx.com', path, params }, credential, {
      timeMs: 1_790_000_000_000,
    });
    expect(made.target).toContain(
      'type=LIMIT&signature=1219267ab10f533bb79fe8ea0ba7267fa05c312fa404b63854d507621749feae',
    );
  });

  it('is read from the sample of the documents', async () => {
    expect(await report({})).toEqual({
      rights: {
        read: 'yes',
        spot: 'yes',
        margin: 'yes',
        futures: 'yes',
        options: 'no',
        transfer: 'no',
        withdraw: 'no',
        admin: 'unknown',
      },
      ipRestricted: 'no',
      createdMs: 1698645219000,
      subAccount: 'unknown',
      words: ['enableFutures', 'enableReading', 'enableSpotAndMarginTrading'],
    });
  });

  it.each([
    [{ enableInternalTransfer: true }, 'yes'],
    [{ permitsUniversalTransfer: true, enableInternalTransfer: undefined }, 'yes'],
    [{ enableInternalTransfer: undefined }, 'unknown'],
    [{ permitsUniversalTransfer: 'false' }, 'unknown'],
  ])('lets a key with %j transfer: %s', async (change, transfer) => {
    expect((await report(change)).rights.transfer).toBe(transfer);
  });

  it('leaves open each right of which it says nothing', async () => {
    const { rights, ipRestricted } = await report({
      enableWithdrawals: undefined,
      enableVanillaOptions: null,
      ipRestrict: 0,
    });
    expect([rights.withdraw, rights.options, ipRestricted]).toEqual(['unknown', 'unknown', 'unknown']);
  });

  it('shows a flag that is not known here among the words', async () => {
    expect((await report({ enableCardPayments: true })).words).toContain('enableCardPayments');
  });

  it.each([
    [100413, 'key'],
    [100001, 'signature'],
    [100412, 'signature'],
    [100419, 'ip'],
    [100004, 'permission'],
    [100421, 'clock'],
    [100410, 'rate'],
    [109429, 'rate'],
  ])('means by %i that the %s is to blame', (code, cause) => {
    expect(inspections['bingx']!.readError(200, JSON.stringify({ code, msg: 'of test-key-0001' }))).toEqual({
      unclear: true,
      cause,
      message: `status 200, code ${code}`,
    });
  });
});
