import { createHmac } from 'node:crypto';
import ccxt from 'ccxt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askerOf } from '../../../src/app/asker.ts';
import { systemClock } from '../../../src/core/index.ts';
import { signText } from '../../../src/exchanges/binance/wire.ts';
import { type Ask, inspections } from '../../../src/exchanges/index.ts';
import { Forwarder } from '../../../src/gateway/index.ts';
import { type MintRequest, type Practice, startPractice } from '../../../src/practice/index.ts';
import { inspectionOf } from './answers.ts';
import { answering, credentialFor, firstAsked } from './asked.ts';
import { describeInspection } from './inspections.contract.ts';

describeInspection({
  exchange: 'binance',
  tells: {
    read: ['read'],
    spot: ['trade'],
    margin: ['trade', 'margin'],
    futures: ['futures'],
    options: ['options'],
    transfer: ['transfer', 'margin'],
    withdraw: ['withdraw'],
    admin: 'untold',
  },
  ip: 'flag',
  created: true,
  expires: false,
  account: true,
  causes: {
    revoked: ['key-or-ip-or-permission'],
    signature: ['signature'],
    ip: ['key-or-ip-or-permission'],
    clock: ['clock'],
    rate: ['rate'],
  },
  ccxt: (key, practiceUrl) => {
    const client = new ccxt.binance({ apiKey: key.id, secret: key.secret, enableRateLimit: false });
    client.proxyUrl = `${practiceUrl}/`;
    return client.sapiGetAccountApiRestrictions();
  },
});

const inspection = inspections['binance']!;

const secret = 'test-secret-0001-test-secret-0001';
const credential = credentialFor('binance', 'test-key-0001', secret);

const sample = {
  ipRestrict: false,
  createTime: 1623840271000,
  enableReading: true,
  enableWithdrawals: false,
  enableInternalTransfer: true,
  enableMargin: false,
  enableFutures: false,
  permitsUniversalTransfer: true,
  enableVanillaOptions: false,
  enableFixApiTrade: false,
  enableFixReadOnly: true,
  enableSpotAndMarginTrading: false,
  enablePortfolioMarginTrading: true,
};

