import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Secret } from '../../../src/core/index.ts';
import { inspections, type UpstreamRequest } from '../../../src/exchanges/index.ts';
import { signed } from '../../../src/exchanges/kucoin/sign.ts';
import { recordSecret } from '../../canary.ts';
import { type Said, saying, secretOf, testKey, timeMs, wish } from './asked.ts';
import { describeMaker } from './makers.contract.ts';

describeMaker({
  exchange: 'kucoin',
  subAccount: 'robot01',
  ips: 'masked',
  mostIps: 20,
  subAccountTold: 'yes',
});

const { maker } = inspections['kucoin']!;
const master = testKey('kucoin');
const phrase = (): Secret => secretOf('11223344');
/** As the specification's samples have it, with secrets of our own. */
const sample = {
  subName: 'testapi6',
  remark: 'TheRemark',
  apiKey: '670621e3a25958000159c82f',
  apiSecret: '46fd8974-0000-4000-8000-896f005b2340',
  apiVersion: 3,
  passphrase: '11223344',
  permission: 'General,Futures',
  createdAt: 1728455139000,
};

describe('a key of a KuCoin sub-account', () => {
  it.each([
    [
      'POST',
      '/api/v1/hf/orders',
      '{"clientOid":"c1","symbol":"BTC-USDT","side":"buy","type":"limit","price":"10","size":"1"}',
      'kG2Bc4MShv/vmHis9eZobiRMA87jdDE+6d/bBFDAMhU=',
    ],
    ['DELETE', '/api/v1/hf/orders?symbol=BTC-USDT', '', 'KP2Qj4FWPw3iHbkVKUXMjeNZ3TFA8Yg9QVoXBu9NUx4='],
  ] as const)('is asked for by a %s that is signed as recorded', (method, target, body, sign) => {
    const made = signed({ method, host: 'api.kucoin.com', target, body }, master, { timeMs });
    expect(made.headers['kc-api-sign']).toBe(sign);
  });

  it('is removed with its passphrase in the query, which is signed as it reads decoded', async () => {
    const { ask, asked } = saying([200, { code: '200000', data: { subName: 'test', apiKey: 'key-of-a-robot' } }]);
    const removed = await maker!.remove(
      ask,
      master,
      'test',
      { id: 'key-of-a-robot', passphrase: secretOf('abc!@#11') },
      'live',
    );
    expect(removed).toBe('removed');
    const [{ target, headers }] = asked as [UpstreamRequest];
    expect(target).toBe('/api/v1/sub/api-key?apiKey=key-of-a-robot&subName=test&passphrase=abc!%40%2311');
    const text = `${timeMs}DELETE/api/v1/sub/api-key?apiKey=key-of-a-robot&subName=test&passphrase=abc!@#11`;
    const sign = createHmac('sha256', 'test-secret-0001-test-secret-0001').update(text).digest('base64');
    expect(headers['kc-api-sign']).toBe(sign);
  });

  it('is read from the samples of the specification', async () => {
    recordSecret(sample.apiSecret);
    const made = saying([200, { code: '200000', data: sample }]);
    const parts = await maker!.create(made.ask, master, wish('testapi6', { passphrase: phrase() }), 'live');
    expect(parts).toMatchObject({ id: '670621e3a25958000159c82f' });
    expect(JSON.parse(made.asked[0]!.body)).toEqual({
      subName: 'testapi6',
      remark: 'kw-abcdef0001',
      permission: 'General,Spot',
      ipWhitelist: '192.0.2.7',
      passphrase: '11223344',
    });
    const row = { remark: 'sdk_test_integration', apiKey: '673eab2a955ebf000195d7e4', ipWhitelist: '10.**.1' };
    const { ask } = saying([200, { code: '200000', data: [row] }]);
    expect(await maker!.list(ask, master, 'apiSdkTest', 'live')).toEqual([{ id: row.apiKey, label: row.remark }]);
  });

  it('is not asked for without a passphrase, or with addresses that KuCoin has masked', async () => {
    const { ask, asked } = saying([200, {}]);
    const masked = wish('testapi6', { passphrase: phrase(), ips: ['203.**.154'] });
    expect(await maker!.create(ask, master, masked, 'live')).toMatchObject({
      message: expect.stringContaining('masked'),
    });
    expect(await maker!.create(ask, master, wish('testapi6'), 'live')).toMatchObject({ cause: 'unreadable' });
    expect(await maker!.create(ask, master, wish('a&b', { passphrase: phrase() }), 'live')).toMatchObject({
      message: expect.stringContaining('rotate.subAccount'),
    });
    expect(asked).toEqual([]);
  });

  it('is not read from an answer of another code, of another status, or about another key', async () => {
    recordSecret(sample.apiSecret);
    const said: Said[] = [
      [200, { code: '400100', data: sample }],
      [500, { code: '200000', data: sample }],
      [200, { code: '200000', data: { ...sample, apiKey: 'another' } }],
    ];
    for (const one of said.slice(0, 2)) {
      const made = await maker!.create(saying(one).ask, master, wish('test', { passphrase: phrase() }), 'live');
      expect(made).toMatchObject({ cause: 'unreadable' });
    }
    for (const one of said) {
      const key = { id: sample.apiKey, passphrase: phrase() };
      expect(await maker!.remove(saying(one).ask, master, 'test', key, 'live')).toMatchObject({ cause: 'unreadable' });
    }
  });

  it('whose passphrase is lost is left to its owner, until it is listed no more', async () => {
    const rows = (...ids: string[]) => [200, { code: '200000', data: ids.map((apiKey) => ({ apiKey })) }] as const;
    const lost = (...ids: string[]) => maker!.remove(saying(rows(...ids)).ask, master, 'test', { id: 'robot' }, 'live');
    expect(await lost('robot', 'other')).toMatchObject({ message: expect.stringContaining('passphrase') });
    expect(await lost('other')).toBe('absent');
  });

  it('is taken for gone only when the list says so, whichever key a refusal blames', async () => {
    const refused = [401, { code: '400003', msg: 'KC-API-KEY not exists' }] as const;
    const remove = (...said: readonly Said[]) =>
      maker!.remove(saying(...said).ask, master, 'test', { id: 'robot', passphrase: phrase() }, 'live');
    expect(await remove(refused, [200, { code: '200000', data: [] }])).toBe('absent');
    expect(await remove(refused, [200, { code: '200000', data: [{ apiKey: 'robot' }] }])).toMatchObject({
      cause: 'key',
    });
    expect(await remove(refused)).toMatchObject({ cause: 'key' });
  });
});
