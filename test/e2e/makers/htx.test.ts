import { describe, expect, it } from 'vitest';
import { signed } from '../../../src/exchanges/htx/sign.ts';
import { inspections } from '../../../src/exchanges/index.ts';
import { recordSecret } from '../../canary.ts';
import { type Said, saying, secretOf, testKey, wish } from './asked.ts';
import { describeMaker } from './makers.contract.ts';

describeMaker({
  exchange: 'htx',
  subAccount: '178911001',
  // One word allows all trading, and moving funds; what a sub-user's key can do to keys is not told.
  told: (asked) =>
    asked.every((right) => right === 'read')
      ? {}
      : { spot: 'yes', margin: 'yes', futures: 'yes', transfer: 'yes', admin: 'unknown' },
  ips: 'shown',
  mostIps: 20,
  subAccountTold: 'unknown',
  master: { permissions: { trade: true } },
  denied: { permissions: { read: true } },
  listsToAll: true,
  causes: { denied: ['permission', 'key-or-ip-or-permission'] },
});

const { maker } = inspections['htx']!;
const master = testKey('htx');
const id = '2b55df29-vf25treb80-1535713d-8aea2';
const secretKey = 'c405c550-6fa0583b-of-the-documents';
const made = { accessKey: id, secretKey, note: '62924133', permission: 'trade,readOnly', ipAddresses: '192.0.2.7' };

describe('a key of an HTX sub-user', () => {
  it('is asked for by a POST whose query is signed as huobiclient signs it', () => {
    const key = { id: 'HUOBI_ACCESS_KEY', scheme: 'hmac', secret: secretOf('HUOBI_SECRET_KEY') };
    const request = {
      method: 'POST',
      host: 'api.huobi.pro',
      path: '/v2/sub-user/api-key-deletion',
      params: [],
    } as const;
    const { target } = signed({ ...request, body: '{}' }, key, { timeMs: Date.UTC(2023, 0, 1, 0, 1, 1) });
    const signature = new URLSearchParams(target.split('?')[1]).get('Signature');
    expect(signature).toBe('p1eIczo3gEifzlad6uDh4pCuI/LRvlm1dvhG4ypqsdU=');
  });

  it('is asked for with the one-time code, and read from the sample of the documents', async () => {
    recordSecret(secretKey);
    const { ask, asked } = saying([200, { code: 200, data: made }]);
    const asks = { ...wish('178911', { ips: ['192.0.2.7', '192.0.2.128/25'] }), code: '178211' };
    expect(await maker!.create(ask, master, asks, 'live')).toMatchObject({ id });
    expect(asked[0]!.target).toContain('/v2/sub-user/api-key-generation?');
    expect(JSON.parse(asked[0]!.body)).toEqual({
      otpToken: '178211',
      subUid: 178911,
      note: 'kw-abcdef0001',
      permission: 'readOnly,trade',
      ipAddresses: '192.0.2.7,192.0.2.128/25',
    });
  });

  it('is given no more than reading where nothing else is asked for', async () => {
    const { ask, asked } = saying([200, { code: 200, data: made }]);
    await maker!.create(ask, master, { ...wish('178911', { rights: ['read'], ips: [] }), code: '178211' }, 'live');
    const body = JSON.parse(asked[0]!.body);
    expect([body.permission, 'ipAddresses' in body]).toEqual(['readOnly', false]);
  });

  it.each([undefined, '', '12345', '1234567', '12345a'])('is not asked for with the code %j', async (code) => {
    const { ask, asked } = saying([200, { code: 200, data: made }]);
    const asks = { ...wish('178911'), ...(code === undefined ? {} : { code }) };
    expect(await maker!.create(ask, master, asks, 'live')).toMatchObject({
      cause: 'unreadable',
      message: expect.stringContaining('six digits'),
    });
    expect(asked).toEqual([]);
  });

  it('is not made when the code is wrong', async () => {
    const { ask } = saying([200, { code: 2002, message: 'invalid field value in `otpToken`' }]);
    expect(await maker!.create(ask, master, { ...wish('178911'), code: '000000' }, 'live')).toEqual({
      unclear: true,
      cause: 'unreadable',
      message: 'status 200, code 2002',
    });
  });

  it('is found by the number of its user, which is sent as it is spelt', async () => {
    const { ask, asked } = saying([200, { code: 200, data: null }]);
    expect(await maker!.remove(ask, master, '9007199254740993', { id }, 'live')).toBe('removed');
    expect(asked[0]!.body).toBe(`{"subUid":9007199254740993,"accessKey":"${id}"}`);
    for (const name of ['robot', '0', '-1', '1e3', '']) {
      expect(await maker!.remove(ask, master, name, { id }, 'live')).toMatchObject({ cause: 'unreadable' });
      expect(await maker!.list(ask, master, name, 'live')).toMatchObject({ cause: 'unreadable' });
    }
    expect(asked).toHaveLength(1);
  });

  it('is taken for gone only when the list says so', async () => {
    const remove = (...said: readonly Said[]) => maker!.remove(saying(...said).ask, master, '178911', { id }, 'live');
    const rows = (...data: object[]) => [200, { code: 200, data }] as const;
    const refused = [200, { code: 2002, message: 'invalid field value' }] as const;
    expect(await remove(refused, rows())).toBe('absent');
    expect(await remove(refused, rows(made))).toMatchObject({ message: 'status 200, code 2002' });
    expect(await remove([200, { code: 1002, message: 'forbidden' }], rows())).toBe('absent');
    expect(await remove([200, { code: 1003, message: 'unauthorized' }], rows())).toMatchObject({ cause: 'signature' });
  });
});