describe('a Binance key', () => {
  it('is read from the documented sample', async () => {
    expect(await inspection.inspect(answering(sample), credential, 'live')).toEqual({
      rights: {
        read: 'yes',
        spot: 'no',
        margin: 'yes',
        futures: 'yes',
        options: 'no',
        transfer: 'yes',
        withdraw: 'no',
        admin: 'unknown',
      },
      ipRestricted: 'no',
      createdMs: 1623840271000,
      subAccount: 'unknown',
      words: [
        'enableFixReadOnly',
        'enableInternalTransfer',
        'enablePortfolioMarginTrading',
        'enableReading',
        'permitsUniversalTransfer',
      ],
    });
  });

  it('may do anything that it is not said to do beside a flag that is not known', async () => {
    const found = await inspection.inspect(answering({ ...sample, enableTeleport: true }), credential, 'live');
    expect(found).toMatchObject({ rights: { read: 'yes', spot: 'unknown', options: 'unknown', withdraw: 'unknown' } });
    const off = await inspection.inspect(answering({ ...sample, enableTeleport: false }), credential, 'live');
    expect(off).toMatchObject({ rights: { spot: 'no', withdraw: 'no' } });
  });

  it('may do anything of which the flag is missing', async () => {
    const { enableWithdrawals: _, ...rest } = sample;
    expect(await inspection.inspect(answering(rest), credential, 'live')).toMatchObject({
      rights: { withdraw: 'unknown', spot: 'no' },
    });
  });

  it('is asked whose it is after its rights, with a read of the spot account', async () => {
    const key = { id: 'test-key-0001', secret };
    const { asked, found } = await inspectionOf('binance', key, [
      [200, sample],
      [200, { balances: [], uid: 354937868 }],
    ]);
    expect(asked.map(({ method, host, target }) => `${method} ${host}${target.split('&timestamp')[0]}`)).toEqual([
      expect.stringContaining('GET api.binance.com/sapi/v1/account/apiRestrictions?'),
      'GET api.binance.com/api/v3/account?omitZeroBalances=true&recvWindow=5000',
    ]);
    expect(found).toMatchObject({ account: '354937868', rights: { read: 'yes', withdraw: 'no' } });
  });

  it.each([
    [401, { code: -2015, msg: 'Invalid API-key, IP, or permissions for action.' }],
    [429, { code: -1003, msg: 'Too many requests.' }],
    [500, '<html>'],
    [200, { balances: [] }],
    [200, { uid: 0 }],
  ])('is reported without its account where that answer is %i, %j', async (status, body) => {
    const { found } = await inspectionOf('binance', { id: 'test-key-0001', secret }, [
      [200, sample],
      [status, body],
    ]);
    expect(found).toMatchObject({ rights: { read: 'yes', withdraw: 'no' } });
    expect(found).not.toHaveProperty('account');
  });

  it('is not asked whose it is where it may not read', async () => {
    const said = { ...sample, enableReading: false };
    const { asked, found } = await inspectionOf('binance', { id: 'test-key-0001', secret }, [[200, said]]);
    expect([asked.length, 'rights' in found && found.rights.read]).toEqual([1, 'no']);
  });

  it('signs the question as the documents say', async () => {
    const { host, target, headers } = await firstAsked(inspection, credential, 1_790_000_000_000);
    const [path, query] = target.split('?') as [string, string];
    expect(`${host}${path}`).toBe('api.binance.com/sapi/v1/account/apiRestrictions');
    expect(headers['x-mbx-apikey']).toBe('test-key-0001');
    const signed = 'recvWindow=5000&timestamp=1790000000000';
    const signature = createHmac('sha256', secret).update(signed).digest('hex');
    expect(query).toBe(`${signed}&signature=${signature}`);
  });

  it.each([
    ['timestamp=1790000000000&recvWindow=10000', 'c8f29a07dd9157ff7348aeeabf43b7351fa2348c4d4018e657eabdbca80d3bbd'],
    [
      'timestamp=1790000000000&symbol=BTCUSDT&recvWindow=10000',
      'e166bb8b95278827bcaab8dfb0b9aef6a306e9c42821681a167cb86b87959fac',
    ],
  ])('signs %s as ccxt does', (text, signature) => {
    expect(signText(text, credential)).toBe(signature);
  });

  it('is not asked where the exchange has no such call', async () => {
    const ask: Ask = () => Promise.reject(new Error('asked'));
    expect(await inspection.inspect(ask, credential, 'testnet')).toMatchObject({ unclear: true, cause: 'unreadable' });
  });
});

describe('the address that Binance sees', () => {
  let practice: Practice;
  let forwarder: Forwarder;
  beforeAll(async () => {
    practice = await startPractice({ port: 0, seed: 'address', clock: systemClock });
    forwarder = new Forwarder({ kind: 'practice', port: practice.port }, 5_000);
  });
  afterAll(async () => {
    await forwarder.close();
    await practice.stop();
  });
  const seen = (request: Omit<MintRequest, 'exchange'>) => {
    const key = practice.mintKey({ exchange: 'binance', ...request });
    const ask = askerOf({ inspection, environment: 'live', forward: forwarder.send, clock: systemClock });
    return inspection.publicIp!.ask(ask, credentialFor('binance', key.id, key.secret), 'live');
  };

  it('is told by the futures host to a key that it refuses', async () => {
    expect(await seen({ ips: ['192.0.2.7'] })).toBe('127.0.0.1');
  });

  it('is not told to a key that it serves', async () => {
    expect(await seen({ permissions: { futures: true } })).toBeUndefined();
  });

  it.each([
    ['Invalid API-key, IP, or permissions for action, request ip: 2001:db8::7', '2001:db8::7'],
    ['Invalid API-key, IP, or permissions for action, request ip: 999.1', undefined],
    ['Invalid API-key, IP, or permissions for action.', undefined],
  ])('is read from %s', async (msg, address) => {
    const found = await inspection.publicIp!.ask(answering({ code: -2015, msg }, 401), credential, 'live');
    if (address === undefined) expect(found).toMatchObject({ cause: 'key-or-ip-or-permission' });
    else expect(found).toBe(address);
  });
});
